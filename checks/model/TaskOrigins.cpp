#include "checks/model/TaskOrigins.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Callables.h"
#include "checks/model/ObjectLifetime.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Expressions are looked into this deep.
static constexpr unsigned MaxDepth = 12;

/// `std::make_pair(f(), g())`: keeps its arguments.
static bool keepsArguments(const CallExpr &Call) {
  static const llvm::StringSet<> Makers = {"make_pair",     "make_tuple",
                                           "make_optional", "make_unique",
                                           "make_shared",   "to_array"};
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && isInStd(*Callee) && Makers.contains(nameOfCallee(Call));
}

static void collect(const Expr *Value, unsigned Depth,
                    llvm::SmallVectorImpl<const Expr *> &Found) {
  if (!Value || Depth > MaxDepth)
    return;
  const Expr *Plain = Value->IgnoreUnlessSpelledInSource();
  auto All = [&](auto Parts) {
    for (const Expr *Part : Parts)
      collect(Part, Depth + 1, Found);
  };
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain)) {
    if (keepsArguments(*Call))
      All(Call->arguments());
    else
      Found.push_back(Call);
  } else if (llvm::isa<CoroutineSuspendExpr>(Plain)) {
    Found.push_back(Plain);
  } else if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain)) {
    collect(Cast->getSubExpr(), Depth + 1, Found);
  } else if (const auto *List = llvm::dyn_cast<InitListExpr>(Plain)) {
    All(List->inits());
  } else if (const auto *Std =
                 llvm::dyn_cast<CXXStdInitializerListExpr>(Plain)) {
    collect(Std->getSubExpr(), Depth + 1, Found);
  } else if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain)) {
    All(Made->arguments());
  } else if (const auto *New = llvm::dyn_cast<CXXNewExpr>(Plain)) {
    collect(New->getInitializer(), Depth + 1, Found);
  } else if (const auto *Choice =
                 llvm::dyn_cast<AbstractConditionalOperator>(Plain)) {
    collect(Choice->getTrueExpr(), Depth + 1, Found);
    collect(Choice->getFalseExpr(), Depth + 1, Found);
  } else if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Plain);
             Binary && Binary->isCommaOp()) {
    collect(Binary->getRHS(), Depth + 1, Found);
  }
}

llvm::SmallVector<const Expr *, 2> asynctidy::tasksMadeIn(const Expr &Value) {
  llvm::SmallVector<const Expr *, 2> Found;
  collect(&Value, 0, Found);
  return Found;
}

/// `f().then(handler)`: what the handler does with an error is not known.
static bool continuesWithHandler(const CallExpr &Call,
                                 const Awaitables &Types) {
  static const llvm::StringSet<> Names = {"then", "on_error", "catch_error",
                                          "finally", "recover"};
  const Expr *Object = objectOf(Call);
  return Object && Types.isAwaitable(Object->getType()) &&
         Names.contains(nameOfCallee(Call));
}

llvm::SmallVector<const CallExpr *, 2>
asynctidy::callsBehind(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain))
    return {Call};
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain))
    return callsBehind(*Cast->getSubExpr());
  if (const auto *List = llvm::dyn_cast<InitListExpr>(Plain))
    return List->getNumInits() == 1 ? callsBehind(*List->getInit(0))
                                    : llvm::SmallVector<const CallExpr *, 2>();
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain))
    return Made->getNumArgs() == 1 ? callsBehind(*Made->getArg(0))
                                   : llvm::SmallVector<const CallExpr *, 2>();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(Plain)) {
    auto Calls = callsBehind(*Choice->getTrueExpr());
    const auto Others = callsBehind(*Choice->getFalseExpr());
    if (Calls.empty() || Others.empty())
      return {};
    Calls.append(Others.begin(), Others.end());
    return Calls;
  }
  return {};
}

