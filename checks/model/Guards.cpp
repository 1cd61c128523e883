#include "checks/model/Guards.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The class of a guard; `std::lock_guard` of `std::lock_guard g(m)` too, where
/// `m` depends on a template's parameter.
static const CXXRecordDecl *guardClassOf(QualType Type) {
  if (const CXXRecordDecl *Class = classOf(Type))
    return Class;
  const auto *Deduced = Type->getAs<DeducedTemplateSpecializationType>();
  const auto *Template =
      Deduced ? llvm::dyn_cast_or_null<ClassTemplateDecl>(
                    Deduced->getTemplateName().getAsTemplateDecl())
              : nullptr;
  return Template ? Template->getTemplatedDecl() : nullptr;
}

/// The function called \p Name that \p Class or a base class of it declares.
static const FunctionDecl *memberNamed(const CXXRecordDecl &Class,
                                       StringRef Name, unsigned Depth = 0) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || Depth > 8)
    return nullptr;
  for (const Decl *Member : Definition->decls())
    if (const FunctionDecl *Function = Member->getAsFunction();
        Function && Function->getIdentifier() && Function->getName() == Name)
      return Function;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *Class = classOf(Base.getType()))
      if (const FunctionDecl *Found = memberNamed(*Class, Name, Depth + 1))
        return Found;
  return nullptr;
}

static const Stmt *bodyOf(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  return patternOf(&Function)->hasBody(Definition) ? Definition->getBody()
                                                   : nullptr;
}

/// It turns in a loop or calls something, or cannot be seen; `locked_ = true;`
/// waits for nobody.
static bool mayWait(const FunctionDecl &Function) {
  const Stmt *Text = bodyOf(Function);
  return !Text || containsAny(Text, [](const Stmt &Part) {
    return llvm::isa<WhileStmt, DoStmt, ForStmt>(Part) ||
           (llvm::isa<CallExpr>(Part) && !llvm::isa<CXXOperatorCallExpr>(Part));
  });
}

/// Its `lock()` waits, and so blocks: an async mutex has none, or one whose
/// result is awaited. A mutex for one thread only has one that does nothing.
static bool blocksInLock(const CXXRecordDecl &Class) {
  if (Class.hasAttr<CapabilityAttr>())
    return true;
  const FunctionDecl *Lock = nullptr;
  for (const StringRef Name : {"lock", "lock_shared", "lock_sharable"})
    Lock = Lock ? Lock : memberNamed(Class, Name);
  return Lock && Lock->getReturnType()->isVoidType() && mayWait(*Lock);
}

/// The mutexes that a guard's type is about block threads, as far as is known.
static bool guardsThreads(const CXXRecordDecl &Guard) {
  const auto *Special = llvm::dyn_cast<ClassTemplateSpecializationDecl>(&Guard);
  if (!Special)
    return true;
  auto Blocks = [](const TemplateArgument &Argument) {
    if (Argument.getKind() != TemplateArgument::Type)
      return true;
    const CXXRecordDecl *Mutex = classOf(Argument.getAsType());
    return !Mutex || Mutex->isDependentType() || !Mutex->hasDefinition() ||
           blocksInLock(*Mutex);
  };
  for (const TemplateArgument &Argument : Special->getTemplateArgs().asArray())
    if (Argument.getKind() == TemplateArgument::Pack
            ? !Argument.pack_elements().empty() &&
                  llvm::none_of(Argument.pack_elements(), Blocks)
            : !Blocks(Argument))
      return false;
  return true;
}

static bool callsOneOf(const Stmt *Text, llvm::ArrayRef<StringRef> Names) {
  return containsAny(Text, [&](const Stmt &Part) {
    const auto *Call = llvm::dyn_cast<CallExpr>(&Part);
    return Call && llvm::is_contained(Names, nameCalled(*Call));
  });
}

static constexpr StringRef Locking[] = {"lock", "lock_shared", "Lock"};
static constexpr StringRef Unlocking[] = {"unlock", "unlock_shared", "Unlock"};

/// Its end unlocks, and does not lock before.
static bool unlocksAtItsEnd(const CXXRecordDecl &Definition) {
  const CXXDestructorDecl *End = Definition.getDestructor();
  const Stmt *Text = End ? bodyOf(*End) : nullptr;
  return Text && callsOneOf(Text, Unlocking) && !callsOneOf(Text, Locking);
}

