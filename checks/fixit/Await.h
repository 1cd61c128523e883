#ifndef ASYNCTIDY_FIXIT_AWAIT_H
#define ASYNCTIDY_FIXIT_AWAIT_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

namespace asynctidy {

class Awaitables;
struct Body;

using Edits = llvm::SmallVector<clang::FixItHint, 2>;

/// `f();` becomes `co_await f();`. Empty where that would not be safe: in a
/// macro, outside of a coroutine, or if this coroutine may not await it.
Edits awaitDropped(const clang::Expr &Value, const Body &In,
                   const Awaitables &Types, clang::ASTContext &Context);

/// `auto t = f();` of a variable that nothing uses becomes
/// `auto t = co_await f();`, or `co_await f();` if that gives no value.
Edits awaitUnusedLocal(const clang::VarDecl &Local, const Body &In,
                       const Awaitables &Types, clang::ASTContext &Context);

/// `f().result()` becomes `co_await f()`, `sync_wait(f())` too; with the
/// parentheses that a following `.member` needs and std::move where the
/// awaitable takes only rvalues. Empty where that would not be safe.
Edits awaitInsteadOfBlocking(const clang::CallExpr &Blocking, const Body &In,
                             const Awaitables &Types,
                             clang::ASTContext &Context);

} // namespace asynctidy

#endif
