#ifndef ASYNCTIDY_MODEL_ONESHOTUSES_H
#define ASYNCTIDY_MODEL_ONESHOTUSES_H

#include "clang/AST/ASTFwd.h"
#include <string>
#include <vector>

namespace asynctidy {

struct Body;
class Awaitables;
class Vocabulary;

/// What an expression does to a one-shot awaitable. The first five use it up.
enum class OneShotEffect {
  Awaits,   ///< `co_await t`
  Reads,    ///< `t.result()`, `sync_wait(t)`
  Converts, ///< `std::move(t).as_task()`
  Moves,    ///< `store(std::move(t))`
  Returns,  ///< `return t;`
  Resets,   ///< `t = f()`
  Unknown,  ///< `refill(t)`: it may be another one afterwards
  Escapes,  ///< `[&t]{...}`: from now on somebody else may change it
};

inline bool usesUp(OneShotEffect Effect) {
  return Effect <= OneShotEffect::Returns;
}

/// One use of an object that is a one-shot awaitable, or has one in it.
struct OneShotUse {
  const clang::ValueDecl *Root; ///< the variable, aliases looked through
  std::string Path;             ///< ".member[0]"
  OneShotEffect Effect;
  const clang::Stmt *At; ///< it takes effect when this has been evaluated
  const clang::DeclRefExpr *Name;
  const clang::Expr *Part; ///< `s.t` where the name is `s`
  /// The expression that gives what the awaitable gave, `co_await t`; null if
  /// this use has no result.
  const clang::Expr *Result = nullptr;
};

/// All uses in the body of variables that are one-shot awaitables or have one
/// in them, in the order of the text. Empty, without a walk, for a body that
/// uses none up. Uses that leave an object as it is are left out.
std::vector<OneShotUse> oneShotUses(const Body &Of, const Vocabulary &Words,
                                    const Awaitables &Types);

/// `t.result()`: a member call that waits for a one-shot awaitable and takes
/// its result.
bool takesResult(const clang::CallExpr &Call, const Vocabulary &Words,
                 const Awaitables &Types);

} // namespace asynctidy

#endif
