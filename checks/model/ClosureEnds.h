#ifndef ASYNCTIDY_MODEL_CLOSUREENDS_H
#define ASYNCTIDY_MODEL_CLOSUREENDS_H

#include "checks/model/CaptureUses.h"
#include "clang/Basic/SourceLocation.h"

namespace asynctidy {

struct LambdaSite;

/// A lambda coroutine goes on when the lambda object, or what that refers to,
/// is gone, and uses it.
struct ClosureEnd {
  enum Kind {
    Statement, ///< `[x] {...}();`: a temporary
    Variable,  ///< `auto work = [x] {...}; return work();`
    Copy,      ///< `std::thread([x] {...})`: the callee's, after it was called
    Referent   ///< the lambda is kept, but not the local that it refers to
  } What;
  CaptureUse Use;
  /// Where that dies, if it is known.
  clang::SourceLocation Death;
  const clang::VarDecl *Closure = nullptr;    ///< for Variable
  const clang::FunctionDecl *Taker = nullptr; ///< for Copy
};

/// The first such case of the lambda at \p Site, a part of \p In.
std::optional<ClosureEnd> closureEndOf(const LambdaSite &Site, const Body &In,
                                       AsyncModel &Model);

} // namespace asynctidy

#endif
