#ifndef ASYNCTIDY_MODEL_USESOFTHIS_H
#define ASYNCTIDY_MODEL_USESOFTHIS_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class ValueDecl;
} // namespace clang

namespace asynctidy {

struct Body;

/// `count_` of `++count_`, or `this` itself.
struct UseOfThis {
  const clang::Expr *At; ///< `this`, or another name of it or of a member
  const clang::ValueDecl *Member;
};

/// All in the order of the text; of lambdas only what they capture. Another
/// name is `self` of `auto *self = this;`, `items` of `auto &items = items_;`,
/// `title` of `std::string_view title = title_;`.
llvm::SmallVector<UseOfThis, 8> usesOfThis(const Body &In);

} // namespace asynctidy

#endif
