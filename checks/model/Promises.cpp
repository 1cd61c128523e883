#include "checks/model/Promises.h"
#include "checks/model/Members.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace asynctidy;

/// The class that a member `promise_type` of \p Class names.
static const CXXRecordDecl *nestedPromise(const CXXRecordDecl &Class,
                                          ASTContext &Context) {
  for (const NamedDecl *Found :
       Class.lookup(&Context.Idents.get("promise_type")))
    if (const auto *Alias = llvm::dyn_cast<TypedefNameDecl>(Found))
      return classOf(Alias->getUnderlyingType());
    else if (const auto *Inner = llvm::dyn_cast<CXXRecordDecl>(Found))
      return Inner;
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
      if (const CXXRecordDecl *Definition = withMembers(*BaseClass))
        if (const CXXRecordDecl *Promise = nestedPromise(*Definition, Context))
          return Promise;
  return nullptr;
}

/// `std::coroutine_traits`, if it is declared.
static ClassTemplateDecl *findTraits(ASTContext &Context) {
  const TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
  for (const NamedDecl *Std : Unit->lookup(&Context.Idents.get("std")))
    if (const auto *Namespace = llvm::dyn_cast<NamespaceDecl>(Std))
      for (NamedDecl *Found :
           Namespace->lookup(&Context.Idents.get("coroutine_traits")))
        if (auto *Traits = llvm::dyn_cast<ClassTemplateDecl>(Found))
          return Traits;
  return nullptr;
}

/// The class that a specialization of the traits is for, or null.
static const CXXRecordDecl *
subjectOf(const ClassTemplateSpecializationDecl &Traits) {
  const TemplateArgument &Result = Traits.getTemplateArgs()[0];
  return Result.getKind() == TemplateArgument::Type
             ? classOf(Result.getAsType())
             : nullptr;
}

llvm::SmallVector<const CXXRecordDecl *, 1>
asynctidy::promisesByTraits(const CXXRecordDecl &Class, ASTContext &Context) {
  llvm::SmallVector<const CXXRecordDecl *, 1> Promises;
  ClassTemplateDecl *Traits = findTraits(Context);
  if (!Traits)
    return Promises;
  auto Add = [&](const ClassTemplateSpecializationDecl &One) {
    if (const CXXRecordDecl *Promise = nestedPromise(One, Context))
      Promises.push_back(Promise);
  };
  // `std::coroutine_traits<job, int>`, for these parameters only
  for (const ClassTemplateSpecializationDecl *One : Traits->specializations()) {
    const CXXRecordDecl *Subject = subjectOf(*One);
    if (One->getSpecializationKind() == TSK_ExplicitSpecialization && Subject &&
        Subject->getCanonicalDecl() == Class.getCanonicalDecl())
      Add(*One);
  }
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 8> Partial;
  Traits->getPartialSpecializations(Partial);
  for (const ClassTemplatePartialSpecializationDecl *One : Partial) {
    const CXXRecordDecl *Subject = subjectOf(*One);
    if (Subject && plainQualifiedName(*Subject) == plainQualifiedName(Class))
      Add(*One);
  }
  return Promises;
}

const CXXRecordDecl *asynctidy::promiseOf(const CXXRecordDecl &Class,
                                          ASTContext &Context) {
  const CXXRecordDecl *Definition = withMembers(Class);
  if (!Definition)
    return nullptr;
  if (const CXXRecordDecl *Promise = nestedPromise(*Definition, Context))
    return Promise;
  const auto Promises = promisesByTraits(Class, Context);
  return Promises.empty() ? nullptr : Promises.front();
}
