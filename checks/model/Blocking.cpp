#include "checks/model/Blocking.h"
#include "checks/model/AsyncModel.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

const Expr *asynctidy::waitedFor(const CallExpr &Blocking) {
  if (const Expr *Object = objectOf(Blocking))
    return Object;
  return Blocking.getNumArgs() > 0 ? Blocking.getArg(0) : nullptr;
}

QualType asynctidy::typeWaitedFor(const CallExpr &Blocking) {
  const Expr *Task = waitedFor(Blocking);
  if (!Task)
    return {};
  const QualType Pointee = Task->getType()->getPointeeType();
  return Pointee.isNull() ? Task->getType() : Pointee;
}

/// A duration is a class around one number, perhaps within another class.
static bool isZero(const APValue &Value) {
  if (Value.isInt())
    return Value.getInt().isZero();
  return Value.isStruct() && Value.getStructNumBases() == 0 &&
         Value.getStructNumFields() == 1 && isZero(Value.getStructField(0));
}

bool asynctidy::hasZeroTimeout(const CallExpr &Blocking,
                               const ASTContext &Context) {
  for (const Expr *Argument : Blocking.arguments()) {
    const Expr *Plain = Argument->IgnoreImplicit();
    Expr::EvalResult Result;
    if (!Plain->isValueDependent() && Plain->getType()->isRecordType() &&
        Plain->EvaluateAsRValue(Result, Context) && isZero(Result.Val))
      return true;
  }
  return false;
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
    const auto *Configured = llvm::dyn_cast<CallExpr>(
        Suspend->getOperand()->IgnoreUnlessSpelledInSource());
    bool Captures = true;
    if (Configured && Configured->getNumArgs() == 1 &&
        hasRole(Model.words().rolesOf(*Configured), Role::ConfiguresAwait) &&
        !Configured->getArg(0)->isValueDependent() &&
        Configured->getArg(0)->EvaluateAsBooleanCondition(Captures,
                                                          Model.context()) &&
        !Captures) {
      // This await does not need the context; what it awaits may.
      const NeedOfContext Inner = needOf(*Configured, Model, Seen);
      if (Inner.Needed == NeedOfContext::Yes)
        return Inner;
      if (Inner.Needed == NeedOfContext::Unknown &&
          Model.types().isCoroutineType(objectOf(*Configured)->getType()))
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
