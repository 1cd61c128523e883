#include "checks/model/BodyGraph.h"
#include "checks/model/Body.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace asynctidy;

using Blocks = llvm::DenseMap<const Stmt *, const CFGBlock *>;

std::pair<unsigned, unsigned> Spot::key() const {
  return {Block->getBlockID(), Index};
}

/// Notes in \p Found where the awaits in \p At throw to. \p Tries has the block
/// of each `try`, \p Around that of the innermost one.
static void findHandlers(const Stmt *At, const CFGBlock *Around,
                         const Blocks &Tries, Blocks &Found) {
  if (!At)
    return;
  if (auto Await = Found.find(At); Await != Found.end())
    Await->second = Around;
  const auto *Try = llvm::dyn_cast<CXXTryStmt>(At);
  for (const Stmt *Part : partsOf(*At))
    findHandlers(Part,
                 Try && Part == Try->getTryBlock() ? Tries.lookup(Try) : Around,
                 Tries, Found);
}

BodyGraph::BodyGraph(const Body &Of, ASTContext &Context) {
  CFG::BuildOptions Options;
  Options.AddInitializers = true;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(Of.Function, const_cast<Stmt *>(Of.Written), &Context,
                        Options);
  if (!Graph)
    return;
  Blocks Tries;
  for (const CFGBlock *Block : *Graph) {
    for (unsigned Index = 0; Index < Block->size(); ++Index) {
      const Stmt *Statement = statementOf((*Block)[Index]);
      if (!Statement)
        continue;
      Spots.try_emplace(Statement, Spot{Block, Index});
      const auto *Declared = llvm::dyn_cast<DeclStmt>(Statement);
      if (Declared && Declared->isSingleDecl())
        if (const auto *Local =
                llvm::dyn_cast<VarDecl>(Declared->getSingleDecl()))
          Declarations.try_emplace(Local, Declared);
    }
    if (llvm::isa_and_nonnull<CXXTryStmt>(Block->getTerminatorStmt()))
      Tries[Block->getTerminatorStmt()] = Block;
  }
  for (const Expr *Await : Of.Awaits)
    Handlers[Await] = nullptr;
  if (!Tries.empty())
    findHandlers(Of.Written, nullptr, Tries, Handlers);
}

BodyGraph::~BodyGraph() = default;

std::optional<Spot> BodyGraph::spotOf(const Stmt &Statement) const {
  const auto Found = Spots.find(&Statement);
  return Found == Spots.end() ? std::nullopt : std::optional(Found->second);
}
