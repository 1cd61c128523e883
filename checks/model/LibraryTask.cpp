#include "checks/model/LibraryTask.h"
#include "checks/Compat.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Members.h"
#include "checks/model/ReadyMaker.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

/// `<>` or `<void>`, as \p Template needs it; nothing if it takes more.
static std::optional<std::string>
voidArguments(const ClassTemplateDecl &Template) {
  unsigned Needed = 0;
  for (const NamedDecl *Parameter : *Template.getTemplateParameters()) {
    const auto *Type = llvm::dyn_cast<TemplateTypeParmDecl>(Parameter);
    if (!Type)
      return std::nullopt;
    Needed += !Type->hasDefaultArgument() && !Type->isParameterPack();
  }
  if (Needed > 1)
    return std::nullopt;
  return Needed == 0 ? "<>" : "<void>";
}

/// A coroutine that returns \p Class may end without a value.
static bool mayReturnVoid(const CXXRecordDecl &Class, const AsyncModel &Model) {
  const CXXRecordDecl *Promise = Model.types().promiseOf(Class);
  return Promise && withMembers(*Promise) &&
         findMethod(*withMembers(*Promise), Model.context(), "return_void");
}

/// Some `task<void>` is known to be a coroutine's type.
static bool hasVoidSpecialization(const ClassTemplateDecl &Template,
                                  const AsyncModel &Model) {
  return llvm::any_of(
      Template.specializations(),
      [&](const ClassTemplateSpecializationDecl *One) {
        const TemplateArgumentList &Arguments = One->getTemplateArgs();
        return Arguments.size() > 0 &&
               Arguments[0].getKind() == TemplateArgument::Type &&
               Arguments[0].getAsType()->isVoidType() &&
               mayReturnVoid(*One, Model);
      });
}

/// What to write for \p Member, if it is a task without a value.
static std::string nameOfTask(const Decl &Member, const AsyncModel &Model) {
  const auto *Template = llvm::dyn_cast<ClassTemplateDecl>(&Member);
  const CXXRecordDecl *Class = Template
                                   ? Template->getTemplatedDecl()
                                   : llvm::dyn_cast<CXXRecordDecl>(&Member);
  if (!Class || Class->isImplicit() || !withMembers(*Class) ||
      !Class->isThisDeclarationADefinition())
    return "";
  const Role Roles = Model.words().rolesOf(*Class);
  if (hasRole(Roles, Role::Detached | Role::Stream | Role::OneShot) ||
      !Model.types().isTask(typeOfClass(*Class)) ||
      !Model.types().promiseOf(*Class))
    return "";
  const std::string Name = plainQualifiedName(*Class);
  if (!Template)
    return mayReturnVoid(*Class, Model) ? Name : "";
  const auto Arguments = voidArguments(*Template);
  if (!Arguments ||
      !(hasRole(Roles, Role::Task) || hasVoidSpecialization(*Template, Model)))
    return "";
  return Name + *Arguments;
}

LibraryTask asynctidy::libraryTaskFor(const FunctionDecl &Coroutine,
                                      const AsyncModel &Model) {
  const CXXRecordDecl *Detached = classOf(Coroutine.getReturnType());
  if (!Detached)
    return {};
  llvm::SmallVector<DeclContext *, 8> Parts;
  const_cast<DeclContext *>(
      Detached->getDeclContext()->getEnclosingNamespaceContext())
      ->getPrimaryContext()
      ->collectAllContexts(Parts);
  const SourceManager &Sources = Model.context().getSourceManager();
  const SourceLocation First = Coroutine.getFirstDecl()->getLocation();
  LibraryTask Found;
  for (const DeclContext *Part : Parts)
    for (const Decl *Member : Part->decls()) {
      if (!llvm::isa<ClassTemplateDecl, CXXRecordDecl>(Member) ||
          !Sources.isBeforeInTranslationUnit(Member->getLocation(), First))
        continue;
      std::string Name = nameOfTask(*Member, Model);
      if (Name.empty())
        continue;
      if (!Found.Name.empty())
        return {};
      const auto *Template = llvm::dyn_cast<ClassTemplateDecl>(Member);
      Found = {spelledIn(Coroutine, std::move(Name)),
               typeOfClass(Template ? *Template->getTemplatedDecl()
                                    : *llvm::cast<CXXRecordDecl>(Member))};
    }
  return Found;
}
