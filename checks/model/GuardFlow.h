#ifndef ASYNCTIDY_MODEL_GUARDFLOW_H
#define ASYNCTIDY_MODEL_GUARDFLOW_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace asynctidy {

struct Body;
class AsyncModel;
class Guards;

/// A lock, or something else that is bound to its thread, which a coroutine
/// has while it is suspended.
struct HeldGuard {
  /// The variable, or null: `m.lock()` without a guard.
  const clang::VarDecl *Guard = nullptr;
  /// `g.lock()`, `m.lock()`: what locks if that is not the declaration.
  const clang::CallExpr *Lock = nullptr;
  /// `m`, or null if it is not known.
  const clang::Expr *Mutex = nullptr;
  /// Some of the suspensions, in the order of the text.
  llvm::SmallVector<const clang::Expr *, 4> Suspensions;
  /// Where it ends after a suspension: the call that unlocks, or the end of the
  /// scope. Invalid if that is not known.
  clang::SourceLocation Release = {};
};

/// The guards that \p Of has across a `co_await` or `co_yield` on some path.
/// Awaits of what is named in \p Allowed do not count, nor those that never
/// suspend. Where a guard may be unlocked, moved or known to others in a way
/// that cannot be followed it is taken not to hold any more.
std::vector<HeldGuard>
heldWhileSuspended(const Body &Of, AsyncModel &Model, const Guards &Types,
                   llvm::ArrayRef<llvm::StringRef> Allowed);

} // namespace asynctidy

#endif
