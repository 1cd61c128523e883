#ifndef ASYNCTIDY_MODEL_CAPTUREUSES_H
#define ASYNCTIDY_MODEL_CAPTUREUSES_H

#include "checks/model/Awaitables.h"
#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace clang {
class LambdaCapture;
} // namespace clang

namespace asynctidy {

class AsyncModel;
struct Body;

/// A use of something that a lambda coroutine has captured, at a time when the
/// caller may have gone on.
struct CaptureUse {
  const clang::Expr *Use;
  /// The variable, or null for `this`.
  const clang::ValueDecl *Captured;
  /// What the coroutine waited for before; null if it is lazy and had not yet
  /// begun.
  const clang::Expr *Suspended;
  /// `co_await work`, `co_await save(order)`: suspended in the use itself.
  bool Meanwhile = false;
};

/// The first use, in the order of the text, of a capture of the coroutine \p
/// Lambda after it was suspended; nothing if there is none. All of them look
/// into the closure, also those of `this` and of captures by reference. Lazy
/// coroutines are suspended at their beginning. Only captures for which
/// \p Wanted is true count; null stands for `this`.
std::optional<CaptureUse>
firstCaptureUse(const clang::LambdaExpr &Lambda, Start Begins,
                AsyncModel &Model,
                llvm::function_ref<bool(const clang::LambdaCapture &)> Wanted);

} // namespace asynctidy

#endif
