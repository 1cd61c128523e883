#ifndef ASYNCTIDY_COMPAT_H
#define ASYNCTIDY_COMPAT_H

// The only place that knows which LLVM we are built against.
#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR >= 22
#include "clang-tidy/ClangTidyModule.h"
#else
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace asynctidy {

/// The type that \p Class declares; for a template, of its own pattern.
inline clang::QualType typeOfClass(const clang::CXXRecordDecl &Class) {
#if LLVM_VERSION_MAJOR >= 22
  return Class.getASTContext().getCanonicalTagType(&Class);
#else
  return Class.getASTContext().getTypeDeclType(&Class);
#endif
}

} // namespace asynctidy

#endif
