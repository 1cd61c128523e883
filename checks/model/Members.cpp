#include "checks/model/Members.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

const CXXRecordDecl *asynctidy::withMembers(const CXXRecordDecl &Class) {
  if (const CXXRecordDecl *Definition = Class.getDefinition())
    return Definition;
  if (const CXXRecordDecl *Member = Class.getInstantiatedFromMemberClass())
    return Member->getDefinition();
  const auto *Specialization =
      llvm::dyn_cast<ClassTemplateSpecializationDecl>(&Class);
  return Specialization ? Specialization->getSpecializedTemplate()
                              ->getTemplatedDecl()
                              ->getDefinition()
                        : nullptr;
}

bool asynctidy::hasMember(const CXXRecordDecl &Class, ASTContext &Context,
                          StringRef Name) {
  return Class.hasMemberName(&Context.Idents.get(Name));
}

const CXXMethodDecl *asynctidy::findMethod(const CXXRecordDecl &Class,
                                           ASTContext &Context,
                                           StringRef Name) {
  for (const NamedDecl *Found : Class.lookup(&Context.Idents.get(Name)))
    if (const auto *Method =
            llvm::dyn_cast_or_null<CXXMethodDecl>(Found->getAsFunction()))
      return Method;
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
      if (const CXXRecordDecl *Definition = withMembers(*BaseClass))
        if (const auto *Method = findMethod(*Definition, Context, Name))
          return Method;
  return nullptr;
}
