#ifndef ASYNCTIDY_LOCKACROSSAWAITCHECK_H
#define ASYNCTIDY_LOCKACROSSAWAITCHECK_H

#include "checks/AsyncCheck.h"
#include "checks/model/GuardFlow.h"
#include "checks/model/Guards.h"

namespace asynctidy {

/// Finds locks and other things bound to their thread that a coroutine has
/// while it is suspended: `std::lock_guard g(m); co_await save();`.
///
/// For the user-facing documentation see async-lock-across-await.md.
class LockAcrossAwaitCheck : public AsyncCheck {
public:
  LockAcrossAwaitCheck(llvm::StringRef Name,
                       clang::tidy::ClangTidyContext *Context,
                       ModelPool &Models);

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  void examine(const Body &Of) override;

private:
  void report(const HeldGuard &Found, const Guards &Types);
  void tellSuspension(const clang::Expr &At, const HeldGuard &Found,
                      const std::string &Mutex, bool IsLock);
  void tellRelease(const HeldGuard &Found, const std::string &Mutex,
                   bool IsLock);

  const llvm::StringRef GuardTypes; ///< separated by semicolons
  const llvm::StringRef AllowedAwaitables;
};

} // namespace asynctidy

#endif
