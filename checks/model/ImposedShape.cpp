#include "checks/model/ImposedShape.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

/// `task<> close(plain &)` beside `task<> close(encrypted &)`: generic code
/// awaits whichever fits.
static bool hasOverload(const FunctionDecl &Function, const Awaitables &Types) {
  for (const NamedDecl *Other :
       Function.getDeclContext()->getRedeclContext()->lookup(
           Function.getDeclName())) {
    const FunctionDecl *Overload = Other->getAsFunction();
    if (Overload &&
        Overload->getCanonicalDecl() != Function.getCanonicalDecl() &&
        Types.isTask(Overload->getReturnType()))
      return true;
  }
  return false;
}

/// `struct app : server<app>`: the base calls the class's functions by name.
/// `struct logged : Base` of a template may override what Base has.
static bool isKnownToItsBase(const CXXRecordDecl &Class) {
  if (!Class.hasDefinition())
    return false;
  return llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
    if (Base.getType()->isDependentType())
      return true;
    const auto *Template =
        llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(
            classOf(Base.getType()));
    return Template &&
           llvm::any_of(
               Template->getTemplateArgs().asArray(),
               [&](const TemplateArgument &Argument) {
                 return Argument.getKind() == TemplateArgument::Type &&
                        classOf(Argument.getAsType()) &&
                        classOf(Argument.getAsType())->getCanonicalDecl() ==
                            Class.getCanonicalDecl();
               });
  });
}

static bool isSpecialized(ClassTemplateDecl &Template) {
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partial;
  Template.getPartialSpecializations(Partial);
  return !Partial.empty() ||
         llvm::any_of(Template.specializations(), [](const auto *One) {
           return One->getSpecializationKind() == TSK_ExplicitSpecialization;
         });
}

/// `template <> task<> load<int>()`: its primary template has the same type,
/// and so have the other specializations of that.
static bool isOneOfSpecializations(const FunctionDecl &Function) {
  if (Function.getTemplateSpecializationKind() == TSK_ExplicitSpecialization)
    return true;
  if (const FunctionTemplateDecl *Template =
          Function.getDescribedFunctionTemplate())
    if (llvm::any_of(
            const_cast<FunctionTemplateDecl *>(Template)->specializations(),
            [](const FunctionDecl *One) {
              return One->getTemplateSpecializationKind() ==
                     TSK_ExplicitSpecialization;
            }))
      return true;
  const auto *Class = llvm::dyn_cast<CXXRecordDecl>(Function.getDeclContext());
  if (!Class)
    return false;
  if (const auto *One = llvm::dyn_cast<ClassTemplateSpecializationDecl>(Class))
    return llvm::isa<ClassTemplatePartialSpecializationDecl>(One) ||
           One->getSpecializationKind() == TSK_ExplicitSpecialization;
  ClassTemplateDecl *Template = Class->getDescribedClassTemplate();
  return Template && isSpecialized(*Template);
}

static bool isImposedOnLambda(const LambdaSite *Lambda) {
  return !Lambda || (!Lambda->InvokedBy && !Lambda->Named) ||
         Lambda->PassedTo ||
         // `std::function<task<>()> f = []() -> task<> {...};`
         (Lambda->Named && classOf(Lambda->Named->getType()) !=
                               Lambda->Lambda->getLambdaClass());
}

/// `task<> work(order, std::allocator_arg_t, arena &)`: a tag without a name is
/// there for the promise, which no plain function has.
static bool hasTagForPromise(const FunctionDecl &Function) {
  return llvm::any_of(Function.parameters(), [](const ParmVarDecl *Parameter) {
    const CXXRecordDecl *Class = classOf(Parameter->getType());
    return Parameter->getDeclName().isEmpty() && Class &&
           !Parameter->getType()->isReferenceType() && Class->hasDefinition() &&
           Class->isEmpty();
  });
}

bool asynctidy::isShapeImposed(const Body &Of, const LambdaSite *Lambda,
                               const Awaitables &Types) {
  const FunctionDecl &Function = *Of.Function;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->getParent()->isLambda())
    return isImposedOnLambda(Lambda);
  // `result<int> sum(executor_tag, executor &on, int n)`: the tag says where
  // the body runs, as nothing else could.
  const CXXRecordDecl *Task = classOf(Function.getReturnType());
  if (Task && Function.getNumParams() != 0 && Types.hasSeveralPromises(*Task))
    return true;
  if (hasTagForPromise(Function))
    return true;
  // Whoever takes the object calls it, and operators are called by generic
  // code.
  if (Function.isOverloadedOperator() ||
      llvm::isa<CXXConversionDecl>(Function) || hasOverload(Function, Types) ||
      isOneOfSpecializations(Function))
    return true;
  return Method && (Method->isVirtual() || Method->hasAttr<OverrideAttr>() ||
                    isKnownToItsBase(*Method->getParent()));
}
