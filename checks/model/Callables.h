#ifndef ASYNCTIDY_MODEL_CALLABLES_H
#define ASYNCTIDY_MODEL_CALLABLES_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace asynctidy {

/// What a value runs when it is called: a function, or whatever a parameter
/// brings.
struct Callable {
  const clang::FunctionDecl *Function = nullptr;
  const clang::ParmVarDecl *Parameter = nullptr;
};

/// The functions behind \p Value: a lambda, `on_click`, `&widget::click`, an
/// object with an operator(), `std::bind(...)` of these, a variable that was
/// made from one. Empty if it cannot be told.
llvm::SmallVector<Callable, 1> callablesIn(const clang::Expr &Value);

/// What \p Call calls if that is a parameter's value, `f()` or
/// `std::invoke(f)`: the parameter, in a lambda that captured it too; else
/// null.
const clang::ParmVarDecl *parameterCalled(const clang::CallExpr &Call);

/// The arguments of \p Call that go to parameters: for `object(a)` without the
/// object.
llvm::ArrayRef<const clang::Expr *> argumentsFor(const clang::CallExpr &Call);

/// "bind" of `std::bind(f)`, in templates too; empty for functions outside of
/// the standard library.
llvm::StringRef nameInStd(const clang::CallExpr &Call);

} // namespace asynctidy

#endif
