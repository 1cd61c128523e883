#ifndef ASYNCTIDY_MODEL_BLOCKING_H
#define ASYNCTIDY_MODEL_BLOCKING_H

#include "clang/AST/ASTFwd.h"
#include "clang/AST/Type.h"
#include "clang/Basic/SourceLocation.h"

namespace clang {
class ASTContext;
} // namespace clang

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

/// Where a coroutine leaves its context for good: its first await that is
/// configured not to come back. Invalid if there is none.
clang::SourceLocation leavesContext(const Body &Of, const Vocabulary &Words,
                                    const clang::ASTContext &Context);

/// The task that \p Blocking, in \p In, waits for is complete: by the flow of
/// \p In, or where the lambda \p In stands, or because it was made ready.
bool waitsForComplete(const clang::CallExpr &Blocking, const Body &In,
                      AsyncModel &Model);

/// `loop.join()` of `std::thread loop([&] { ui.run(); })`: what ends the thread
/// of a context, which needs no other thread.
bool joinsContext(const clang::CallExpr &Blocking, AsyncModel &Model);

/// Whether a task can end while the thread that started it is blocked.
struct NeedOfContext {
  enum { Unknown, No, Yes } Needed = Unknown;
  const clang::Expr *Await = nullptr; ///< for Yes: the await that needs it
};

/// Looks into the body of the coroutine that made \p Task, if it is visible.
NeedOfContext needOfContext(const clang::Expr &Task, AsyncModel &Model);

/// What blocks in \p In blocks a coroutine's or a context's thread. Looks at
/// the bodies met so far: ask at the end of the translation unit.
bool blocksNeededThread(const Body &In, AsyncModel &Model);

/// `main` or a test, or a lambda in one of these.
bool isEntryPoint(const clang::FunctionDecl &Function);

} // namespace asynctidy

#endif
