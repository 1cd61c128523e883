#include "checks/async-fire-and-forget/FireAndForgetCheck.h"
#include "checks/fixit/Await.h"
#include "checks/model/LeftLoops.h"
#include "checks/model/TaskOrigins.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

void FireAndForgetCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "ReportVoidCast", ReportVoidCast);
  Options.store(Opts, "ReportAbandonedByAwait", ReportAbandonedByAwait);
}

/// Why it hurts, by the kind of task.
static const char *harmOf(Start Begins) {
  switch (Begins) {
  case Start::Hot:
    return "it runs unobserved and its exception is lost";
  case Start::Lazy:
    return "it is lazy, so its work never starts";
  case Start::Unknown:
    return "its work or its exception is lost";
  }
  llvm_unreachable("all kinds are told");
}

/// A function that cannot become a coroutine ([dcl.fct.def.coroutine]).
static bool cannotAwait(const FunctionDecl &Function) {
  return Function.isMain() ||
         (Function.isConstexpr() && !isLambdaCallOperator(&Function)) ||
         llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Function);
}

void FireAndForgetCheck::examineInitializer(const Body &Of) {
  for (const Discard &Dropped : Of.Discards)
    examineDiscard(Dropped, Of);
}

void FireAndForgetCheck::examine(const Body &Of) {
  for (const Discard &Dropped : Of.Discards)
    examineDiscard(Dropped, Of);
  // `[t = save(order)] {}`: the lambda takes a task and never looks at it.
  for (const LambdaSite &Site : Of.Lambdas)
    for (const ForgottenCapture &Taken :
         forgottenCaptures(*Site.Lambda, model().types()))
      if (!Taken.IsHandedOver)
        examineDiscard({Taken.Init, Consent::None, true}, Of);
  for (const VarDecl *Local : Of.Locals)
    examineLocal(*Local, Of);
}

/// `assert_throws([] { save({}); })`: the body of such a lambda.
static bool isToThrow(const Body &In, const AsyncModel &Model) {
  const LambdaSite *Lambda =
      In.Function ? Model.lambdaSiteOf(*In.Function) : nullptr;
  const auto *Call = Lambda && Lambda->PassedTo
                         ? llvm::dyn_cast<CallExpr>(Lambda->PassedTo)
                         : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee && isNamedForThrowing(*Callee);
}

// `save(order);`: a value that a call returns, not a reference to one that
// somebody else owns.
void FireAndForgetCheck::examineDiscard(const Discard &Dropped,
                                        const Body &In) {
  const Expr &Value = *Dropped.Value;
  const Awaitables &Types = model().types();
  const QualType Type = typeOf(Value);
  const bool Many = Types.holdsTasks(Type);
  if (Type->isReferenceType() || !Value.isPRValue() ||
      !(Many || Types.isAwaitable(Type)) ||
      isInTestMacro(Value.getBeginLoc(), model().context()) ||
      isToThrow(In, model()) || !needsOwner(Value, model().words(), Types))
    return;
  // `t.configure_await(false);` drops a view of a task that t still owns.
  const auto *Call = llvm::dyn_cast<CallExpr>(&Value);
  if (Call && objectOf(*Call) && objectOf(*Call)->isLValue() &&
      hasRole(model().words().rolesOf(*Call), Role::ConfiguresAwait))
    return;
  const Start Begins = Types.startOf(Type);
  if (Dropped.Said != Consent::None && Begins != Start::Lazy && !ReportVoidCast)
    return;

  const std::string Name = nameOf(*tasksMadeIn(Value).front());
  if (Many) {
    diag(Value.getBeginLoc(), "tasks from %0 are never awaited: their work or "
                              "their exceptions are lost; await them all")
        << Name;
    return;
  }
  // An awaited guard that nobody keeps would let go at once.
  const bool Guards = Types.givesGuard(Type);
  const auto Fix =
      Dropped.AwaitForbidden || Dropped.Said == Consent::Ignore || Guards
          ? Edits()
          : awaitDropped(Value, In, Types, model().context());
  diag(Value.getBeginLoc(),
       "task from %0 is never awaited%select{: %3; 'co_await' it"
       "%select{| or hand it to a detach function}2|, so nothing is locked; "
       "'co_await' it and keep the guard that it gives}1")
      << Name << Guards << (Begins != Start::Lazy) << harmOf(Begins) << Fix;
  if (!In.IsCoroutine && In.Function)
    diag(Value.getBeginLoc(),
         "%select{make %1 a coroutine to await it, return the task to the "
         "caller|await it elsewhere}0, or detach it with a handler for its "
         "error",
         DiagnosticIDs::Note)
        << cannotAwait(*In.Function) << nameOf(*In.Function);
}

