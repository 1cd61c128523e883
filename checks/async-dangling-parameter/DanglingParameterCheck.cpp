#include "checks/async-dangling-parameter/DanglingParameterCheck.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

void DanglingParameterCheck::examineInitializer(const Body &Of) { examine(Of); }

/// A lambda's own captures and object are for async-dangling-capture.
static bool mayDangle(const Borrow &What) {
  return What.How != Borrow::Closure && What.How != Borrow::Capture &&
         What.Of.diesHere();
}

/// The coroutine uses it when it may be dead. Without its body, a lazy one is
/// taken to, as it does nothing before its first suspension; a hot one might
/// have made a copy by then.
static bool isUsedLate(const Borrow &What, const LateUse &Late, bool IsLazy) {
  if (Late.Found != LateUse::Unknown)
    return Late.Found == LateUse::Yes;
  return IsLazy && What.Parameter && !mayBeTakenOver(What);
}

void DanglingParameterCheck::examine(const Body &Of) {
  for (const CallSite &Site : Of.Calls) {
    const auto Borrowed = borrowsOf(*Site.Call, model());
    if (llvm::none_of(Borrowed, mayDangle))
      continue;
    const Keeper By = keeperOf(*Site.Call, Of, model());
    if (!isReported(*Site.Call, By, Of))
      continue;
    // One finding a call: of the first parameter, with a fix for all of them.
    std::optional<Finding> First;
    Edits Fix;
    for (const Borrow &What : Borrowed) {
      auto Found = mayDangle(What) ? find(*Site.Call, By, What, Of)
                                   : std::optional<Finding>();
      if (!Found)
        continue;
      Fix.append(fixFor(What));
      if (!First)
        First = Found;
    }
    if (First)
      report(*Site.Call, *First, Fix);
  }
}

std::optional<DanglingParameterCheck::Finding>
DanglingParameterCheck::find(const CallExpr &Call, const Keeper &By,
                             const Borrow &What, const Body &In) {
  const auto Until = outlives(Call, By, What.Of, In, model());
  const Start Begins =
      By.StartsIt ? Start::Hot
                  : model().types().startOf(What.Coroutine->getReturnType());
  const bool IsLazy = Begins == Start::Lazy;
  // Work that never starts uses nothing; async-fire-and-forget tells.
  const bool NeverRuns =
      IsLazy && (By.How == Keeper::Dropped ||
                 (By.How == Keeper::Local && Until && !Until->Use));
  if (!Until || NeverRuns)
    return std::nullopt;
  const LateUse Late = lateUseOf(What, model(), Begins);
  if (!isUsedLate(What, Late, IsLazy))
    return std::nullopt;
  return Finding{What, By, *Until, Late};
}

/// `return f(local);` is for async-return-without-await, which looks at no
/// coroutines and so not at `co_return f(local);`; and `f(local);` for
/// async-fire-and-forget, whose fix cures both. What is dropped on purpose, or
/// cannot be awaited at all, such as a generator, is ours.
bool DanglingParameterCheck::isReported(const CallExpr &Call, const Keeper &By,
                                        const Body &In) {
  const QualType Type = typeOf(Call);
  if (By.How == Keeper::Awaited || By.How == Keeper::Unknown ||
      (By.How == Keeper::Returned && !In.IsCoroutine &&
       model().types().isAwaitable(Type)))
    return false;
  if (By.How != Keeper::Dropped)
    return true;
  // `worker(local);` of a type whose destructor joins.
  if (model().types().endsWithItsOwner(Type))
    return false;
  if (hasRole(model().words().rolesOf(Type), Role::Detached) ||
      !model().types().isAwaitable(Type))
    return true;
  // `(void)f(local);`, `(void)f(local).finally(done);`
  return model().types().startOf(Type) == Start::Hot &&
         llvm::any_of(In.Discards, [&](const Discard &Each) {
           return Each.Said != Consent::None &&
                  containsAny(Each.Value,
                              [&](const Stmt &Part) { return &Part == &Call; });
         });
}

static std::string nameOfBorrowed(const Borrow &What) {
  if (!What.Of.Root)
    return "a temporary";
  // The whole of `auto [id, name] = load();` has no name of its own, nor has
  // what `for (auto &o : load_all())` goes through.
  const std::string Name = What.Of.Root->getNameAsString();
  return Name.empty() || What.Of.Root->isImplicit() ? nameOf(*What.Value)
                                                    : "'" + Name + "'";
}

void DanglingParameterCheck::report(const CallExpr &Call, const Finding &Found,
                                    const Edits &Fix) {
  const Borrow &What = Found.What;
  diag(Call.getBeginLoc(),
       "task from %0 refers to %1, which dies %select{with its block|at the "
       "end of this expression}2 while the task lives on; %select{pass it by "
       "value|keep the object alive}3 or await the task before that")
      << nameOf(Call) << nameOfBorrowed(What)
      << (What.Of.Dies == Referent::FullExpression)
      << (What.How == Borrow::Object || What.IsOperations) << Fix;
  tell(Call, Found);
}

void DanglingParameterCheck::tell(const CallExpr &Call, const Finding &Found) {
  const Borrow &What = Found.What;
  const auto Note = [&](SourceLocation At, llvm::StringRef Text) {
    return diag(At, Text, DiagnosticIDs::Note);
  };
  if (What.Of.Root) {
    Note(What.Of.Root->getLocation(), "%0 is declared here")
        << nameOfBorrowed(What);
    Note(Found.Until.Death, "%0 dies here, at the end of its block")
        << nameOfBorrowed(What);
  } else {
    Note(What.Value->getExprLoc(), "the temporary is made here");
  }
  if (Found.By.Variable)
    Note(Found.By.By->getBeginLoc(), "the task is kept in %0")
        << Found.By.Variable;
  else if (Found.By.How == Keeper::Detached)
    Note(Found.By.By->getBeginLoc(), "the task is left to itself here");
  if (Found.Until.Use)
    Note(Found.Until.Use->getBeginLoc(), "the task is used here after that");
  const std::string Coroutine = nameOf(*What.Coroutine);
  if (Found.Late.After)
    Note(Found.Late.After->getBeginLoc(), "%0 is suspended here") << Coroutine;
  if (Found.Late.Use)
    Note(Found.Late.Use->getBeginLoc(),
         "used here after %select{it is started|the suspension}0")
        << (Found.Late.After != nullptr);
  else if (What.Parameter && Found.Late.Found != LateUse::Yes)
    Note(What.Parameter->getLocation(),
         "%0 is lazy: it uses %1 only once it is awaited")
        << Coroutine << What.Parameter;
}

Edits DanglingParameterCheck::fixFor(const Borrow &What) {
  if (!canPassByValue(What))
    return {};
  if (!Values)
    Values = std::make_unique<FunctionValues>(model().context());
  return Values->needType(*What.Coroutine)
             ? Edits()
             : passByValue(*What.Parameter, *What.Coroutine, model().context());
}
