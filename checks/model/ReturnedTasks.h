#ifndef ASYNCTIDY_MODEL_RETURNEDTASKS_H
#define ASYNCTIDY_MODEL_RETURNEDTASKS_H

#include "checks/model/StmtPath.h"

namespace asynctidy {

class AsyncModel;

/// `return send(mail);` in a plain function: the caller gets a task that may
/// still be under way.
struct ReturnedTask {
  const clang::ReturnStmt *Return;
  /// The call that made the task, also by way of a variable:
  /// `auto t = send(mail); return t;`
  const clang::CallExpr *Call;
  StmtPath Path; ///< to the `return`
};

/// All tasks that \p In returns, those in `when_all(f(), g())` one by one;
/// without those that are done already.
llvm::SmallVector<ReturnedTask, 2> tasksReturnedBy(const Body &In,
                                                   const AsyncModel &Model);

/// Whether the work that \p Call stands for goes on after the call, by what its
/// callee shows.
enum class Work {
  GoesOn, ///< a coroutine that awaits, or one that is lazy
  Likely, ///< a function of which the body is not known
  Unknown ///< a plain function, a callable, a coroutine that never awaits
};
Work workOf(const clang::CallExpr &Call, AsyncModel &Model);

/// The innermost `try` whose handlers would see an exception of \p Task, were
/// it awaited; null if there is none, if its handlers only rethrow, or if
/// another call in it may throw, for which the handlers may be.
const clang::CXXTryStmt *tryLeftBy(const ReturnedTask &Task, const Body &In,
                                   const AsyncModel &Model);

/// An object that nothing but its life is for, and that the `return` ends.
struct LeftGuard {
  const clang::VarDecl *Guard = nullptr;
  bool IsLock = false;
};

/// The innermost such object around \p Task: a lock with nothing else to
/// protect, a transaction, a scope guard. Silent on those that the function
/// names again: unlocked, dismissed, committed or moved.
LeftGuard guardLeftBy(const ReturnedTask &Task, const Body &In,
                      AsyncModel &Model);

} // namespace asynctidy

#endif
