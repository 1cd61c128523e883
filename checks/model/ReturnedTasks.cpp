#include "checks/model/ReturnedTasks.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/Keepers.h"
#include "checks/model/TaskOrigins.h"
#include "checks/model/WithBody.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The call that initializes \p Value, if it names a local variable that is
/// mentioned nowhere else: `auto t = send(mail); return t;`
static const Expr *initializerBehind(const Expr &Value, const Body &In) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain);
      Made && Made->getNumArgs() == 1)
    Plain = Made->getArg(0)->IgnoreUnlessSpelledInSource();
  if (const auto *Move = llvm::dyn_cast<CallExpr>(Plain);
      Move && Move->isCallToStdMove())
    Plain = Move->getArg(0)->IgnoreUnlessSpelledInSource();
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  const auto *Local = Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Local && Local->hasLocalStorage() && !llvm::isa<ParmVarDecl>(Local) &&
                 !Local->getType()->isReferenceType() &&
                 usesOf(*Local, In).size() == 1
             ? Local->getInit()
             : nullptr;
}

static void collectCalls(const Expr &Value, const Body &In,
                         const AsyncModel &Model,
                         llvm::SmallVectorImpl<const CallExpr *> &Found) {
  if (const Expr *Init = initializerBehind(Value, In))
    return collectCalls(*Init, In, Model, Found);
  for (const CallExpr *Call : callsBehind(Value)) {
    const Role Roles = Model.words().rolesOf(*Call);
    if (hasRole(Roles, Role::MakesReady))
      continue;
    // `f().configure_await(false)`, `f().as_task()`, `f().then(handler)`
    const Expr *Object = objectOf(*Call);
    if (Object && Object->isPRValue() && Model.types().isTask(typeOf(*Object)))
      collectCalls(*Object, In, Model, Found);
    else if (hasRole(Roles, Role::Joins | Role::Races))
      for (const Expr *Argument : Call->arguments())
        collectCalls(*Argument, In, Model, Found);
    else if (!Call->isTypeDependent() && Model.types().isTask(typeOf(*Call))) {
      Found.push_back(Call);
      // `return with_timeout(send(mail), 1s);`
      for (const Expr *Argument : argumentsFor(*Call))
        if (wrapsTask(*Call, *Argument, Model))
          collectCalls(*Argument, In, Model, Found);
    }
  }
}

static void collectReturns(const Stmt *At, StmtPath &Path,
                           llvm::function_ref<void(const ReturnStmt &)> Visit) {
  if (!At || llvm::isa<LambdaExpr>(At))
    return;
  Path.push_back(At);
  if (const auto *Return = llvm::dyn_cast<ReturnStmt>(At))
    Visit(*Return);
  else if (!llvm::isa<Expr>(At))
    for (const Stmt *Part : At->children())
      collectReturns(Part, Path, Visit);
  Path.pop_back();
}

llvm::SmallVector<ReturnedTask, 2>
asynctidy::tasksReturnedBy(const Body &In, const AsyncModel &Model) {
  llvm::SmallVector<ReturnedTask, 2> Tasks;
  StmtPath Path;
  collectReturns(In.Written, Path, [&](const ReturnStmt &Return) {
    if (!Return.getRetValue() || Return.getRetValue()->isTypeDependent())
      return;
    llvm::SmallVector<const CallExpr *, 2> Calls;
    collectCalls(*Return.getRetValue(), In, Model, Calls);
    for (const CallExpr *Call : Calls)
      Tasks.push_back({&Return, Call, Path});
  });
  return Tasks;
}

/// `inner(a)` of a plain function's `{ return inner(a); }`, or null.
static const CallExpr *forwardedTo(const Stmt *Written) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Written);
  const auto *Return = Block && Block->size() == 1
                           ? llvm::dyn_cast<ReturnStmt>(Block->body_front())
                           : nullptr;
  const auto Calls = Return && Return->getRetValue()
                         ? callsBehind(*Return->getRetValue())
                         : llvm::SmallVector<const CallExpr *, 2>();
  return Calls.size() == 1 ? Calls.front() : nullptr;
}

Work asynctidy::workOf(const CallExpr &Call, AsyncModel &Model) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || isInStd(*Callee))
    return Work::Unknown;
  const FunctionDecl *Definition = withBody(*patternOf(Callee));
  if (!Definition)
    return Callee->isOverloadedOperator() ||
                   Model.types().isPlainFuture(typeOf(Call))
               ? Work::Unknown
               : Work::Likely;
  const Body &Of = Model.bodyOf(*Definition);
  if (Of.IsCoroutine)
    return !Of.Awaits.empty() ||
                   Model.types().startOf(typeOf(Call)) == Start::Lazy
               ? Work::GoesOn
               : Work::Unknown;
  const CallExpr *Inner = forwardedTo(Of.Written);
  const FunctionDecl *Next = Inner ? calleeOf(*Inner) : nullptr;
  if (!Next ||
      patternOf(Next)->getCanonicalDecl() == Definition->getCanonicalDecl())
    return Work::Unknown;
  // One level: the inner function must show that it is a coroutine.
  Definition = withBody(*patternOf(Next));
  return Definition && Model.bodyOf(*Definition).IsCoroutine &&
                 !Model.bodyOf(*Definition).Awaits.empty()
             ? Work::GoesOn
             : Work::Unknown;
}