/// `scope.add(f())`: a scope has what it is given, and waits for all of it.
static bool belongsToScope(const CallExpr &Call, const Awaitables &Types) {
  const Expr *Object = objectOf(Call);
  return Object && isScopeOfTasks(Object->getType()) &&
         llvm::any_of(argumentsFor(Call), [&](const Expr *Argument) {
           return Types.isTask(typeOf(*Argument));
         });
}

bool asynctidy::needsOwner(const Expr &Value, const Vocabulary &Words,
                           const Awaitables &Types) {
  if (Types.isOutcome(typeOf(Value)))
    return false;
  return llvm::any_of(tasksMadeIn(Value), [&](const Expr *Made) {
    const auto *Call = llvm::dyn_cast<CallExpr>(Made);
    // `co_await enter(strand);` gives what leads back, if somebody wants to.
    if (!Call)
      return !llvm::isa<CoroutineSuspendExpr>(Made) ||
             !Types.isAwaitable(typeOf(*Made)) || Types.isTask(typeOf(*Made));
    const Role Roles = Words.rolesOf(*Call);
    if (hasRole(Roles, Role::Detaches | Role::MakesReady))
      return false;
    // `co_spawn(executor, f(), use_awaitable)` gives a lazy task to start it.
    return Types.startOf(typeOf(*Call)) == Start::Lazy ||
           (!hasRole(Roles, Role::Consumes) && !belongsToScope(*Call, Types) &&
            !continuesWithHandler(*Call, Types));
  });
}

QualType asynctidy::typeOfLocal(const VarDecl &Local) {
  const Expr *Init = Local.getInit();
  const QualType Type = Local.getType();
  if (!Init)
    return Type;
  if (!Type->isReferenceType()) {
    // In a template, `auto t(f(x));` has no type yet.
    const QualType Deduced =
        Type->getContainedAutoType() ? typeOf(*Init) : Type;
    return Deduced.isNull() ? Type : Deduced;
  }
  const Expr *Bound = Init->IgnoreImpCasts();
  if (const auto *Whole = llvm::dyn_cast<ExprWithCleanups>(Bound))
    Bound = Whole->getSubExpr()->IgnoreImpCasts();
  const auto *Kept = llvm::dyn_cast<MaterializeTemporaryExpr>(Bound);
  return Kept && Kept->getExtendingDecl() == &Local ? Kept->getType() : Type;
}

namespace {

/// The variables that a lambda's body names, nested lambdas included.
class NamesIn : public RecursiveASTVisitor<NamesIn> {
public:
  llvm::SmallPtrSet<const ValueDecl *, 8> Found;
  bool VisitDeclRefExpr(DeclRefExpr *Use) {
    Found.insert(Use->getDecl());
    return true;
  }
};

} // namespace

llvm::SmallVector<ForgottenCapture, 1>
asynctidy::forgottenCaptures(const LambdaExpr &Lambda,
                             const Awaitables &Types) {
  llvm::SmallVector<ForgottenCapture, 1> Result;
  std::optional<NamesIn> Names;
  const auto *Init = Lambda.capture_init_begin();
  for (const LambdaCapture &Capture : Lambda.captures()) {
    const Expr *Value = *Init++;
    if (!Capture.capturesVariable() || !Value || Capture.isPackExpansion())
      continue;
    const ValueDecl *Captured = Capture.getCapturedVar();
    if (!Types.isAwaitable(Captured->getType()) &&
        !Types.holdsTasks(Captured->getType()))
      continue;
    if (!Names)
      Names.emplace().TraverseStmt(Lambda.getBody());
    if (Names->Found.contains(Captured))
      continue;
    const auto Made = tasksMadeIn(*Value);
    Result.push_back(
        {Value, Capture.getLocation(), llvm::all_of(Made, [](const Expr *One) {
           const auto *Call = llvm::dyn_cast<CallExpr>(One);
           return Call && Call->isCallToStdMove();
         })});
  }
  return Result;
}
