#ifndef ASYNCTIDY_MODEL_MEMBERS_H
#define ASYNCTIDY_MODEL_MEMBERS_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
} // namespace clang

namespace asynctidy {

/// The class with members: one made from a template that nobody needed complete
/// has none, but what it would be made from does. Null if nothing is known.
const clang::CXXRecordDecl *withMembers(const clang::CXXRecordDecl &Class);

/// \p Class itself has a member of this name.
bool hasMember(const clang::CXXRecordDecl &Class, clang::ASTContext &Context,
               llvm::StringRef Name);

/// A member function of \p Class or of its bases, or null.
const clang::CXXMethodDecl *findMethod(const clang::CXXRecordDecl &Class,
                                       clang::ASTContext &Context,
                                       llvm::StringRef Name);

} // namespace asynctidy

#endif
