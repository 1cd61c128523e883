#ifndef ASYNCTIDY_FIXIT_PASSBYVALUE_H
#define ASYNCTIDY_FIXIT_PASSBYVALUE_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace asynctidy {

struct Borrow;
using Edits = llvm::SmallVector<clang::FixItHint, 2>;

/// The parameter `const T &` or `T &&` could be a `T`: it can be copied at
/// little cost, or is given something that it can move from.
bool canPassByValue(const Borrow &What);

/// `const std::string &name` becomes `std::string name` in all declarations of
/// \p Function. Empty if one of them is not in the main file or comes from a
/// macro, if the function is virtual, a template or a lambda, or if it is
/// overloaded.
Edits passByValue(const clang::ParmVarDecl &Parameter,
                  const clang::FunctionDecl &Function,
                  const clang::ASTContext &Context);

} // namespace asynctidy

#endif
