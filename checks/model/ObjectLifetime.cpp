#include "checks/model/ObjectLifetime.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

static bool beginsLike(StringRef Name, llvm::ArrayRef<StringRef> Words) {
  while (Name.consume_front("_"))
    ;
  return llvm::any_of(Words, [&](StringRef Word) {
    return Name.starts_with_insensitive(Word);
  });
}

/// `join()`, `wait_until_idle()`, `sync_wait(...)`, `drain()`
static bool isNamedForJoining(StringRef Name) {
  static constexpr StringRef Words[] = {"join",  "wait",     "get",
                                        "sync",  "drain",    "run",
                                        "flush", "on_empty", "finish"};
  return beginsLike(Name, Words);
}

/// `stop()`, `close()`, `async_shutdown()`
static bool isNamedForStopping(StringRef Name) {
  static constexpr StringRef Words[] = {
      "stop",        "close",          "shutdown", "shut_down",
      "join",        "dispose",        "drain",    "wait",
      "finish",      "terminate",      "destroy",  "async_stop",
      "async_close", "async_shutdown", "do_stop",  "do_close"};
  return beginsLike(Name, Words);
}

/// The function waits for something, itself or in what it calls; also if that
/// cannot be seen.
static bool waits(const FunctionDecl &Function, AsyncModel &Model,
                  unsigned Depth = 0) {
  const FunctionDecl *Definition = nullptr;
  if (!patternOf(&Function)->isDefined(Definition))
    return !Function.isDefaulted() && !Function.isImplicit();
  if (!Definition->hasBody())
    return false;
  const Body &Of = Model.bodyOf(*Definition);
  return !Of.Awaits.empty() ||
         llvm::any_of(Of.Calls, [&](const CallSite &Site) {
           if (hasRole(Model.words().rolesOf(*Site.Call), Role::Blocks) ||
               isNamedForJoining(nameCalled(*Site.Call)))
             return true;
           const FunctionDecl *Callee = calleeOf(*Site.Call);
           return Callee && Depth < 2 && llvm::isa<CXXMethodDecl>(Callee) &&
                  Callee->getIdentifier() &&
                  isNamedForStopping(Callee->getName()) &&
                  waits(*Callee, Model, Depth + 1);
         });
}

/// `coro::task_group tasks_;`, `std::latch idle_;`, `std::jthread worker_;`
static bool joinsAtItsEnd(QualType Type) {
  static constexpr StringRef Parts[] = {
      "scope",      "nursery", "group",     "latch",
      "barrier",    "jthread", "gate",      "counter",
      "container",  "tracker", "task_list", "background_service",
      "thread_pool"};
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class || !Class->getIdentifier())
    return false;
  const std::string Name = Class->getName().lower();
  return llvm::any_of(
      Parts, [&](StringRef Part) { return StringRef(Name).contains(Part); });
}

/// A base class of a library, whose destructor knows nothing of our tasks:
/// those of Qt, and of system headers.
static bool isOfLibrary(const CXXRecordDecl &Class, const ASTContext &Context) {
  const StringRef Name = Class.getIdentifier() ? Class.getName() : "";
  return isInStd(Class) ||
         Context.getSourceManager().isInSystemHeader(Class.getLocation()) ||
         (Name.size() > 1 && Name[0] == 'Q' && isUppercase(Name[1]));
}

/// Test fixtures, and classes of which a framework makes one object.
static bool isMadeByFramework(const CXXRecordDecl &Class) {
  const std::string Name = plainQualifiedName(Class);
  return StringRef(Name).starts_with("drogon::") ||
         StringRef(Name).starts_with("testing::");
}

static bool joinsItsTasks(const CXXRecordDecl &Class, AsyncModel &Model) {
  if (const CXXDestructorDecl *End = Class.getDestructor();
      End && End->isUserProvided() && waits(*End, Model))
    return true;
  for (const FieldDecl *Field : Class.fields())
    if (joinsAtItsEnd(Field->getType()))
      return true;
  for (const CXXMethodDecl *Method : Class.methods())
    if (Method->getIdentifier() && isNamedForStopping(Method->getName()) &&
        waits(*Method, Model))
      return true;
  return false;
}

static bool isOf(QualType Type, const CXXRecordDecl &Class) {
  const CXXRecordDecl *Found = classOf(Type);
  if (const QualType Held = valueTypeOf(Type);
      Found && !Held.isNull() && isInStd(*Found))
    Found = classOf(Held);
  return Found && Found->getCanonicalDecl() == Class.getCanonicalDecl();
}

/// `app the_app;`, also in a namespace or in the class itself.
static bool hasGlobal(const DeclContext &Where, const CXXRecordDecl &Class) {
  for (const Decl *Each : Where.decls()) {
    if (const auto *Space = llvm::dyn_cast<NamespaceDecl>(Each)) {
      if (!Space->isStdNamespace() && hasGlobal(*Space, Class))
        return true;
    } else if (const auto *Variable = llvm::dyn_cast<VarDecl>(Each)) {
      if (Variable->hasGlobalStorage() && isOf(Variable->getType(), Class))
        return true;
    } else if (const auto *Template = llvm::dyn_cast<VarTemplateDecl>(Each)) {
      if (isOf(Template->getTemplatedDecl()->getType(), Class))
        return true;
    }
  }
  return false;
}

/// `static app &instance()`
static bool isSingleton(const CXXRecordDecl &Class) {
  for (const Decl *Each : Class.decls())
    if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Each);
        Method && Method->isStatic() && isOf(Method->getReturnType(), Class) &&
        Method->getReturnType()->isLValueReferenceType())
      return true;
  return hasGlobal(Class, Class);
}

bool asynctidy::mayOutliveItsTasks(const CXXRecordDecl &Class,
                                   llvm::ArrayRef<const Body *> Bodies,
                                   AsyncModel &Model) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition)
    return true;
  if (joinsItsTasks(*Definition, Model) || isMadeByFramework(*Definition) ||
      isSingleton(*Definition))
    return true;
  for (const CXXBaseSpecifier &Base : Definition->bases()) {
    const CXXRecordDecl *BaseClass = classOf(Base.getType());
    if (BaseClass && (isMadeByFramework(*BaseClass) ||
                      (BaseClass->getDefinition() &&
                       !isOfLibrary(*BaseClass, Model.context()) &&
                       mayOutliveItsTasks(*BaseClass, {}, Model))))
      return true;
  }
  if (Bodies.empty())
    return false;
  for (const Body *Each : Bodies)
    for (const VarDecl *Local : Each->Locals)
      if ((Local->isStaticLocal() ||
           (Each->Function && Each->Function->isMain())) &&
          isOf(Local->getType(), *Definition))
        return true;
  return hasGlobal(*Model.context().getTranslationUnitDecl(), *Definition);
}

bool asynctidy::tellsWaiters(const Body &Of) {
  static const llvm::StringSet<> Names = {
      "set_value",  "setValue",        "set_exception",   "setException",
      "count_down", "countDown",       "arrive",          "notify_one",
      "notify_all", "notifyAll",       "release",         "signal",
      "set",        "arrive_and_wait", "arrive_and_drop", "leave"};
  return llvm::any_of(Of.Calls, [&](const CallSite &Site) {
    return objectOf(*Site.Call) && Names.contains(nameCalled(*Site.Call));
  });
}
