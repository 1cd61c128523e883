#include "checks/model/Suspensions.h"
#include "checks/model/ControlFlow.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/PointerIntPair.h"

using namespace clang;
using namespace asynctidy;

const Expr *Suspensions::search(Spot Start, const Stmt *From, const Stmt &To,
                                Question Ends, Question Renews) const {
  struct Step {
    Spot At;
    const Expr *Suspended;
  };
  llvm::SmallVector<Step, 16> Work = {{Start, nullptr}};
  llvm::DenseSet<llvm::PointerIntPair<const CFGBlock *, 1, bool>> Seen;
  auto Visit = [&](const CFGBlock *Block, const Expr *Suspended) {
    if (Block && Seen.insert({Block, Suspended != nullptr}).second)
      Work.push_back({{Block, 0}, Suspended});
  };
  while (!Work.empty()) {
    auto [At, Suspended] = Work.pop_back_val();
    bool Ended = false;
    for (unsigned Index = At.Index; Index < At.Block->size() && !Ended;
         ++Index) {
      const Stmt *Statement = statementOf((*At.Block)[Index]);
      if (!Statement)
        continue;
      if (Statement == &To && Suspended)
        return Suspended;
      if (Statement == From || Ends(*Statement)) {
        Ended = true;
      } else if (Renews && Renews(*Statement)) {
        Suspended = nullptr;
      } else if (const auto Point = Flow.handlersOfAwaits().find(Statement);
                 Point != Flow.handlersOfAwaits().end()) {
        Suspended = Suspended ? Suspended : llvm::cast<Expr>(Statement);
        Visit(Point->second, Suspended);
      }
    }
    if (Ended || At.Block->hasNoReturnElement())
      continue;
    for (const CFGBlock::AdjacentBlock &Next : At.Block->succs())
      if (Next.getReachableBlock() &&
          !isPastHandlers(*At.Block, *Next.getReachableBlock()))
        Visit(Next.getReachableBlock(), Suspended);
  }
  return nullptr;
}

const Expr *Suspensions::before(const Stmt &At, Question Renews) const {
  if (!Flow.spotOf(At))
    return nullptr;
  return search(
      {&Flow.graph()->getEntry(), 0}, nullptr, At,
      [](const Stmt &) { return false; }, Renews);
}

const Expr *Suspensions::between(const Stmt &From, const Stmt &To,
                                 Question Ends, Question Renews) const {
  const auto Found = Flow.spotOf(From);
  if (!Found || !Flow.spotOf(To))
    return nullptr;
  return search({Found->Block, Found->Index + 1}, &From, To, Ends, Renews);
}
