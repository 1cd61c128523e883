#ifndef ASYNCTIDY_FIREANDFORGETCHECK_H
#define ASYNCTIDY_FIREANDFORGETCHECK_H

#include "checks/AsyncCheck.h"

namespace asynctidy {

/// Finds tasks that nobody awaits: dropped as a statement (`save(order);`), or
/// kept in a variable that some path through the function forgets.
///
/// For the user-facing documentation see async-fire-and-forget.md.
class FireAndForgetCheck : public AsyncCheck {
public:
  FireAndForgetCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context, ModelPool &Models)
      : AsyncCheck(Name, Context, Models),
        ReportVoidCast(Options.get("ReportVoidCast", false)),
        ReportAbandonedByAwait(Options.get("ReportAbandonedByAwait", false)) {}

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override;

private:
  void examineDiscard(const Discard &Dropped, const Body &In);
  void examineLocal(const clang::VarDecl &Local, const Body &In);
  void examineAwaitsBefore(const clang::VarDecl &Local, const Body &In);
  void tellPath(const clang::VarDecl &Local, const LostPath &Path);

  /// Also report hot tasks that are dropped by `(void)` or `std::ignore`.
  const bool ReportVoidCast;
  /// Also report started tasks that are left alone if another await fails.
  const bool ReportAbandonedByAwait;
};

} // namespace asynctidy

#endif
