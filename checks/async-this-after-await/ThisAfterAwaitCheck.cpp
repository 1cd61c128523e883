#include "checks/async-this-after-await/ThisAfterAwaitCheck.h"
#include "checks/model/Detached.h"
#include "checks/model/ObjectLifetime.h"
#include "checks/model/StmtPath.h"
#include "checks/model/StrongSelf.h"
#include "checks/model/UsesOfThis.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

void ThisAfterAwaitCheck::examine(const Body &Of) {
  Starts.add(Of);
  Bodies.push_back(&Of);
}

void ThisAfterAwaitCheck::onEndOfTranslationUnit() {
  // Who starts a coroutine and how is known only now.
  for (const Body *Each : Bodies)
    if (Each->IsCoroutine && !Each->Awaits.empty())
      examineCoroutine(*Each);
  Starts = AbandonedMembers();
  Bodies.clear();
}

// `fire_and_forget window::refresh() { co_await load(); title_ = ""; }`
void ThisAfterAwaitCheck::examineCoroutine(const Body &Of) {
  const CXXRecordDecl *Class = classAround(Of, model());
  if (!Class || Of.Function->getLocation().isMacroID())
    return;
  if (hasRole(model().words().rolesOf(*Of.Function),
              Role::Detaches | Role::Consumes) ||
      tellsItsEnd(Of) || tellsWaiters(Of, model()) ||
      decidesItsEnd(Of, model()))
    return;
  const auto Uses = usesOfThis(Of);
  auto Stays = [&](const CXXRecordDecl &One) {
    return mayOutliveItsTasks(One, Bodies, model());
  };
  const auto Start =
      Uses.empty() ? std::nullopt : Starts.of(Of, model(), Stays);
  if (!Start)
    return;
  const auto Proofs = livenessProofsIn(Of, model());
  auto AsksWhetherAlive = [&](const Stmt &Part) {
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    return Name && llvm::is_contained(Proofs, Name->getDecl());
  };
  const Suspensions &Points = model().suspensionsOf(Of);
  for (const auto &[At, Member] : Uses) {
    const Expr *Suspended =
        Points.before(touchOf(pathTo(Of, *At)), AsksWhetherAlive);
    if (!Suspended || isKeptAlive(*At, Of, *Class))
      continue;
    if (Stays(*Class))
      return;
    diag(At->getBeginLoc(),
         "%0 uses %select{'this'|%2}1 after a suspension, when its object may "
         "be gone: nobody waits for it; keep the object alive with a "
         "shared_ptr in the coroutine, or join the task before the object dies")
        << nameOf(*Of.Function) << (Member != nullptr)
        << (Member ? "'" + Member->getNameAsString() + "'" : "");
    diag(Suspended->getBeginLoc(), "the coroutine is suspended here",
         DiagnosticIDs::Note);
    if (Start->At.isValid())
      diag(Start->At, "it is started here, and nobody waits for it",
           DiagnosticIDs::Note);
    else
      diag(Of.Function->getLocation(),
           "it returns a type that nobody can await", DiagnosticIDs::Note);
    return;
  }
}
