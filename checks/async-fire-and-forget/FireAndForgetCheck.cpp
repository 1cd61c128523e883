#include "checks/async-fire-and-forget/FireAndForgetCheck.h"
#include "checks/fixit/Await.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

void FireAndForgetCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  AsyncCheck::storeOptions(Opts);
  Options.store(Opts, "ReportVoidCast", ReportVoidCast);
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

/// What makes a task on purpose without an owner, or one with nothing to lose.
static bool needsNoOwner(const Expr &Value, const Vocabulary &Words) {
  const auto Calls = callsBehind(Value);
  return Calls.empty() || llvm::any_of(Calls, [&](const CallExpr *Call) {
           return hasRole(Words.rolesOf(*Call),
                          Role::Detaches | Role::Consumes | Role::MakesReady);
         });
}

/// A function that cannot become a coroutine ([dcl.fct.def.coroutine]).
static bool cannotAwait(const FunctionDecl &Function) {
  return Function.isMain() || Function.isConstexpr() ||
         llvm::isa<CXXConstructorDecl, CXXDestructorDecl>(Function);
}

void FireAndForgetCheck::examine(const Body &Of) {
  for (const Discard &Dropped : Of.Discards)
    examineDiscard(Dropped, Of);
  for (const VarDecl *Local : Of.Locals)
    examineLocal(*Local, Of);
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
      isInTestMacro(Value.getBeginLoc(), model().context()))
    return;
  if (!llvm::isa<CoroutineSuspendExpr>(Value) &&
      needsNoOwner(Value, model().words()))
    return;
  // `t.configure_await(false);` drops a view of a task that t still owns.
  const auto *Call = llvm::dyn_cast<CallExpr>(&Value);
  if (Call && objectOf(*Call) && objectOf(*Call)->isLValue() &&
      hasRole(model().words().rolesOf(*Call), Role::ConfiguresAwait))
    return;
  const Start Begins = Types.startOf(Type);
  if (Dropped.Said != Consent::None && Begins != Start::Lazy && !ReportVoidCast)
    return;

  if (Many) {
    diag(Value.getBeginLoc(), "tasks from %0 are never awaited: their work or "
                              "their exceptions are lost; await them all")
        << nameOf(Value);
    return;
  }
  const auto Fix = Dropped.AwaitForbidden || Dropped.Said == Consent::Ignore
                       ? Edits()
                       : awaitDropped(Value, In, Types, model().context());
  diag(Value.getBeginLoc(), "task from %0 is never awaited: %1; 'co_await' it"
                            "%select{| or hand it to a detach function}2")
      << nameOf(Value) << harmOf(Begins) << (Begins != Start::Lazy) << Fix;
  if (!In.IsCoroutine)
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
  const Expr *Init = Local.getInit();
  if (!Init || !Local.hasLocalStorage() || Local.isCXXForRangeDecl() ||
      llvm::isa<ParmVarDecl>(Local) || Local.hasAttr<UnusedAttr>() ||
      Local.getName() == "_" || Local.getType()->isReferenceType())
    return;
  const QualType Type =
      Local.getType()->getContainedAutoType() ? typeOf(*Init) : Local.getType();
  if (Type->isReferenceType() || !Types.isAwaitable(Type) ||
      needsNoOwner(*Init, model().words()) ||
      isInTestMacro(Local.getLocation(), model().context()))
    return;
  const auto Path = model().flowOf(In).pathWithoutOwner(Local);
  if (!Path)
    return;
  const auto Fix = Path->NeverUsed
                       ? awaitUnusedLocal(Local, In, Types, model().context())
                       : Edits();
  diag(Local.getLocation(), "task %0 is %select{not awaited on every path|"
                            "never awaited}1: %2; 'co_await' it")
      << &Local << Path->NeverUsed << harmOf(Types.startOf(Type)) << Fix;
  for (const Turn &Step : Path->Turns)
    diag(Step.At, "when this is %select{false|true}0,", DiagnosticIDs::Note)
        << Step.Taken;
  if (Path->Exit.isValid() && !Path->NeverUsed)
    diag(Path->Exit, "the function is left here without awaiting %0",
         DiagnosticIDs::Note)
        << &Local;
}