// `auto saved = save(order); if (!ok) co_return; co_await saved;`
void FireAndForgetCheck::examineLocal(const VarDecl &Local, const Body &In) {
  const Awaitables &Types = model().types();
  if (!Local.hasLocalStorage() || Local.isCXXForRangeDecl() ||
      llvm::isa<ParmVarDecl, DecompositionDecl>(Local) ||
      Local.hasAttr<UnusedAttr>() || Local.getName() == "_")
    return;
  const QualType Type = typeOfLocal(Local);
  const bool Many = Types.holdsTasks(Type);
  if (Type->isReferenceType() || !(Many || Types.isAwaitable(Type)) ||
      Types.isOutcome(Type) ||
      isInTestMacro(Local.getLocation(), model().context()))
    return;
  auto Path = model().flowOf(In).pathWithoutOwner(Local);
  if (!Path && Many)
    Path = pathOutOfLoop(Local, In, model());
  if (!Path)
    return examineAwaitsBefore(Local, In);
  const bool Replaced = Path->Overwritten.isValid();
  const bool Unused = Path->NeverUsed && !Path->Started && !Replaced;
  // Who leaves early lets it run; its type may end it there.
  const bool RunsOn = !Many && !Path->NeverUsed && !Replaced &&
                      Types.startOf(Type) == Start::Hot;
  if (RunsOn && Types.endsWithItsOwner(Type))
    return;
  const auto Fix = Unused && !Many
                       ? awaitUnusedLocal(Local, In, Types, model().context())
                       : Edits();
  if (Unused && Types.givesGuard(Type))
    diag(Local.getLocation(),
         "%0 is the task and not the guard: %1 was never awaited, so nothing "
         "is locked; 'co_await' it")
        << &Local << nameOf(*Local.getInit()) << Fix;
  else
    diag(Local.getLocation(),
         "%select{task %0 is|tasks in %0 are}3 %select{not awaited on every "
         "path|never awaited|overwritten before the await}1: %2; 'co_await' "
         "%select{it|them all}3%select{|| first}1")
        << &Local << (Replaced ? 2 : int(Path->NeverUsed))
        << (Many     ? "their work or their exceptions are lost"
            : RunsOn ? "it keeps running after " + nameOf(*In.Function) +
                           " is left, and its exception is lost"
                     : harmOf(Types.startOf(Type)))
        << Many << Fix;
  tellPath(Local, *Path);
}

// `auto a = f(), b = g(); co_await a; co_await b;`: who leaves by the exception
// of a lets b run on.
void FireAndForgetCheck::examineAwaitsBefore(const VarDecl &Local,
                                             const Body &In) {
  const auto Path = ReportAbandonedByAwait
                        ? model().flowOf(In).pathOfFailingAwait(Local)
                        : std::nullopt;
  if (!Path)
    return;
  diag(
      Local.getLocation(),
      "%select{task %0 is|tasks in %0 are}1 left alone if another await fails "
      "before %select{its own|theirs}1: %select{it keeps|they keep}1 running "
      "after %2 is left, and %select{its exception is|their exceptions are}1 "
      "lost; await them together, as by 'when_all', or await %select{it|them}1 "
      "also after a 'catch'")
      << &Local << model().types().holdsTasks(typeOfLocal(Local))
      << nameOf(*In.Function);
  tellPath(Local, *Path);
}

void FireAndForgetCheck::tellPath(const VarDecl &Local, const LostPath &Path) {
  if (Path.Started)
    diag(Path.Started->getBeginLoc(), "%0 gets the task here",
         DiagnosticIDs::Note)
        << &Local;
  if (Path.Dropped.isValid())
    diag(Path.Dropped, "the lambda that takes %0 here never uses it",
         DiagnosticIDs::Note)
        << &Local;
  for (const Turn &Step : Path.Turns)
    diag(Step.At, "when this is %select{false|true}0,", DiagnosticIDs::Note)
        << Step.Taken;
  if (Path.Failing)
    diag(Path.Failing->getBeginLoc(),
         "when this await throws, %0 is left alone", DiagnosticIDs::Note)
        << &Local;
  else if (Path.Overwritten.isValid())
    diag(Path.Overwritten, "%0 gets another value here", DiagnosticIDs::Note)
        << &Local;
  else if (Path.Exit.isValid() && !Path.NeverUsed)
    diag(Path.Exit, "the function is left here without awaiting %0",
         DiagnosticIDs::Note)
        << &Local;
}
