#ifndef ASYNCTIDY_MODEL_FUNCTIONVALUES_H
#define ASYNCTIDY_MODEL_FUNCTIONVALUES_H

#include "clang/AST/DeclarationName.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class ASTContext;
class FunctionDecl;
} // namespace clang

namespace asynctidy {

/// The functions whose type somebody else relies on, anywhere in a translation
/// unit: `install(get)`, `route<&get>`, `co_await handler.get()` in a template,
/// `requires(H h) { h.get(); }`. Filled by one walk over the user's code.
class FunctionValues {
public:
  explicit FunctionValues(clang::ASTContext &Context);

  /// More is done with it than calling it, or generic code calls one of its
  /// name and needs an awaitable.
  bool needType(const clang::FunctionDecl &Function) const;

private:
  class Walker;

  llvm::DenseSet<const clang::FunctionDecl *> Values;
  llvm::DenseSet<clang::DeclarationName> Demanded;
};

} // namespace asynctidy

#endif
