#include "checks/model/Blocking.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/WithBody.h"
#include "checks/model/Wording.h"
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
  const FunctionDecl *Definition =
      Callee ? withBody(*patternOf(Callee)) : nullptr;
  if (!Definition)
    return {};
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

SourceLocation asynctidy::leavesContext(const Body &Of, const Vocabulary &Words,
                                        const ASTContext &Context) {
  for (const Expr *Await : Of.Awaits)
    if (isConfiguredAway(*Await, Words, Context))
      return Await->getEndLoc();
  return {};
}

bool asynctidy::blocksNeededThread(const Body &In, AsyncModel &Model) {
  // A lambda that an algorithm calls runs on the thread of who calls that.
  const FunctionDecl *Function = In.Function;
  for (const Body *At = &In; At; At = Model.inlinedInto(*At->Function)) {
    Function = At->Function;
    if (At->IsCoroutine || Model.contextThreads().contains(*Function))
      return true;
  }
  return Model.calledByCoroutines().contains(*Function) &&
         !isEntryPoint(*Function);
}

bool asynctidy::isEntryPoint(const FunctionDecl &Function) {
  const ASTContext &Context = Function.getASTContext();
  // Lambdas in main are as good as main.
  for (const DeclContext *At = &Function; At; At = At->getParent()) {
    const auto *One = llvm::dyn_cast<FunctionDecl>(At);
    if (!One)
      continue;
    const llvm::StringRef Name =
        One->getIdentifier() ? One->getName() : llvm::StringRef();
    // GoogleTest's and Boost.Test's; other frameworks name a test by a macro.
    if (One->isMain() || Name == "TestBody" || Name == "test_method" ||
        isMadeByTestMacro(One->getLocation(), Context))
      return true;
  }
  return false;
}

/// `t` of `t`, of `std::move(t)` and of `*t` and `t->`
static const DeclRefExpr *variableIn(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
      Call && Call->isCallToStdMove())
    Plain = Call->getArg(0)->IgnoreUnlessSpelledInSource();
  if (const auto *Access = llvm::dyn_cast<CXXOperatorCallExpr>(Plain);
      Access && Access->getNumArgs() == 1 &&
      (Access->getOperator() == OO_Arrow || Access->getOperator() == OO_Star))
    Plain = Access->getArg(0)->IgnoreUnlessSpelledInSource();
  return llvm::dyn_cast<DeclRefExpr>(Plain);
}

/// The task is complete where the lambda \p In stands that waits for it: a
/// captured variable, or an element of a container that an algorithm goes over.
static bool isCompleteOutside(const Expr &Task, const Body &In,
                              AsyncModel &Model) {
  const Body *Outer = In.Function ? Model.enclosingBody(*In.Function) : nullptr;
  const LambdaSite *Site = Outer ? Model.lambdaSiteOf(*In.Function) : nullptr;
  if (!Site || !Outer->Function)
    return false;
  const bool Inline = Model.inlinedInto(*In.Function) != nullptr;
  const TaskFlow &Flow = Model.flowOf(*Outer);
  const DeclRefExpr *Use = variableIn(Task);
  // A member of `this`, which the lambda has captured.
  if (!Use && Inline && Flow.isComplete(Task, *Site->Lambda))
    return true;
  auto Init = Site->Lambda->capture_init_begin();
  for (const LambdaCapture &Capture : Site->Lambda->captures()) {
    const Expr *Value = *Init++;
    // What a lambda that runs later has captured by reference may change.
    if (!Use || !Value || !Capture.capturesVariable() ||
        Capture.getCapturedVar() != Use->getDecl() ||
        (!Inline && Capture.getCaptureKind() == LCK_ByRef))
      continue;
    // As it was before the capture, which might move it.
    const DeclRefExpr *Captured = variableIn(*Value);
    if (Captured && Flow.isComplete(*Captured, *Captured))
      return true;
  }
  if (isCompleteOutside(Task, *Outer, Model))
    return true;
  // `auto get = [&] { return t.result(); }; co_await t; get();`
  if (Site->Named && !Site->PassedTo) {
    bool IsCalled = false;
    const bool Completes = llvm::all_of(Outer->Calls, [&](const CallSite &At) {
      if (calleeOf(*At.Call) != Site->Lambda->getCallOperator())
        return true;
      IsCalled = true;
      return Flow.isComplete(Task, *At.Call);
    });
    if (IsCalled && Completes)
      return true;
  }
  // `std::transform(all.begin(), all.end(), out, [](auto &t) { t.result(); })`
  const auto *Algorithm = llvm::dyn_cast_or_null<CallExpr>(Site->PassedTo);
  if (!Use || !llvm::isa<ParmVarDecl>(Use->getDecl()) || !Algorithm)
    return false;
  // `t.then([](task<int> done) { done.result(); })`: it is called with a task
  // that has ended.
  if (!Inline && !In.IsCoroutine &&
      Use->getDecl()->getDeclContext() == In.Function)
    return true;
  return llvm::any_of(Algorithm->arguments(), [&](const Expr *Argument) {
    const auto *Begin =
        llvm::dyn_cast<CallExpr>(Argument->IgnoreUnlessSpelledInSource());
    const Expr *Container = Begin ? objectOf(*Begin) : Argument;
    return Container && Flow.isComplete(*Container, *Site->Lambda);
  });
}

bool asynctidy::waitsForComplete(const CallExpr &Blocking, const Body &In,
                                 AsyncModel &Model) {
  const Expr *Task = waitedFor(Blocking, Model.types());
  if (!Task)
    return false;
  const auto *Maker =
      llvm::dyn_cast<CallExpr>(Task->IgnoreUnlessSpelledInSource());
  if (Maker && hasRole(Model.words().rolesOf(*Maker), Role::MakesReady))
    return true;
  if (!In.Function)
    return false;
  const TaskFlow &Flow = Model.flowOf(In);
  return Flow.isComplete(*Task, Blocking) ||
         (isCompleteOutside(*Task, In, Model) &&
          Flow.isComplete(*Task, Blocking, /*AtStart=*/true));
}

bool asynctidy::joinsContext(const CallExpr &Blocking, AsyncModel &Model) {
  const Expr *Thread = waitedFor(Blocking, Model.types());
  const DeclRefExpr *Use = Thread ? variableIn(*Thread) : nullptr;
  const auto *Variable =
      Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(
      Variable && Variable->getInit()
          ? Variable->getInit()->IgnoreUnlessSpelledInSource()
          : nullptr);
  if (!Made || Made->getNumArgs() == 0)
    return false;
  auto IsOfContext = [&](const FunctionDecl *Function) {
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Function);
    return Method &&
           hasRole(Model.words().rolesOf(*Method->getParent()),
                   Role::Context) &&
           !hasRole(Model.words().rolesOf(*Method), Role::PostsToContext);
  };
  for (const Callable &Run : callablesIn(*Made->getArg(0))) {
    if (IsOfContext(Run.Function))
      return true;
    const FunctionDecl *Definition =
        Run.Function ? withBody(*patternOf(Run.Function)) : nullptr;
    if (!Definition)
      continue;
    for (const CallSite &Site : Model.bodyOf(*Definition).Calls)
      if (IsOfContext(calleeOf(*Site.Call)))
        return true;
  }
  return false;
}
