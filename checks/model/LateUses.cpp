#include "checks/model/LateUses.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/CaptureUses.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/Ownership.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

/// Coroutines that hand a parameter on to others are followed this deep.
static constexpr unsigned MaxDepth = 3;

namespace {

/// The names under which one coroutine uses what it has borrowed.
class Names {
public:
  Names(const Borrow &What, const FunctionDecl &Definition, const CFG &Graph);
  bool isUse(const Stmt &Each) const;
  bool contains(const VarDecl *Variable) const {
    return Variables.contains(Variable);
  }

private:
  bool isOtherName(const VarDecl &Local) const;

  const Borrow::Kind How;
  llvm::DenseSet<const ValueDecl *> Variables;
};

} // namespace

Names::Names(const Borrow &What, const FunctionDecl &Definition,
             const CFG &Graph)
    : How(What.How) {
  if (What.Captured)
    Variables.insert(What.Captured);
  if (!What.Parameter)
    return;
  // In a template, a pack is one parameter.
  const unsigned Index = What.Parameter->getFunctionScopeIndex();
  if (Definition.getNumParams() > 0)
    Variables.insert(Definition.getParamDecl(
        std::min(Index, Definition.getNumParams() - 1)));
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block)
        if (const auto *Declaration =
                llvm::dyn_cast_or_null<DeclStmt>(statementOf(Element)))
          for (const Decl *Declared : Declaration->decls())
            if (const auto *Local = llvm::dyn_cast<VarDecl>(Declared))
              Grows |= isOtherName(*Local) && Variables.insert(Local).second;
  }
}

/// `auto &name = order.name;`, `std::string_view name = order.name;`, and what
/// `for (auto &line : order.lines)` declares behind the scenes.
bool Names::isOtherName(const VarDecl &Local) const {
  const Expr *Init = Local.getInit();
  if (!Init)
    return false;
  if (Local.isImplicit() ||
      (Local.isCXXForRangeDecl() && Local.getType()->isReferenceType()))
    return containsAny(Init, [&](const Stmt &Each) { return isUse(Each); });
  const Referent Of = Local.getType()->isReferenceType() ? referentOf(*Init)
                      : refersToOther(Local.getType())   ? pointeeOf(*Init)
                                                         : Referent();
  return Of.Via && Variables.contains(Of.Via);
}

bool Names::isUse(const Stmt &Each) const {
  if (llvm::isa<CXXThisExpr>(Each))
    return How == Borrow::Object || How == Borrow::Closure;
  const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Each);
  return Use &&
         (How == Borrow::Closure ? Use->refersToEnclosingVariableOrCapture()
                                 : Variables.contains(Use->getDecl()));
}

static Start beginOf(const Borrow &What, const AsyncModel &Model) {
  return Model.types().startOf(What.Coroutine->getReturnType());
}

static LateUse findLateUse(const Borrow &What, AsyncModel &Model, Start Begins,
                           unsigned Depth) {
  LateUse Result;
  if (What.IsOperations) {
    Result.Found = LateUse::Yes;
    return Result;
  }
  const FunctionDecl *Definition = definitionOf(*What.Coroutine);
  if (!Definition || Depth > MaxDepth)
    return Result;
  const Body &Of = Model.bodyOf(*Definition);
  const Suspensions &Points = Model.suspensionsOf(Of);
  const CFG *Graph = Model.graphOf(Of).graph();
  if (!Of.IsCoroutine || !Graph)
    return Result;
  const Names Known(What, *Definition, *Graph);
  const bool IsLazy = Begins == Start::Lazy;
  Result.Found = LateUse::No;
  // `(void)order;` is no use.
  llvm::DenseSet<const Stmt *> Ignored;
  for (const Discard &Dropped : Of.Discards)
    Ignored.insert(Dropped.Value);
  const SourceManager &Sources = Model.context().getSourceManager();
  auto Note = [&](const Stmt &Use, const Expr *After) {
    if (Result.Use && !Sources.isBeforeInTranslationUnit(
                          Use.getBeginLoc(), Result.Use->getBeginLoc()))
      return;
    Result = {LateUse::Yes, &Use, After};
  };
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block) {
      const Stmt *Each = statementOf(Element);
      if (!Each || !Known.isUse(*Each) || Ignored.contains(Each))
        continue;
      const Expr *After = Points.before(*Each);
      if (After || IsLazy)
        Note(*Each, After);
    }
  if (Result.Found == LateUse::Yes)
    return Result;
  // `co_await write(order);`: the other coroutine may use it meanwhile.
  for (const Expr *Await : Of.Awaits) {
    const auto *Call = llvm::dyn_cast<CallExpr>(
        operandOf(*Await)->IgnoreUnlessSpelledInSource());
    if (!Call)
      continue;
    // `co_await work()` of `F &&work`: the lambda is there for its coroutine.
    const ParmVarDecl *Called = parameterCalled(*Call);
    const LambdaExpr *Lambda =
        Called && Known.contains(Called) ? lambdaBehind(*What.Value) : nullptr;
    if (Lambda && Model.bodyOf(*Lambda->getCallOperator()).IsCoroutine &&
        firstCaptureUse(*Lambda, Start::Hot, Model,
                        [](const LambdaCapture &) { return true; }))
      Note(*Call, Await);
    for (const Borrow &Inner : borrowsOf(*Call, Model))
      if (Inner.Of.Via && Known.contains(Inner.Of.Via) &&
          findLateUse(Inner, Model, beginOf(Inner, Model), Depth + 1).Found ==
              LateUse::Yes)
        Note(*Inner.Value, Await);
  }
  return Result;
}

LateUse asynctidy::lateUseOf(const Borrow &What, AsyncModel &Model,
                             std::optional<Start> Begins) {
  return findLateUse(What, Model, Begins ? *Begins : beginOf(What, Model), 0);
}
