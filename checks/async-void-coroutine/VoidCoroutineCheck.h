#ifndef ASYNCTIDY_VOIDCOROUTINECHECK_H
#define ASYNCTIDY_VOIDCOROUTINECHECK_H

#include "checks/AsyncCheck.h"
#include "checks/model/Detached.h"
#include "checks/model/FunctionUses.h"

namespace asynctidy {

/// Finds coroutines whose end and whose exception nobody can get at: of a type
/// like `fire_and_forget`, or with a task that a void callback throws away.
///
/// For the user-facing documentation see async-void-coroutine.md.
class VoidCoroutineCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void onEndOfTranslationUnit() override;

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override { examineUses(Of); }

private:
  void examineUses(const Body &Of);
  void report(const Body &Of, Escape Fate, const FunctionUses &Uses);
  bool losesNothing(const clang::FunctionDecl *Callable, Start Begins);

  std::vector<std::pair<const Body *, Escape>> Candidates;
  std::vector<const Body *> Bodies;
  /// Functions and lambdas that are connected to an event.
  llvm::DenseSet<const clang::FunctionDecl *> Handlers;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace asynctidy

#endif
