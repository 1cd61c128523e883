#ifndef ASYNCTIDY_MODEL_LAMBDAUSES_H
#define ASYNCTIDY_MODEL_LAMBDAUSES_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseSet.h"

namespace asynctidy {

/// What the body of a lambda, with the lambdas in it, does to variables.
struct LambdaUses {
  explicit LambdaUses(const clang::LambdaExpr &Lambda);

  llvm::DenseSet<const clang::VarDecl *> Named;
  llvm::DenseSet<const clang::VarDecl *> Assigned; ///< or moved away
};

} // namespace asynctidy

#endif