/// `task<> co_lock();`, `lock_awaiter scoped_lock();`
static bool isAwaitedToo(const CXXRecordDecl &Definition) {
  return llvm::any_of(Definition.methods(), [](const CXXMethodDecl *Each) {
    return Each->getIdentifier() &&
           Each->getName().contains_insensitive("lock") &&
           classOf(Each->getReturnType());
  });
}

/// It can be tried, too: a mutex, whatever it is called.
static bool canBeTried(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  return Definition && memberNamed(*Definition, "try_lock") &&
         memberNamed(*Definition, "unlock") && blocksInLock(*Definition) &&
         !isAwaitedToo(*Definition);
}

/// `s_.lock();` of a mutex, or of what a template's parameter says; \p Part is
/// a whole statement.
static bool locksMutex(const Stmt &Part, const Guards &Types) {
  const auto *Value = llvm::dyn_cast<Expr>(&Part);
  const auto *Call =
      Value ? llvm::dyn_cast<CallExpr>(Value->IgnoreImplicit()) : nullptr;
  if (!Call || !llvm::is_contained(Locking, nameCalled(*Call)))
    return false;
  const Expr *Object = objectOf(*Call);
  if (!Object)
    return llvm::isa<CXXDependentScopeMemberExpr>(
        Call->getCallee()->IgnoreParenImpCasts());
  const QualType Type = Object->getType();
  const QualType Mutex = Type->isPointerType() ? Type->getPointeeType() : Type;
  return !llvm::isa<CXXThisExpr>(Object) &&
         (Types.isMutex(Mutex) || canBeTried(Mutex));
}

/// `spin_guard(spin &s) : s_(s) { s_.lock(); } ~spin_guard() { s_.unlock(); }`
static bool locksForItsLife(const CXXRecordDecl &Class, const Guards &Types) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || isInStd(Class) || !unlocksAtItsEnd(*Definition))
    return false;
  return llvm::any_of(Definition->ctors(), [&](const CXXConstructorDecl *Each) {
    const auto *Text = llvm::dyn_cast_or_null<CompoundStmt>(bodyOf(*Each));
    return Text && !callsOneOf(Text, Unlocking) &&
           llvm::any_of(Text->body(), [&](const Stmt *Part) {
             return locksMutex(*Part, Types);
           });
  });
}

/// `struct locked { std::unique_lock<std::mutex> guard; T *operator->(); };`:
/// leads to what it guards.
static bool isLockedAccess(const CXXRecordDecl &Class,
                           const Vocabulary &Words) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  return Definition && !isInStd(Class) &&
         llvm::any_of(Definition->fields(),
                      [&](const FieldDecl *Field) {
                        const CXXRecordDecl *Held = classOf(Field->getType());
                        return Held && !Field->getType()->isReferenceType() &&
                               isInStd(*Held) && guardsThreads(*Held) &&
                               hasRole(Words.rolesOf(*Held), Role::ThreadBound);
                      }) &&
         llvm::any_of(Definition->methods(), [](const CXXMethodDecl *Each) {
           return Each->getOverloadedOperator() == OO_Arrow;
         });
}

/// `class spin_lock { void lock(); void unlock(); };`: a mutex by its name and
/// by what it does; not a `block`, and no guard, which has a `lock()` as well.
static bool isMutexOfItsOwn(const CXXRecordDecl &Class) {
  static constexpr StringRef Others[] = {"async",  "coro",   "guard",
                                         "scoped", "unique", "shared_lock",
                                         "fiber",  "file"};
  const CXXRecordDecl *Definition = Class.getDefinition();
  const std::string Name = Class.getNameAsString();
  auto Has = [&](StringRef Part) {
    return StringRef(Name).contains_insensitive(Part);
  };
  const FunctionDecl *Lock =
      Definition ? memberNamed(*Definition, "lock") : nullptr;
  const bool IsNamed = Lock && (Has("mutex") || Has("spin") ||
                                ((StringRef(Name).ends_with("Lock") ||
                                  StringRef(Name).ends_with("_lock")) &&
                                 bodyOf(*Lock)));
  return IsNamed && !isInStd(Class) && llvm::none_of(Others, Has) &&
         blocksInLock(*Definition) && memberNamed(*Definition, "unlock") &&
         !unlocksAtItsEnd(*Definition) && !isAwaitedToo(*Definition);
}

