#ifndef ASYNCTIDY_MODEL_BLOCKING_H
#define ASYNCTIDY_MODEL_BLOCKING_H

#include "clang/AST/ASTFwd.h"

namespace asynctidy {

class AsyncModel;
class Awaitables;
struct Body;
class Vocabulary;

/// What a blocking call waits for: `t` of `t.wait()`, `f()` of
/// `sync_wait(f())`; null for a call that waits for nothing in particular.
const clang::Expr *waitedFor(const clang::CallExpr &Blocking,
                             const Awaitables &Types);

/// The type of what \p Blocking waits for, `task<int>` for `p->wait()` too;
/// null for a call that waits for nothing in particular.
clang::QualType typeWaitedFor(const clang::CallExpr &Blocking,
                              const Awaitables &Types);

/// The call has a time limit of zero: it looks, but does not wait.
bool hasZeroTimeout(const clang::CallExpr &Blocking,
                    const clang::ASTContext &Context);

/// `co_await t.configure_await(false)`: goes on wherever the task ends.
bool isConfiguredAway(const clang::Expr &Await, const Vocabulary &Words,
                      const clang::ASTContext &Context);

/// The task is complete where the lambda \p In stands that waits for it: a
/// captured variable, or an element of a container that an algorithm goes over.
bool isCompleteOutside(const clang::Expr &Task, const Body &In,
                       AsyncModel &Model);

/// Whether a task can end while the thread that started it is blocked.
struct NeedOfContext {
  enum { Unknown, No, Yes } Needed = Unknown;
  const clang::Expr *Await = nullptr; ///< for Yes: the await that needs it
};

/// Looks into the body of the coroutine that made \p Task, if it is visible.
NeedOfContext needOfContext(const clang::Expr &Task, AsyncModel &Model);

/// `main`, or the body of a GoogleTest test.
bool isEntryPoint(const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
