#include "checks/async-void-coroutine/VoidCoroutineCheck.h"
#include "checks/fixit/TaskReturn.h"
#include "checks/model/VoidCallbacks.h"
#include "checks/model/WithBody.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

/// The name of a function; for a lambda, where it begins.
static SourceLocation placeOf(const FunctionDecl &Function) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getParent()->isLambda()
             ? Method->getParent()->getLocation()
             : Function.getLocation();
}

/// Also "'saver'" of `saver{}`, an object that is made to be called.
static std::string nameOfCallable(const Expr &Value) {
  const CXXRecordDecl *Class = Value.getType()->getAsCXXRecordDecl();
  return Class && Class->getIdentifier() && !Class->isLambda() &&
                 Value.isPRValue() && !llvm::isa<CallExpr>(Value)
             ? "'" + Class->getNameAsString() + "'"
             : nameOf(Value);
}

// `fire_and_forget refresh() { co_await load(); }`
void VoidCoroutineCheck::examine(const Body &Of) {
  examineUses(Of);
  const FunctionDecl &Function = *Of.Function;
  const auto Fate = escapeFromDetached(Of, model());
  if (!Fate || isThinShell(Of) || tellsItsEnd(Of) ||
      onlyAwaitsWhatIsGiven(Of) || isEventHandler(Function, model()) ||
      hasRole(model().words().rolesOf(Function),
              Role::Detaches | Role::Consumes) ||
      placeOf(Function).isMacroID())
    return;
  Candidates.push_back({&Of, *Fate});
}

void VoidCoroutineCheck::examineUses(const Body &Of) {
  Bodies.push_back(&Of);
  for (const FunctionDecl *Handler : handlersConnectedIn(Of, model()))
    Handlers.insert(Handler);
  // `std::function<void()> f = []() -> task<> {...};`
  for (const LostTask &Lost : tasksLostByCallbacks(Of, model())) {
    const Start Begins = model().types().startOf(Lost.Task);
    if (Lost.At.isMacroID() || losesNothing(Lost.Function, Begins) ||
        !Reported.insert(Lost.At).second)
      continue;
    diag(Lost.At, "%0 returns a task, but %1 throws it away: %select{it runs "
                  "unobserved and its exception is lost|it is lazy, so its "
                  "work never starts|its work or its exception is lost}2; use "
                  "a callback type that returns the task")
        << nameOfCallable(*Lost.Callable) << Lost.Taker
        << static_cast<int>(Begins);
    if (Lost.HandedOver.isValid())
      diag(Lost.HandedOver, "it is handed over here", DiagnosticIDs::Note);
  }
}

/// An event's handler, a task that is done already, or a shell that handles its
/// own error.
bool VoidCoroutineCheck::losesNothing(const FunctionDecl *Callable,
                                      Start Begins) {
  if (!Callable)
    return false;
  if (isEventHandler(*Callable, model()))
    return true;
  const FunctionDecl *Definition = withBody(*patternOf(Callable));
  if (!Definition)
    return false;
  const Body &Of = model().bodyOf(*Definition);
  return (Begins != Start::Lazy && isThinShell(Of)) ||
         returnsReadyTask(Of, model());
}

void VoidCoroutineCheck::onEndOfTranslationUnit() {
  // In broken code, as an editor shows it, a handler may be what is missing.
  if (!Candidates.empty() &&
      !model().context().getDiagnostics().hasUncompilableErrorOccurred()) {
    const FunctionUses Uses(Bodies, model().context());
    for (const auto &[Of, Fate] : Candidates)
      if (!Handlers.contains(Of->Function->getCanonicalDecl()))
        report(*Of, Fate, Uses);
  }
  Candidates.clear();
  Bodies.clear();
  Handlers.clear();
  Reported.clear();
}

void VoidCoroutineCheck::report(const Body &Of, Escape Fate,
                                const FunctionUses &Uses) {
  const FunctionDecl &Function = *Of.Function;
  const TaskReturn Instead = taskReturnInstead(Of, Uses, model());
  diag(placeOf(Function),
       "%0 cannot be awaited: %select{an exception in it is lost or ends the "
       "process|an exception in it ends the process|an exception in it is "
       "lost|nobody learns when it is done}1; return %select{'%3'|a task}2")
      << nameOf(Function) << static_cast<int>(Fate) << Instead.Task.empty()
      << Instead.Task << Instead.Fix;
  if (Instead.InTheWay)
    diag(Instead.InTheWay->Call->getBeginLoc(),
         "no fix: %select{this call|%1}0 cannot await it", DiagnosticIDs::Note)
        << (Instead.Caller->Function && !Instead.Caller->IsCoroutine)
        << (Instead.Caller->Function ? nameOf(*Instead.Caller->Function) : "");
}
