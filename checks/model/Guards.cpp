#include "checks/model/Guards.h"
#include "checks/model/Callables.h"
#include "checks/model/Mutexes.h"
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

bool asynctidy::holdsGuards(QualType Type) {
  static const llvm::StringSet<> Names = {"optional", "unique_ptr",
                                          "shared_ptr", "vector"};
  const CXXRecordDecl *Class = classOf(Type);
  return Class && isInStd(*Class) && Class->getIdentifier() &&
         Names.contains(Class->getName());
}

/// The class of a guard; `std::lock_guard` of `std::lock_guard g(m)` too, where
/// `m` depends on a template's parameter, and of what holds guards.
static const CXXRecordDecl *guardClassOf(QualType Type) {
  if (holdsGuards(Type) && !valueTypeOf(Type).isNull())
    return guardClassOf(valueTypeOf(Type));
  if (const CXXRecordDecl *Class = classOf(Type))
    return Class;
  const auto *Deduced = Type->getAs<DeducedTemplateSpecializationType>();
  const auto *Template =
      Deduced ? llvm::dyn_cast_or_null<ClassTemplateDecl>(
                    Deduced->getTemplateName().getAsTemplateDecl())
              : nullptr;
  return Template ? Template->getTemplatedDecl() : nullptr;
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

/// `auto &&g = std::unique_lock(m);`
static bool keepsTemporary(const VarDecl &Variable) {
  const Expr *Init = Variable.getInit();
  while (const auto *Around = llvm::dyn_cast_or_null<FullExpr>(Init))
    Init = Around->getSubExpr();
  while (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Init))
    Init = Cast->getSubExpr();
  return llvm::isa_and_nonnull<MaterializeTemporaryExpr>(Init);
}

GuardKind Guards::kindOf(const VarDecl &Variable) const {
  const QualType Type = Variable.getType();
  if (!Variable.hasLocalStorage() ||
      (Type->isReferenceType() && !keepsTemporary(Variable)) ||
      llvm::isa<ParmVarDecl>(Variable) || Variable.isInitCapture() ||
      Variable.isInvalidDecl())
    return GuardKind::None;
  const CXXRecordDecl *Class = guardClassOf(Type);
  const GuardKind Kind = Class ? kindOf(*Class) : GuardKind::None;
  return Kind == GuardKind::ThreadBound && holdsGuards(Type) ? GuardKind::None
                                                             : Kind;
}

GuardKind Guards::kindOf(const CXXRecordDecl &Class) const {
  if (llvm::is_contained(More, StringRef(plainQualifiedName(Class))))
    return GuardKind::ThreadBound;
  const CXXRecordDecl *Pattern = Class.getTemplateInstantiationPattern();
  if (Class.hasAttr<ScopedLockableAttr>() ||
      (Pattern && Pattern->hasAttr<ScopedLockableAttr>()))
    return GuardKind::Lock;
  if (!hasRole(Words.rolesOf(Class), Role::ThreadBound))
    return (locksForItsLife(Class) && guardsThreads(Class)) ||
                   isLockedAccess(Class, Words)
               ? GuardKind::Lock
               : GuardKind::None;
  const std::string Name = StringRef(Class.getNameAsString()).lower();
  if (!StringRef(Name).contains("lock"))
    return GuardKind::ThreadBound;
  // `folly::LockedPtr<Synchronized<T>>`: its argument is no mutex.
  return StringRef(Name).ends_with("ptr") || guardsThreads(Class)
             ? GuardKind::Lock
             : GuardKind::None;
}

bool Guards::canLetGo(const VarDecl &Guard) const {
  if (holdsGuards(Guard.getType()))
    return true;
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
      {"emplace", GuardCall::Makes},
      {"emplace_back", GuardCall::Makes},
      {"pthread_mutex_lock", GuardCall::Locks},
      {"pthread_rwlock_rdlock", GuardCall::Locks},
      {"pthread_rwlock_wrlock", GuardCall::Locks},
      {"pthread_spin_lock", GuardCall::Locks},
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
  // `std::unique_ptr<std::lock_guard<std::mutex>> g(new std::lock_guard(m));`
  if (const auto *New = llvm::dyn_cast<CXXNewExpr>(&Init);
      New && New->getConstructExpr())
    return argumentsOf(*New->getConstructExpr(), Known);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(&Init);
      Call && nameInStd(*Call).starts_with("make_"))
    return {const_cast<Expr **>(Call->getArgs()), Call->getNumArgs()};
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
      if (const auto *New = llvm::dyn_cast_or_null<CXXNewExpr>(
              Argument ? Argument->IgnoreImplicit() : nullptr);
          New && holdsGuards(Guard.getType()))
        return startOf(Guard, New);
      const StringRef Tag = Argument ? tagOf(*Argument) : StringRef();
      if (Tag == "defer_lock_t")
        Start.What = GuardStart::Empty;
      else if (Tag == "adopt_lock_t")
        Start.What = GuardStart::Adopts;
      else if (Tag == "nullopt_t")
        return {GuardStart::Empty};
      else if (Argument && !Start.Mutex && Tag != "try_to_lock_t" &&
               Tag != "in_place_t")
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
    // `std::vector<std::unique_lock<std::mutex>> locks(2);`
    if (holdsGuards(Guard.getType()) &&
        !(Start.Mutex && isMutex(Start.Mutex->getType())))
      return {};
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
    if (Callee && Call->isPRValue() && !holdsGuards(Guard.getType()) &&
        !Name.starts_with_insensitive("try") &&
        !Name.contains_insensitive("defer") &&
        guardClassOf(Callee->getReturnType()) == Class)
      return {GuardStart::Holds};
    return {};
  }
  return {};
}
