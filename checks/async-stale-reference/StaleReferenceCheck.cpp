#include "checks/async-stale-reference/StaleReferenceCheck.h"
#include "checks/model/StaleHandles.h"
#include "checks/model/ThreadState.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;

void StaleReferenceCheck::examine(const Body &Of) {
  Changes.add(Of);
  if (Of.IsCoroutine && !Of.Awaits.empty())
    Coroutines.push_back(&Of);
}

void StaleReferenceCheck::onEndOfTranslationUnit() {
  // Who changes what is known only now.
  for (const Body *Each : Coroutines) {
    for (const CXXForRangeStmt *Loop : Each->RangeLoops)
      examineLoop(*Loop, *Each);
    for (const VarDecl *Local : Each->Locals)
      if (!ReportedLoops.contains(Local)) {
        examineLocal(*Local, *Each);
        examineThreadState(*Local, *Each);
      }
  }
  Changes = ContainerChanges();
  Coroutines.clear();
  ReportedLoops.clear();
}

/// `users.contains(id)`: whoever asks again after the suspension knows.
static bool asksAgain(const Stmt &Part, const SharedContainer &About) {
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Part);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee && Callee->getIdentifier() &&
         (Callee->getName() == "contains" || Callee->getName() == "count" ||
          Callee->getName() == "find") &&
         objectOf(*Call) && containerOf(*objectOf(*Call)) == About;
}

/// Whoever changes the container sets this, `closed`.
static bool looksAt(const Stmt &Part,
                    const llvm::DenseSet<const ValueDecl *> &Signals) {
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Part))
    return Signals.contains(Member->getMemberDecl());
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
  return Name && Signals.contains(Name->getDecl());
}

// `for (auto &c : clients) co_await c.send(news);`
void StaleReferenceCheck::examineLoop(const CXXForRangeStmt &Loop,
                                      const Body &In) {
  const Expr *Range =
      Loop.getRangeInit() ? &rangeBehind(*Loop.getRangeInit()) : nullptr;
  if (!Range || Loop.getForLoc().isMacroID() || Range->isTypeDependent() ||
      !Range->isLValue())
    return;
  const auto Of = layoutOf(Range->getType());
  const SharedContainer Container = containerOf(*Range);
  if (!Of || !Container)
    return;
  const ElementPlace Place = {Container, *Of, Handle::Iterator};
  for (const auto *Change : Changes.changesOf(Place, In, model())) {
    if (!Changes.signals(In, *Change->In).empty())
      continue; // it tells the others that it is here
    const auto Signals = Changes.signals(*Change->In, In);
    const auto Stale = staleStepOf(Loop, In, model(), [&](const Stmt &Part) {
      return looksAt(Part, Signals);
    });
    if (!Stale || isGuarded(Loop, *Stale->Suspended, In, model()))
      continue;
    ReportedLoops.insert(Loop.getLoopVariable());
    diag(Loop.getForLoc(),
         "the loop over %0 goes on after a suspension, but %1 may change %0 "
         "meanwhile: its iterators are stale then; loop over a copy, or hold "
         "an async mutex")
        << Container.Named << nameOf(*Change->In->Function);
    tell(*Stale, Container, *Change);
    return;
  }
}

// `auto &s = sessions[id]; co_await save(s); s.touch();`
void StaleReferenceCheck::examineLocal(const VarDecl &Local, const Body &In) {
  if (Local.isImplicit() || Local.getLocation().isMacroID() ||
      Local.isInvalidDecl() || !isHandle(Local.getType()))
    return;
  ElementPlaces Places = placesOf(Local);
  for (const Expr *Value : valuesAssignedTo(Local, In))
    Places.append(placesBehind(*Value));
  for (const ElementPlace &Place : Places) {
    auto LeadsThere = [&](const Expr *Value) {
      const ElementPlaces Here = Value ? placesBehind(*Value) : placesOf(Local);
      return llvm::any_of(Here, [&](const ElementPlace &One) {
        return One.In == Place.In && One.Held == Place.Held;
      });
    };
    for (const auto *Change : Changes.changesOf(Place, In, model())) {
      if (!Changes.signals(In, *Change->In).empty())
        continue; // it tells the others that it is here
      const auto Signals = Changes.signals(*Change->In, In);
      auto Renews = [&](const Stmt &Part) {
        return asksAgain(Part, Place.In) || looksAt(Part, Signals);
      };
      const auto Stale =
          staleUseOf(Local, In, model(), {LeadsThere, Renews, nullptr});
      if (!Stale || isGuarded(*Stale->Taken, *Stale->Used, In, model()))
        continue;
      diag(Stale->Used->getBeginLoc(),
           "%0 may be stale: it leads into %1, which %2 may change while the "
           "coroutine is suspended; look it up again after the suspension, or "
           "keep a copy")
          << nameOf(*Stale->Used) << Place.In.Named
          << nameOf(*Change->In->Function);
      tell(*Stale, Place.In, *Change);
      return;
    }
  }
}

void StaleReferenceCheck::tell(const StaleUse &Use,
                               const SharedContainer &Container,
                               const ContainerChanges::Found &Change) {
  if (Use.Used)
    diag(Use.Taken->getBeginLoc(), "it is taken from %0 here",
         DiagnosticIDs::Note)
        << Container.Named;
  diag(Use.Suspended->getBeginLoc(), "the coroutine is suspended here",
       DiagnosticIDs::Note);
  diag(Change.By->getBeginLoc(), "%0 changes %1 here", DiagnosticIDs::Note)
      << nameOf(*Change.In->Function) << Change.Container.Named;
}

// `auto &cache = thread_cache; co_await load(); cache.clear();`
void StaleReferenceCheck::examineThreadState(const VarDecl &Local,
                                             const Body &In) {
  if (Local.isImplicit() || Local.getLocation().isMacroID() ||
      Local.isInvalidDecl() || staysOnItsThread(In))
    return;
  ThreadState State = threadStateOf(Local);
  for (const Expr *Value : valuesAssignedTo(Local, In))
    if (!State.Kind)
      State = threadStateOf(Local, Value);
  if (!State.Kind)
    return;
  auto IsBad = [&](const Expr *Value) {
    return threadStateOf(Local, Value).Kind != ThreadState::Nothing;
  };
  const auto Stale =
      State.Kind == ThreadState::Id
          ? staleUseOf(Local, In, model(), {IsBad, nullptr, isLookedUp})
          : staleUseOf(Local, In, model(), {IsBad});
  if (!Stale)
    return;
  diag(Stale->Used->getBeginLoc(),
       "%0 %select{|leads to the thread_local %2 of|points to the errno of|is "
       "the id of}1 the thread before the suspension, and the coroutine may go "
       "on on another one; read it again after the suspension")
      << nameOf(*Stale->Used) << static_cast<int>(State.Kind)
      << (State.Named ? "'" + State.Named->getNameAsString() + "'" : "");
  diag(Stale->Taken->getBeginLoc(), "it is taken here", DiagnosticIDs::Note);
  diag(Stale->Suspended->getBeginLoc(), "the coroutine is suspended here",
       DiagnosticIDs::Note);
}
