#include "checks/model/Suspensions.h"
#include "checks/model/Body.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/PointerIntPair.h"

using namespace clang;
using namespace asynctidy;

/// The innermost `try` whose block \p Inner stands in, or null.
static const CXXTryStmt *tryAround(const Body &In, const Stmt &Inner) {
  const StmtPath Path = pathTo(In, Inner);
  for (size_t At = Path.size(); At-- > 1;)
    if (const auto *Try = llvm::dyn_cast<CXXTryStmt>(Path[At - 1]);
        Try && Try->getTryBlock() == Path[At])
      return Try;
  return nullptr;
}

llvm::DenseMap<const Stmt *, const CFGBlock *>
asynctidy::handlersOfAwaits(const Body &Of, const CFG &Graph) {
  llvm::DenseMap<const Stmt *, const CFGBlock *> Handlers, Result;
  for (const CFGBlock *Block : Graph)
    if (const Stmt *Try = Block->getTerminatorStmt();
        llvm::isa_and_nonnull<CXXTryStmt>(Try))
      Handlers[Try] = Block;
  for (const Expr *Await : Of.Awaits)
    Result[Await] = Handlers.lookup(tryAround(Of, *Await));
  return Result;
}

Suspensions::Suspensions(const Body &Of, ASTContext &Context) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(Of.Function, const_cast<Stmt *>(Of.Written), &Context,
                        Options);
  if (!Graph)
    return;
  for (const CFGBlock *Block : *Graph) {
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      if (const Stmt *Statement = statementOf(Element))
        Spots.try_emplace(Statement, Spot{Block, Index});
      ++Index;
    }
  }
  Points = handlersOfAwaits(Of, *Graph);
}

Suspensions::~Suspensions() = default;

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
      } else if (const auto Point = Points.find(Statement);
                 Point != Points.end()) {
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
  if (!Graph || !Spots.contains(&At))
    return nullptr;
  return search(
      {&Graph->getEntry(), 0}, nullptr, At, [](const Stmt &) { return false; },
      Renews);
}

const Expr *Suspensions::between(const Stmt &From, const Stmt &To,
                                 Question Ends, Question Renews) const {
  const auto Found = Spots.find(&From);
  if (!Graph || Found == Spots.end() || !Spots.contains(&To))
    return nullptr;
  return search({Found->second.Block, Found->second.Index + 1}, &From, To, Ends,
                Renews);
}

const DeclStmt *Suspensions::declarationOf(const VarDecl &Local) const {
  for (const auto &[Statement, Place] : Spots)
    if (const auto *Declared = llvm::dyn_cast<DeclStmt>(Statement);
        Declared && Declared->isSingleDecl() &&
        Declared->getSingleDecl() == &Local)
      return Declared;
  return nullptr;
}