/// `catch (...) { throw; }`
static bool onlyRethrows(const CXXCatchStmt &Handler) {
  const auto *Block = llvm::dyn_cast<CompoundStmt>(Handler.getHandlerBlock());
  if (!Block || Block->size() != 1)
    return false;
  const Stmt *Only = Block->body_front();
  if (const auto *Whole = llvm::dyn_cast<ExprWithCleanups>(Only))
    Only = Whole->getSubExpr();
  const auto *Throw = llvm::dyn_cast<CXXThrowExpr>(Only);
  return Throw && !Throw->getSubExpr();
}

static bool isNoexcept(const FunctionDecl &Callee) {
  const auto *Type = Callee.getType()->getAs<FunctionProtoType>();
  return Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()) &&
         Type->isNothrow();
}

/// A call that may throw at once, and makes no task.
static bool throwsAtOnce(const CallExpr &Call, const AsyncModel &Model) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return true;
  return !Call.isCallToStdMove() && !isNoexcept(*Callee) &&
         !Model.types().isTask(typeOf(Call));
}

const CXXTryStmt *asynctidy::tryLeftBy(const ReturnedTask &Task, const Body &In,
                                       const AsyncModel &Model) {
  const CXXTryStmt *Try = nullptr;
  for (size_t At = Task.Path.size(); At-- > 1 && !Try;) {
    const auto *Around = llvm::dyn_cast<CXXTryStmt>(Task.Path[At - 1]);
    if (Around && Around->getTryBlock() == Task.Path[At])
      Try = Around;
  }
  if (!Try)
    return nullptr;
  bool Handles = false;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    Handles |= !onlyRethrows(*Try->getHandler(I));
  const auto InTry = [&](const Expr &One) {
    return containsAny(Try->getTryBlock(),
                       [&](const Stmt &Part) { return &Part == &One; });
  };
  const bool MeantForOthers =
      llvm::any_of(In.Calls,
                   [&](const CallSite &Site) {
                     return throwsAtOnce(*Site.Call, Model) &&
                            InTry(*Site.Call);
                   }) ||
      containsAny(Try->getTryBlock(), [](const Stmt &Part) {
        return llvm::isa<CXXThrowExpr, CXXNewExpr>(Part);
      });
  return Handles && !MeantForOthers ? Try : nullptr;
}

/// Named for what its end does: a transaction that ends, work that is left for
/// the end of the scope.
static bool isNamedForItsEnd(const CXXRecordDecl &Class) {
  static const llvm::StringSet<> Names = {
      "scope_exit", "scope_success",     "scope_fail",    "scope_guard",
      "scopeguard", "scopeexit",         "transaction",   "unit_of_work",
      "savepoint",  "transaction_guard", "dbtransaction", "qscopeguard"};
  return Class.getIdentifier() && Names.contains(Class.getName().lower());
}

static bool isLock(QualType Type, const Vocabulary &Words) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && (hasRole(Words.rolesOf(*Class), Role::ThreadBound) ||
                   Class->hasAttr<ScopedLockableAttr>());
}

/// `std::unique_lock<std::mutex> lock;` and `lock(mutex, std::defer_lock)` hold
/// nothing.
static bool isTaken(const VarDecl &Lock) {
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(
      Lock.getInit() ? Lock.getInit()->IgnoreImplicit() : nullptr);
  if (!Made || !isInStd(*Made->getConstructor()))
    return true;
  return Made->getNumArgs() > 0 &&
         llvm::none_of(Made->arguments(), [](const Expr *One) {
           const CXXRecordDecl *Class = classOf(One->getType());
           return Class && Class->getIdentifier() &&
                  Class->getName() == "defer_lock_t";
         });
}

/// Nothing but the work is left for the lock: it stands right before the
/// `return`, and no argument is read from what it may protect.
static bool protectsOnly(const ReturnedTask &Task, const Stmt &Declaration,
                         const CompoundStmt &Block) {
  const auto *Next = llvm::find(Block.body(), &Declaration) + 1;
  return Next != Block.body_end() && *Next == Task.Return &&
         llvm::none_of(Task.Call->arguments(), [](const Expr *Argument) {
           return containsAny(Argument, [](const Stmt &Part) {
             const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
             const auto *Variable =
                 Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
             return llvm::isa<CXXThisExpr, MemberExpr>(Part) ||
                    (Variable && !Variable->hasLocalStorage());
           });
         });
}

LeftGuard asynctidy::guardLeftBy(const ReturnedTask &Task, const Body &In,
                                 AsyncModel &Model) {
  for (size_t At = Task.Path.size(); At-- > 1;) {
    const auto *Block = llvm::dyn_cast<CompoundStmt>(Task.Path[At - 1]);
    if (!Block)
      continue;
    LeftGuard Last;
    for (const Stmt *One : Block->body()) {
      if (One == Task.Path[At])
        break;
      const auto *Declaration = llvm::dyn_cast<DeclStmt>(One);
      const auto *Guard =
          Declaration && Declaration->isSingleDecl()
              ? llvm::dyn_cast<VarDecl>(Declaration->getSingleDecl())
              : nullptr;
      const CXXRecordDecl *Class = Guard && Guard->hasLocalStorage() &&
                                           !Guard->getType()->isReferenceType()
                                       ? classOf(Guard->getType())
                                       : nullptr;
      if (!Class || !usesOf(*Guard, In).empty())
        continue;
      const bool IsLock = isLock(Guard->getType(), Model.words());
      if (IsLock ? isTaken(*Guard) && protectsOnly(Task, *One, *Block)
                 : isNamedForItsEnd(*Class))
        Last = {Guard, IsLock};
    }
    if (Last.Guard)
      return Last;
  }
  return {};
}
