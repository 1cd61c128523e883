#include "checks/model/ObjectLifetime.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Containers.h"
#include "checks/model/StmtPath.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringMap.h"
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

/// `join()`, `wait_until_idle()`, `sync_wait(...)`, `drain()`, `yield()` in a
/// loop; `saved_.get()` of a future, and not that of a smart pointer.
static bool isNamedForJoining(const CallExpr &Call) {
  static constexpr StringRef Words[] = {"join",  "wait",     "sync",
                                        "drain", "run",      "flush",
                                        "yield", "on_empty", "finish"};
  const StringRef Name = nameCalled(Call);
  const Expr *Object = objectOf(Call);
  return beginsLike(Name, Words) ||
         (Name == "get" && !(Object && (isUniqueOwner(Object->getType()) ||
                                        isSharedOwner(Object->getType()))));
}

/// `while (running_.load()) {}`: turns until somebody else changes the atomic.
static bool isSpinning(const Stmt &Part) {
  const Expr *Condition = nullptr;
  if (const auto *While = llvm::dyn_cast<WhileStmt>(&Part))
    Condition = While->getCond();
  else if (const auto *Do = llvm::dyn_cast<DoStmt>(&Part))
    Condition = Do->getCond();
  return containsAny(Condition, [](const Stmt &Inner) {
    const auto *Value = llvm::dyn_cast<Expr>(&Inner);
    const CXXRecordDecl *Class = Value ? classOf(Value->getType()) : nullptr;
    return Class && Class->getIdentifier() &&
           Class->getName().starts_with("atomic");
  });
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
  const FunctionDecl *Definition = withBody(*patternOf(&Function));
  if (!Definition)
    return !patternOf(&Function)->isDefined() && !Function.isDefaulted() &&
           !Function.isImplicit();
  const Body &Of = Model.bodyOf(*Definition);
  return !Of.Awaits.empty() || containsAny(Of.Written, isSpinning) ||
         llvm::any_of(Of.Calls, [&](const CallSite &Site) {
           if (hasRole(Model.words().rolesOf(*Site.Call), Role::Blocks) ||
               isNamedForJoining(*Site.Call))
             return true;
           const FunctionDecl *Callee = calleeOf(*Site.Call);
           return Callee && Depth < 2 && llvm::isa<CXXMethodDecl>(Callee) &&
                  Callee->getIdentifier() &&
                  isNamedForStopping(Callee->getName()) &&
                  waits(*Callee, Model, Depth + 1);
         });
}

/// \p Part is a word of \p Name, the last one: `async_scope`, `TaskGroup`, and
/// not `delegate`.
static bool endsInWord(StringRef Name, StringRef Part) {
  Name.consume_back("_t");
  if (!Name.ends_with_insensitive(Part))
    return false;
  const size_t At = Name.size() - Part.size();
  return At == 0 || Name[At - 1] == '_' || isUppercase(Name[At]);
}

static bool endsInOneOf(StringRef Name, llvm::ArrayRef<StringRef> Words) {
  return llvm::any_of(Words,
                      [&](StringRef Word) { return endsInWord(Name, Word); });
}

bool asynctidy::isScopeOfTasks(QualType Type) {
  // These are much else as well: `prometheus::Counter`, `consumer_group`.
  static constexpr StringRef Vague[] = {"group", "counter", "container",
                                        "tracker"};
  static constexpr StringRef Work[] = {"task", "wait", "async",   "work", "job",
                                       "coro", "op",   "pending", "ref"};
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class || !Class->getIdentifier())
    return false;
  const StringRef Name = Class->getName();
  return endsInOneOf(Name, {"scope", "nursery", "task_list"}) ||
         (endsInOneOf(Name, Vague) && llvm::any_of(Work, [&](StringRef Word) {
            return Name.contains_insensitive(Word);
          }));
}

