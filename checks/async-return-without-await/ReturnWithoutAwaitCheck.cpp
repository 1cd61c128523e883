#include "checks/async-return-without-await/ReturnWithoutAwaitCheck.h"
#include "checks/fixit/AwaitReturned.h"
#include "checks/model/Keepers.h"
#include "checks/model/LateUses.h"
#include "checks/model/Outlives.h"
#include "checks/model/ReturnedTasks.h"
#include "checks/model/Wording.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;

void ReturnWithoutAwaitCheck::examine(const Body &Of) {
  // [[clang::coro_wrapper]]: its author has thought of it.
  if (Of.IsCoroutine || !Of.Function || Of.Function->hasAttr<CoroWrapperAttr>())
    return;
  const Stmt *Reported = nullptr;
  for (const ReturnedTask &Task : tasksReturnedBy(Of, model())) {
    if (Task.Return == Reported || Task.Return->getBeginLoc().isMacroID() ||
        isInTestMacro(Task.Call->getBeginLoc(), model().context()))
      continue;
    if (reportBorrowed(Task, Of) || reportTry(Task, Of) ||
        reportGuard(Task, Of))
      Reported = Task.Return;
  }
}

/// `order` of `return save(order);`: it dies with the function, or at the
/// semicolon. What a local has owned and moved away lives on.
static bool diesWith(const Body &In, const Borrow &What,
                     const ReturnedTask &Task, AsyncModel &Model) {
  if (What.How == Borrow::Closure || What.How == Borrow::Capture)
    return false; // async-dangling-capture's
  if (What.Of.Dies == Referent::Scope &&
      What.Of.Root->getDeclContext() != In.Function)
    return false;
  return outlives(*Task.Call, {Keeper::Returned, Task.Return}, What.Of, In,
                  Model)
      .has_value();
}

bool ReturnWithoutAwaitCheck::reportBorrowed(const ReturnedTask &Task,
                                             const Body &In) {
  for (const Borrow &What : borrowsOf(*Task.Call, model())) {
    if (!diesWith(In, What, Task, model()))
      continue;
    const LateUse Late = lateUseOf(What, model());
    // An object may be a handle to what lives on, and `T &&` may be moved from:
    // there, the body has to show it.
    if (Late.Found == LateUse::No ||
        (Late.Found == LateUse::Unknown &&
         (What.How == Borrow::Object || mayBeTakenOver(What) ||
          model().types().isPlainFuture(typeOf(*Task.Call)))))
      continue;
    const bool Named = What.Of.Dies == Referent::Scope;
    diag(Task.Return->getReturnLoc(),
         "the task from %0 refers to %select{a temporary|%3}1, which is gone "
         "before it is done; 'co_await' it here or "
         "%select{pass a value|make the task own it}2")
        << nameOf(*Task.Call) << Named << (What.How == Borrow::Object)
        << (Named ? "'" + What.Of.Root->getNameAsString() + "'" : "")
        << awaitReturned(In, model());
    diag(What.Value->getBeginLoc(), "it refers to it here",
         DiagnosticIDs::Note);
    if (Late.After)
      diag(Late.After->getBeginLoc(), "the coroutine is suspended here",
           DiagnosticIDs::Note);
    if (Late.Use)
      diag(Late.Use->getBeginLoc(), "it is used here after that",
           DiagnosticIDs::Note);
    return true;
  }
  return false;
}

// `try { return send(mail); } catch (const refused &) {...}`
bool ReturnWithoutAwaitCheck::reportTry(const ReturnedTask &Task,
                                        const Body &In) {
  const CXXTryStmt *Try = tryLeftBy(Task, In, model());
  if (!Try || workOf(*Task.Call, model()) == Work::Unknown)
    return false;
  diag(Task.Return->getReturnLoc(),
       "the task from %0 leaves the 'try' before it is done, so that its "
       "exception passes the handlers by; 'co_await' it here")
      << nameOf(*Task.Call) << awaitReturned(In, model());
  diag(Try->getHandler(0)->getBeginLoc(), "this handler will not see it",
       DiagnosticIDs::Note);
  return true;
}

// `std::lock_guard lock(mutex); return write(file);`
bool ReturnWithoutAwaitCheck::reportGuard(const ReturnedTask &Task,
                                          const Body &In) {
  const Work Goes = workOf(*Task.Call, model());
  if (Goes == Work::Unknown)
    return false;
  const LeftGuard Left = guardLeftBy(Task, In, model());
  if (!Left.Guard)
    return false;
  // A function that nobody sees may do all that the lock is for at once.
  const Start Begins = model().types().startOf(typeOf(*Task.Call));
  if (Left.IsLock && Goes != Work::GoesOn && Begins != Start::Lazy)
    return false;
  diag(Task.Return->getReturnLoc(),
       "%0 ends here, before the task from %1 is done; %select{'co_await' it "
       "while %0 lives|use a lock that may be held across an await, and "
       "'co_await' the task under it}2")
      << Left.Guard << nameOf(*Task.Call) << Left.IsLock;
  diag(Left.Guard->getLocation(), "%0 is made here", DiagnosticIDs::Note)
      << Left.Guard;
  return true;
}
