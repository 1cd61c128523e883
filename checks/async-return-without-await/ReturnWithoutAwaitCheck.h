#ifndef ASYNCTIDY_RETURNWITHOUTAWAITCHECK_H
#define ASYNCTIDY_RETURNWITHOUTAWAITCHECK_H

#include "checks/AsyncCheck.h"

namespace asynctidy {

struct ReturnedTask;

/// Finds plain functions that return a task which still needs what ends with
/// the function: a local that it refers to, the `try` around it, a guard.
///
/// For the user-facing documentation see async-return-without-await.md.
class ReturnWithoutAwaitCheck : public AsyncCheck {
public:
  ReturnWithoutAwaitCheck(llvm::StringRef Name,
                          clang::tidy::ClangTidyContext *Context,
                          ModelPool &Models)
      : AsyncCheck(Name, Context, Models) {}

protected:
  void examine(const Body &Of) override;

private:
  bool reportBorrowed(const ReturnedTask &Task, const Body &In);
  bool reportTry(const ReturnedTask &Task, const Body &In);
  bool reportGuard(const ReturnedTask &Task, const Body &In);
};

} // namespace asynctidy

#endif
