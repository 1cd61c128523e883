#ifndef ASYNCTIDY_COROUTINEWITHOUTAWAITCHECK_H
#define ASYNCTIDY_COROUTINEWITHOUTAWAITCHECK_H

#include "checks/AsyncCheck.h"

namespace asynctidy {

/// Finds coroutines that never await: `task<int> n() { co_return 42; }`.
///
/// For the user-facing documentation see async-coroutine-without-await.md.
class CoroutineWithoutAwaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void onEndOfTranslationUnit() override;

protected:
  void examine(const Body &Of) override;
  void examineInitializer(const Body &Of) override { noteCalls(Of); }

private:
  void noteCalls(const Body &Of);
  void report(const Body &Of);

  std::vector<const Body *> Candidates;
  /// Functions some call of which needs a task: it does more than await it.
  llvm::DenseSet<const clang::FunctionDecl *> NeededAsTasks;
};

} // namespace asynctidy

#endif
