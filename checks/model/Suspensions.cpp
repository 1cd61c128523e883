#include "checks/model/Suspensions.h"
#include "checks/model/ControlFlow.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/PointerIntPair.h"

using namespace clang;
using namespace asynctidy;

void Suspensions::walk(Spot Start, Visitor Visit) const {
  struct Step {
    Spot At;
    const Expr *Suspended;
  };
  llvm::SmallVector<Step, 16> Work = {{Start, nullptr}};
  llvm::DenseSet<llvm::PointerIntPair<const CFGBlock *, 1, bool>> Seen;
  auto Enter = [&](const CFGBlock *Block, const Expr *Suspended) {
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
      const Next Then = Visit(*Statement, Suspended);
      if (Then == Next::Stop)
        return;
      Ended = Then == Next::Leave;
      if (Then == Next::Renew)
        Suspended = nullptr;
      const auto Point = Flow.handlersOfAwaits().find(Statement);
      if (Then != Next::Go || Point == Flow.handlersOfAwaits().end())
        continue;
      Suspended = Suspended ? Suspended : llvm::cast<Expr>(Statement);
      Enter(Point->second, Suspended);
    }
    if (Ended || At.Block->hasNoReturnElement())
      continue;
    for (const CFGBlock::AdjacentBlock &Way : At.Block->succs())
      if (Way.getReachableBlock() &&
          !isPastHandlers(*At.Block, *Way.getReachableBlock()))
        Enter(Way.getReachableBlock(), Suspended);
  }
}

const Expr *Suspensions::search(Spot Start, const Stmt *From, const Stmt &To,
                                Question Ends, Question Renews) const {
  const Expr *Found = nullptr;
  walk(Start, [&](const Stmt &Statement, const Expr *Suspended) {
    if (&Statement == &To && Suspended) {
      Found = Suspended;
      return Next::Stop;
    }
    if (&Statement == From || (Ends && Ends(Statement)))
      return Next::Leave;
    return Renews && Renews(Statement) ? Next::Renew : Next::Go;
  });
  return Found;
}

const Expr *Suspensions::before(const Stmt &At, Question Renews) const {
  if (!Flow.spotOf(At))
    return nullptr;
  const Spot Start{&Flow.graph()->getEntry(), 0};
  if (Renews)
    return search(Start, nullptr, At, nullptr, Renews);
  // Asked of every use of a name: all answers are found at once.
  if (!Earlier) {
    Earlier.emplace();
    walk(Start, [&](const Stmt &Statement, const Expr *Suspended) {
      if (Suspended)
        Earlier->try_emplace(&Statement, Suspended);
      return Next::Go;
    });
  }
  return Earlier->lookup(&At);
}

const Expr *Suspensions::between(const Stmt &From, const Stmt &To,
                                 Question Ends, Question Renews) const {
  const auto Found = Flow.spotOf(From);
  if (!Found || !Flow.spotOf(To))
    return nullptr;
  return search({Found->Block, Found->Index + 1}, &From, To, Ends, Renews);
}

const Expr *Suspensions::after(const Stmt &From) const {
  const auto Start = Flow.spotOf(From);
  const Expr *Found = nullptr;
  if (Start)
    walk({Start->Block, Start->Index + 1},
         [&](const Stmt &Statement, const Expr *) {
           if (&Statement == &From)
             return Next::Leave;
           if (!Flow.handlersOfAwaits().contains(&Statement))
             return Next::Go;
           Found = llvm::cast<Expr>(&Statement);
           return Next::Stop;
         });
  return Found;
}
