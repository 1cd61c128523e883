#include "checks/model/ReadyMaker.h"
#include "checks/model/Spelling.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace asynctidy;

/// `template <class T> task<T> from_result(T)`, but not `from_exception<T>`,
/// which makes no value from its argument.
static bool takesValue(const FunctionDecl &Maker) {
  return Maker.getNumParams() == 1 && Maker.getDescribedFunctionTemplate() &&
         Maker.getParamDecl(0)
             ->getType()
             .getNonReferenceType()
             .getUnqualifiedType()
             ->isTemplateTypeParmType();
}

static bool makesReady(const FunctionDecl *Function, const Vocabulary &Words) {
  return Function && hasRole(Words.rolesOf(*Function), Role::MakesReady);
}

/// The return type as the programmer spelled it: "async::value_task<int>".
static std::string spelledResult(const FunctionDecl &Coroutine) {
  const ASTContext &Context = Coroutine.getASTContext();
  const SourceRange Range = Coroutine.getReturnTypeSourceRange();
  if (Range.isInvalid() || Range.getBegin().isMacroID())
    return "";
  return textOf(Range, Context).str();
}

/// `value_task<int>::from_result(1)`.
static std::string memberMaker(const FunctionDecl &Coroutine,
                               const CXXRecordDecl &Task, bool OfVoid,
                               const Vocabulary &Words) {
  const std::string Class = spelledResult(Coroutine);
  if (const CXXRecordDecl *Definition = Task.getDefinition();
      Definition && !Class.empty())
    for (const CXXMethodDecl *Method : Definition->methods())
      if (Method->isStatic() && makesReady(Method, Words) &&
          Method->getNumParams() == (OfVoid ? 0 : 1))
        return Class + "::" + Method->getNameAsString();
  return "";
}

std::string asynctidy::spelledIn(const FunctionDecl &Coroutine,
                                 std::string Name) {
  const llvm::StringRef First = llvm::StringRef(Name).split("::").first;
  const ASTContext &Context = Coroutine.getASTContext();
  for (const DeclContext *Scope = Coroutine.getDeclContext();
       Scope && !Scope->isTranslationUnit(); Scope = Scope->getParent())
    if (Scope->isLookupContext() &&
        !Scope->getRedeclContext()->lookup(&Context.Idents.get(First)).empty())
      return "::" + Name;
  return Name;
}

/// `async::from_result(1)`, in any of the parts of the task's namespace.
static std::string makerBeside(const FunctionDecl &Coroutine,
                               const CXXRecordDecl &Task, bool OfVoid,
                               const Vocabulary &Words) {
  llvm::SmallVector<DeclContext *, 8> Parts;
  const_cast<DeclContext *>(
      Task.getDeclContext()->getEnclosingNamespaceContext())
      ->getPrimaryContext()
      ->collectAllContexts(Parts);
  const std::string Wanted = plainQualifiedName(Task);
  const SourceManager &Sources = Coroutine.getASTContext().getSourceManager();
  for (const DeclContext *Part : Parts)
    for (const Decl *Member : Part->decls()) {
      const FunctionDecl *Function = Member->getAsFunction();
      if (!makesReady(Function, Words) ||
          !(OfVoid ? Function->getNumParams() == 0 : takesValue(*Function)) ||
          !Sources.isBeforeInTranslationUnit(Function->getLocation(),
                                             Coroutine.getLocation()))
        continue;
      const CXXRecordDecl *Made = classOf(Function->getReturnType());
      if (Made && plainQualifiedName(*Made) == Wanted)
        return spelledIn(Coroutine, plainQualifiedName(*Function));
    }
  return "";
}

ReadyMaker asynctidy::readyMakerFor(const FunctionDecl &Coroutine, bool OfVoid,
                                    const Vocabulary &Words) {
  const CXXRecordDecl *Task = classOf(Coroutine.getReturnType());
  if (!Task)
    return {};
  if (const VocabularyEntry *Entry = Words.entryOf(*Task))
    return {OfVoid ? Entry->ReadyVoid : Entry->ReadyValue, true};
  if (std::string Name = memberMaker(Coroutine, *Task, OfVoid, Words);
      !Name.empty())
    return {std::move(Name), false};
  return {makerBeside(Coroutine, *Task, OfVoid, Words), true};
}
