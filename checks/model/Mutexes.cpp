#include "checks/model/Mutexes.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

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
  const FunctionDecl *Definition = withBody(*patternOf(&Function));
  return Definition ? Definition->getBody() : nullptr;
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

bool asynctidy::blocksInLock(const CXXRecordDecl &Class) {
  if (Class.hasAttr<CapabilityAttr>())
    return true;
  const FunctionDecl *Lock = nullptr;
  for (const StringRef Name : {"lock", "lock_shared", "lock_sharable"})
    Lock = Lock ? Lock : memberNamed(Class, Name);
  return Lock && Lock->getReturnType()->isVoidType() &&
         (isInStd(*Lock) || mayWait(*Lock));
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

bool asynctidy::isMutex(QualType Type) {
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
  static const llvm::StringSet<> OfThreads = {
      "pthread_mutex_t", "pthread_rwlock_t", "pthread_spinlock_t"};
  if (const auto *Alias = Type->getAs<TypedefType>();
      Alias && OfThreads.contains(Alias->getDecl()->getName()))
    return true;
  const CXXRecordDecl *Class = classOf(Type);
  return Class && (Known.contains(plainQualifiedName(*Class)) ||
                   Class->hasAttr<CapabilityAttr>() || isMutexOfItsOwn(*Class));
}

/// `s_.lock();` of a mutex, or of what a template's parameter says; \p Part is
/// a whole statement.
static bool locksMutex(const Stmt &Part) {
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
         (isMutex(Mutex) || canBeTried(Mutex));
}

bool asynctidy::locksForItsLife(const CXXRecordDecl &Class) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || isInStd(Class) || !unlocksAtItsEnd(*Definition))
    return false;
  return llvm::any_of(Definition->ctors(), [&](const CXXConstructorDecl *Each) {
    const auto *Text = llvm::dyn_cast_or_null<CompoundStmt>(bodyOf(*Each));
    return Text && !callsOneOf(Text, Unlocking) &&
           llvm::any_of(Text->body(),
                        [](const Stmt *Part) { return locksMutex(*Part); });
  });
}
