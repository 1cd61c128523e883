#include "checks/async-this-after-await/ThisAfterAwaitCheck.h"
#include "checks/model/Detached.h"
#include "checks/model/ObjectLifetime.h"
#include "checks/model/StmtPath.h"
#include "checks/model/StrongSelf.h"
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

namespace {

/// `count_` of `++count_`, or `this` itself.
struct UseOfThis {
  const CXXThisExpr *This;
  const ValueDecl *Member;
};

} // namespace

/// All in the order of the text; of lambdas only what they capture.
static llvm::SmallVector<UseOfThis, 8> usesOfThis(const Body &In) {
  llvm::SmallVector<UseOfThis, 8> Uses;
  containsAny(In.Written, [&](const Stmt &Part) {
    if (const auto *This = llvm::dyn_cast<CXXThisExpr>(&Part)) {
      if (Uses.empty() || Uses.back().This != This)
        Uses.push_back({This, nullptr});
    } else if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Part)) {
      if (const auto *Of = llvm::dyn_cast<CXXThisExpr>(
              Member->getBase()->IgnoreParenImpCasts()))
        Uses.push_back({Of, Member->getMemberDecl()});
    }
    return false;
  });
  return Uses;
}

// `fire_and_forget window::refresh() { co_await load(); title_ = ""; }`
void ThisAfterAwaitCheck::examineCoroutine(const Body &Of) {
  const CXXRecordDecl *Class = classAround(Of, model());
  if (!Class || Of.Function->getLocation().isMacroID())
    return;
  if (hasRole(model().words().rolesOf(*Of.Function),
              Role::Detaches | Role::Consumes) ||
      tellsItsEnd(Of) || tellsWaiters(Of))
    return;
  const auto Uses = usesOfThis(Of);
  const auto Start = Uses.empty() ? std::nullopt : Starts.of(Of, model());
  if (!Start)
    return;
  const auto Proofs = livenessProofsIn(Of, model());
  auto AsksWhetherAlive = [&](const Stmt &Part) {
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    return Name && llvm::is_contained(Proofs, Name->getDecl());
  };
  const Suspensions &Points = model().suspensionsOf(Of);
  for (const auto &[This, Member] : Uses) {
    const Expr *Suspended =
        Points.before(touchOf(pathTo(Of, *This)), AsksWhetherAlive);
    if (!Suspended || isKeptAlive(*This, Of, *Class))
      continue;
    if (mayOutliveItsTasks(*Class, Bodies, model()))
      return;
    diag(This->getBeginLoc(),
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