GuardKind Guards::kindOf(const VarDecl &Variable) const {
  const QualType Type = Variable.getType();
  if (!Variable.hasLocalStorage() || Type->isReferenceType() ||
      llvm::isa<ParmVarDecl>(Variable) || Variable.isInitCapture() ||
      Variable.isInvalidDecl())
    return GuardKind::None;
  const CXXRecordDecl *Class = guardClassOf(Type);
  if (!Class)
    return GuardKind::None;
  if (llvm::is_contained(More, StringRef(plainQualifiedName(*Class))))
    return GuardKind::ThreadBound;
  const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern();
  if (Class->hasAttr<ScopedLockableAttr>() ||
      (Pattern && Pattern->hasAttr<ScopedLockableAttr>()))
    return GuardKind::Lock;
  if (!hasRole(Words.rolesOf(*Class), Role::ThreadBound))
    return (locksForItsLife(*Class, *this) && guardsThreads(*Class)) ||
                   isLockedAccess(*Class, Words)
               ? GuardKind::Lock
               : GuardKind::None;
  const std::string Name = StringRef(Class->getNameAsString()).lower();
  if (!StringRef(Name).contains("lock"))
    return GuardKind::ThreadBound;
  // `folly::LockedPtr<Synchronized<T>>`: its argument is no mutex.
  return StringRef(Name).ends_with("ptr") || guardsThreads(*Class)
             ? GuardKind::Lock
             : GuardKind::None;
}

bool Guards::canLetGo(const VarDecl &Guard) const {
  const CXXRecordDecl *Class = guardClassOf(Guard.getType());
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  if (!Definition)
    return true;
  // `std::lock_guard` and `std::scoped_lock` hold from begin to end.
  const std::string Name = plainQualifiedName(*Class);
  return StringRef(Name) != "std::lock_guard" && Name != "std::scoped_lock" &&
         Name != "boost::lock_guard";
}

bool Guards::releasesOnly(const VarDecl &Guard) const {
  const CXXRecordDecl *Class = guardClassOf(Guard.getType());
  const std::string Name = Class ? plainQualifiedName(*Class) : "";
  return StringRef(Name).starts_with("std::") ||
         StringRef(Name).starts_with("boost::");
}

bool Guards::isMutex(QualType Type) const {
  static const llvm::StringSet<> Known = {"std::mutex",
                                          "std::timed_mutex",
                                          "std::recursive_mutex",
                                          "std::recursive_timed_mutex",
                                          "std::shared_mutex",
                                          "std::shared_timed_mutex",
                                          "boost::mutex",
                                          "boost::timed_mutex",
                                          "boost::recursive_mutex",
                                          "boost::recursive_timed_mutex",
                                          "boost::shared_mutex",
                                          "QMutex",
                                          "QRecursiveMutex",
                                          "QReadWriteLock"};
  const CXXRecordDecl *Class = classOf(Type);
  return Class && (Known.contains(plainQualifiedName(*Class)) ||
                   Class->hasAttr<CapabilityAttr>() || isMutexOfItsOwn(*Class));
}

GuardCall Guards::callNamed(StringRef Name, bool IsConst) {
  static const llvm::StringMap<GuardCall> Calls = {
      {"owns_lock", GuardCall::Asks},
      {"owns", GuardCall::Asks},
      {"islocked", GuardCall::Asks},
      {"operator bool", GuardCall::Asks},
      {"lock", GuardCall::Locks},
      {"relock", GuardCall::Locks},
      {"lock_shared", GuardCall::Locks},
      {"lock_sharable", GuardCall::Locks},
      {"lock_upgrade", GuardCall::Locks},
      {"lockforread", GuardCall::Locks},
      {"lockforwrite", GuardCall::Locks},
      {"try_lock", GuardCall::Tries},
      {"try_lock_for", GuardCall::Tries},
      {"try_lock_until", GuardCall::Tries},
      {"trylock", GuardCall::Tries},
      {"try_lock_shared", GuardCall::Tries},
      {"try_lock_shared_for", GuardCall::Tries},
      {"try_lock_shared_until", GuardCall::Tries},
      {"trylockforread", GuardCall::Tries},
      {"trylockforwrite", GuardCall::Tries},
      {"release", GuardCall::Leaves}};
  // Of a lock, and of other things that a function can end.
  static const llvm::StringSet<> Ends = {
      "unlock", "unlock_shared", "unlock_sharable", "unlock_upgrade", "close",
      "reset",  "finish",        "commit",          "rollback",       "dismiss",
      "cancel", "end",           "leave",           "exit",           "stop"};
  const std::string Lower = Name.lower();
  if (const auto Found = Calls.find(Lower); Found != Calls.end())
    return Found->second;
  if (Ends.contains(Lower))
    return GuardCall::Unlocks;
  // `g.mutex()->unlock()`
  return IsConst && Lower != "mutex" ? GuardCall::Looks : GuardCall::Unknown;
}

