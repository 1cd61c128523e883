#include "checks/model/Blocking.h"
#include "checks/model/AsyncModel.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

const Expr *asynctidy::waitedFor(const CallExpr &Blocking,
                                 const Awaitables &Types) {
  if (const Expr *Object = objectOf(Blocking))
    return Object;
  // `read(file)` waits for no file.
  return Blocking.getNumArgs() > 0 &&
                 Types.isAwaitable(Blocking.getArg(0)->getType())
             ? Blocking.getArg(0)
             : nullptr;
}

QualType asynctidy::typeWaitedFor(const CallExpr &Blocking,
                                  const Awaitables &Types) {
  const Expr *Task = waitedFor(Blocking, Types);
  if (!Task)
    return {};
  const QualType Pointee = Task->getType()->getPointeeType();
  return Pointee.isNull() ? Task->getType() : Pointee;
}

/// A duration is a class around one number.
static bool isZero(const APValue &Value) {
  if (Value.isInt())
    return Value.getInt().isZero();
  return Value.isStruct() && Value.getStructNumBases() == 0 &&
         Value.getStructNumFields() == 1 && isZero(Value.getStructField(0));
}

bool asynctidy::hasZeroTimeout(const CallExpr &Blocking,
                               const ASTContext &Context) {
  const FunctionDecl *Callee = calleeOf(Blocking);
  for (const Expr *Argument : Blocking.arguments()) {
    const Expr *Plain = Argument->IgnoreImplicit();
    const CXXRecordDecl *Class = classOf(Plain->getType());
    // `wait_for(0s)`, and Qt's `wait(0)` in milliseconds.
    const bool IsTime = Class ? Class->getName() == "duration"
                              : Plain->getType()->isIntegerType() && Callee &&
                                    Callee->getIdentifier() &&
                                    Callee->getName().starts_with("wait");
    Expr::EvalResult Result;
    if (IsTime && !Plain->isValueDependent() &&
        Plain->EvaluateAsRValue(Result, Context) && isZero(Result.Val))
      return true;
  }
  return false;
}

bool asynctidy::isConfiguredAway(const Expr &Await, const Vocabulary &Words,
                                 const ASTContext &Context) {
  const auto *Configured =
      llvm::dyn_cast<CallExpr>(operandOf(Await)->IgnoreUnlessSpelledInSource());
  bool Captures = true;
  return Configured && Configured->getNumArgs() == 1 &&
         hasRole(Words.rolesOf(*Configured), Role::ConfiguresAwait) &&
         !Configured->getArg(0)->isValueDependent() &&
         Configured->getArg(0)->EvaluateAsBooleanCondition(Captures, Context) &&
         !Captures;
}

/// The call that made the task: itself, or what a variable was made from.
static const CallExpr *makerOf(const Expr &Task) {
  const Expr *Plain = Task.IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain)) {
    const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
    if (!Variable || !Variable->getInit())
      return nullptr;
    Plain = Variable->getInit()->IgnoreUnlessSpelledInSource();
  }
  return llvm::dyn_cast<CallExpr>(Plain);
}

static NeedOfContext needOf(const Expr &Task, AsyncModel &Model,
                            llvm::SmallPtrSetImpl<const FunctionDecl *> &Seen) {
  const CallExpr *Call = makerOf(Task);
  if (!Call)
    return {};
  const Role Roles = Model.words().rolesOf(*Call);
  if (hasRole(Roles, Role::Offloads))
    return {NeedOfContext::No};
  if (hasRole(Roles, Role::ConfiguresAwait) && objectOf(*Call))
    return needOf(*objectOf(*Call), Model, Seen);
  const FunctionDecl *Callee = calleeOf(*Call);
  const FunctionDecl *Definition = nullptr;
  if (!Callee || !Callee->isDefined(Definition))
    return {};
  Definition = patternOf(Definition);
  const Body &Of = Model.bodyOf(*Definition);
  if (!Of.IsCoroutine || !Seen.insert(Definition).second)
    return {};
  NeedOfContext All = {NeedOfContext::No};
  for (const Expr *Await : Of.Awaits) {
    const auto *Suspend = llvm::dyn_cast<CoroutineSuspendExpr>(Await);
    if (!Suspend)
      return {};
    if (isConfiguredAway(*Await, Model.words(), Model.context())) {
      // This await does not need the context; what it awaits may.
      const auto &Configured = llvm::cast<CallExpr>(
          *Suspend->getOperand()->IgnoreUnlessSpelledInSource());
      const NeedOfContext Inner = needOf(Configured, Model, Seen);
      if (Inner.Needed == NeedOfContext::Yes)
        return Inner;
      if (Inner.Needed == NeedOfContext::Unknown && objectOf(Configured) &&
          Model.types().isCoroutineType(objectOf(Configured)->getType()))
        All = {};
      continue;
    }
    if (Model.types().capturesContext(Suspend->getOperand()->getType()))
      return {NeedOfContext::Yes, Await};
    All = {};
  }
  return All;
}

NeedOfContext asynctidy::needOfContext(const Expr &Task, AsyncModel &Model) {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;
  return needOf(Task, Model, Seen);
}

bool asynctidy::isEntryPoint(const FunctionDecl &Function) {
  if (Function.isMain())
    return true;
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getIdentifier() && Method->getName() == "TestBody";
}

bool asynctidy::isCompleteOutside(const Expr &Task, const Body &In,
                                  AsyncModel &Model) {
  const Body *Outer = Model.inlinedInto(*In.Function);
  const LambdaSite *Site = Model.lambdaSiteOf(*In.Function);
  if (!Outer || !Site)
    return false;
  const TaskFlow &Flow = Model.flowOf(*Outer);
  // As it was before the capture, which might change it.
  const auto *Use =
      llvm::dyn_cast<DeclRefExpr>(Task.IgnoreUnlessSpelledInSource());
  for (const Expr *Init : Site->Lambda->capture_inits()) {
    const auto *Captured = llvm::dyn_cast_or_null<DeclRefExpr>(
        Init ? Init->IgnoreUnlessSpelledInSource() : nullptr);
    if (Use && Captured && Captured->getDecl() == Use->getDecl() &&
        Flow.isComplete(*Captured, *Captured))
      return true;
  }
  if (isCompleteOutside(Task, *Outer, Model))
    return true;
  // `std::transform(all.begin(), all.end(), out, [](auto &t) { t.result(); })`
  const auto *Algorithm = llvm::dyn_cast_or_null<CallExpr>(Site->PassedTo);
  if (!Use || !llvm::isa<ParmVarDecl>(Use->getDecl()) || !Algorithm)
    return false;
  return llvm::any_of(Algorithm->arguments(), [&](const Expr *Argument) {
    const auto *Begin =
        llvm::dyn_cast<CallExpr>(Argument->IgnoreUnlessSpelledInSource());
    const Expr *Container = Begin ? objectOf(*Begin) : Argument;
    return Container && Flow.isComplete(*Container, *Site->Lambda);
  });
}