/// `coro::task_group tasks_;`, `std::latch idle_;`, `std::jthread worker_;`; a
/// thread pool by reference is somebody else's.
static bool joinsAtItsEnd(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  if (!Class || !Class->getIdentifier())
    return false;
  const StringRef Name = Class->getName();
  return isScopeOfTasks(Type) ||
         endsInOneOf(Name, {"latch", "barrier", "gate", "jthread",
                            "background_service"}) ||
         (!Type->isReferenceType() &&
          endsInOneOf(Name, {"thread_pool", "ThreadPool"}));
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

/// `static app &instance()`, `static std::shared_ptr<app> instance()`; one that
/// gives a pointer may also make a new object.
static bool isSingleton(const CXXRecordDecl &Class) {
  for (const Decl *Each : Class.decls()) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Each);
    if (!Method || !Method->isStatic() || !Method->getIdentifier())
      continue;
    const QualType Given = Method->getReturnType();
    if (Given->isLValueReferenceType() ? isOf(Given, Class)
        : Method->getName().contains_insensitive("instance") &&
                !Method->getName().starts_with_insensitive("create")
            ? isOf(Given->isPointerType() ? Given->getPointeeType() : Given,
                   Class)
            : false)
      return true;
  }
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

/// `done_.set_value(n)`, `idle_.notify_all()`; not `title_.set(1, "new")`, nor
/// `text_.release()` of a unique_ptr.
static bool isTelling(const CallExpr &Call, const Vocabulary &Words) {
  static const llvm::StringSet<> Names = {
      "set_value",  "setValue",  "set_exception",   "setException",
      "count_down", "countDown", "arrive",          "notify_one",
      "notify_all", "notifyAll", "arrive_and_wait", "arrive_and_drop"};
  static const llvm::StringMap<unsigned> MostArguments = {
      {"set", 1}, {"release", 1}, {"signal", 0}, {"leave", 0}};
  const Expr *Object = objectOf(Call);
  const StringRef Name = nameCalled(Call);
  if (!Object || Names.contains(Name))
    return Object;
  const auto Most = MostArguments.find(Name);
  return Most != MostArguments.end() && Call.getNumArgs() <= Most->second &&
         !isUniqueOwner(Object->getType()) &&
         !hasRole(Words.rolesOf(Object->getType()), Role::ThreadBound);
}

static const ValueDecl *memberIn(const CallExpr &Call) {
  const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(objectOf(Call));
  return Member ? Member->getMemberDecl() : nullptr;
}

/// `co_await permits_.acquire();`: what the coroutine gives back later.
static bool takesFrom(const Body &Of, const ValueDecl *Permits) {
  return Permits && llvm::any_of(Of.Calls, [&](const CallSite &Site) {
           return Site.Await && memberIn(*Site.Call) == Permits &&
                  nameCalled(*Site.Call).contains_insensitive("acquire");
         });
}

bool asynctidy::tellsWaiters(const Body &Of, AsyncModel &Model) {
  return llvm::any_of(Of.Calls, [&](const CallSite &Site) {
    return isTelling(*Site.Call, Model.words()) &&
           !takesFrom(Of, memberIn(*Site.Call)) &&
           !Model.suspensionsOf(Of).after(*Site.Call);
  });
}

/// `delete this`, `deleteLater()`, `add_ref()`
static bool endsOrKeeps(const Stmt &Part) {
  static const llvm::StringSet<> Names = {"deletelater", "addref", "add_ref",
                                          "retain",      "incref", "inc_ref"};
  if (const auto *Delete = llvm::dyn_cast<CXXDeleteExpr>(&Part))
    return llvm::isa<CXXThisExpr>(
        Delete->getArgument()->IgnoreUnlessSpelledInSource());
  const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
  return Call && llvm::isa_and_nonnull<CXXThisExpr>(objectOf(*Call)) &&
         Names.contains(nameCalled(*Call).lower());
}

bool asynctidy::decidesItsEnd(const Body &Of, AsyncModel &Model) {
  return containsAny(Of.Written, endsOrKeeps) ||
         llvm::any_of(Of.Calls, [&](const CallSite &Site) {
           const FunctionDecl *Callee = calleeOf(*Site.Call);
           const FunctionDecl *Definition =
               Callee &&
                       llvm::isa_and_nonnull<CXXThisExpr>(objectOf(*Site.Call))
                   ? withBody(*patternOf(Callee))
                   : nullptr;
           return Definition &&
                  containsAny(Model.bodyOf(*Definition).Written, endsOrKeeps);
         });
}