/// The arguments that a variable is made from, without what the compiler adds;
/// null is an argument of unknown value.
static llvm::ArrayRef<Expr *> argumentsOf(const Expr &Init, bool &Known) {
  Known = true;
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(&Init))
    return {const_cast<Expr **>(Made->getArgs()), Made->getNumArgs()};
  if (const auto *Made = llvm::dyn_cast<CXXUnresolvedConstructExpr>(&Init))
    return {const_cast<CXXUnresolvedConstructExpr *>(Made)->arg_begin(),
            Made->getNumArgs()};
  if (const auto *List = llvm::dyn_cast<ParenListExpr>(&Init))
    return {const_cast<ParenListExpr *>(List)->getExprs(), List->getNumExprs()};
  if (const auto *List = llvm::dyn_cast<InitListExpr>(&Init))
    return {const_cast<InitListExpr *>(List)->getInits(), List->getNumInits()};
  Known = false;
  return {};
}

/// `std::defer_lock`, `boost::adopt_lock`: by the type's name.
static StringRef tagOf(const Expr &Argument) {
  const CXXRecordDecl *Class = classOf(Argument.getType());
  return Class && Class->getIdentifier() ? Class->getName() : StringRef();
}

GuardStart Guards::startOf(const VarDecl &Guard, const Expr *Init) const {
  const bool IsLock = kindOf(Guard) == GuardKind::Lock;
  const CXXRecordDecl *Class = guardClassOf(Guard.getType());
  if (!Init)
    return {IsLock ? GuardStart::Empty : GuardStart::Holds};
  const Expr *Plain = Init->IgnoreUnlessSpelledInSource();
  while (const auto *Cast = llvm::dyn_cast<CXXFunctionalCastExpr>(Plain))
    Plain = Cast->getSubExpr()->IgnoreUnlessSpelledInSource();
  // `auto g = co_await mutex.lock();`
  if (llvm::isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Plain))
    return {IsLock ? GuardStart::Unknown : GuardStart::Holds};
  bool Known = false;
  const llvm::ArrayRef<Expr *> Arguments = argumentsOf(*Plain, Known);
  if (Known && Class && isLockedAccess(*Class, Words))
    return {};
  if (Known) {
    const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain);
    const bool Acquires =
        Made && Made->getConstructor()->hasAttr<AcquireCapabilityAttr>();
    GuardStart Start;
    if (Arguments.empty())
      return {IsLock && !Acquires ? GuardStart::Empty : GuardStart::Holds};
    for (const Expr *Argument : Arguments) {
      const StringRef Tag = Argument ? tagOf(*Argument) : StringRef();
      if (Tag == "defer_lock_t")
        Start.What = GuardStart::Empty;
      else if (Tag == "adopt_lock_t")
        Start.What = GuardStart::Adopts;
      else if (Argument && !Start.Mutex && Tag != "try_to_lock_t")
        Start.Mutex = Argument->IgnoreUnlessSpelledInSource();
    }
    if (Start.What != GuardStart::Unknown)
      return Start;
    // A copy, a move, or braces around another guard.
    if (Arguments.size() == 1 && Start.Mutex && Class &&
        guardClassOf(Start.Mutex->getType()) == Class)
      return Start.Mutex == Plain ? GuardStart() : startOf(Guard, Start.Mutex);
    if (Start.Mutex && Start.Mutex->getType()->isNullPtrType())
      return {GuardStart::Empty};
    Start.What = GuardStart::Holds;
    return Start;
  }
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain)) {
    if (Call->isCallToStdMove()) {
      const auto *Name = llvm::dyn_cast<DeclRefExpr>(
          Call->getArg(0)->IgnoreUnlessSpelledInSource());
      const auto *From =
          Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
      if (From && kindOf(*From) != GuardKind::None)
        return {GuardStart::Moves, nullptr, From};
      return {};
    }
    // A function that makes a guard; one that tries may have none.
    const FunctionDecl *Callee = calleeOf(*Call);
    const StringRef Name =
        Callee && Callee->getIdentifier() ? Callee->getName() : StringRef();
    if (Callee && Call->isPRValue() && !Name.starts_with_insensitive("try") &&
        !Name.contains_insensitive("defer") &&
        guardClassOf(Callee->getReturnType()) == Class)
      return {GuardStart::Holds};
    return {};
  }
  return {};
}
