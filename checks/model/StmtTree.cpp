#include "checks/model/StmtTree.h"
#include "checks/model/Body.h"
#include "clang/AST/ExprCXX.h"
#include <algorithm>

using namespace clang;
using namespace asynctidy;

StmtTree::StmtTree(const Body &Of) {
  add(Of.Written, nullptr, 0);
  // What a constructor does before its body.
  if (const auto *Constructor =
          llvm::dyn_cast_or_null<CXXConstructorDecl>(Of.Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        add(Init->getInit(), nullptr, 0);
}

void StmtTree::add(const Stmt *At, const Stmt *Around, unsigned Lambdas) {
  if (!At)
    return;
  const unsigned First = Nodes.size();
  if (!Nodes.try_emplace(At, Node{Around, First, First, Lambdas}).second)
    return;
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(At))
    Uses[Name->getDecl()].push_back(At);
  if (const auto *Declared = llvm::dyn_cast<DeclStmt>(At))
    for (const Decl *One : Declared->decls())
      Homes.try_emplace(One, Around);
  for (const Stmt *Part : partsOf(*At))
    add(Part, At, Lambdas);
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(At))
    add(Lambda->getBody(), At, Lambdas + 1);
  Nodes.find(At)->second.Last = Nodes.size() - 1;
}

StmtPath StmtTree::wayTo(const Stmt &Inner) const {
  StmtPath Path;
  for (const Stmt *At = &Inner; At; At = Nodes.find(At)->second.Around)
    Path.push_back(At);
  std::reverse(Path.begin(), Path.end());
  return Path;
}

StmtPath StmtTree::pathTo(const Stmt &Inner) const {
  const auto Found = Nodes.find(&Inner);
  return Found == Nodes.end() || Found->second.Lambdas > 0 ? StmtPath()
                                                           : wayTo(Inner);
}

llvm::SmallVector<StmtPath, 4>
StmtTree::usesOf(const ValueDecl &Variable) const {
  llvm::SmallVector<StmtPath, 4> Found;
  if (const auto Known = Uses.find(&Variable); Known != Uses.end())
    for (const Stmt *Use : Known->second)
      Found.push_back(wayTo(*Use));
  return Found;
}

bool StmtTree::contains(const Stmt &Outer, const Stmt &Inner) const {
  const auto Out = Nodes.find(&Outer), In = Nodes.find(&Inner);
  return Out != Nodes.end() && In != Nodes.end() &&
         Out->second.First <= In->second.First &&
         In->second.First <= Out->second.Last &&
         Out->second.Lambdas == In->second.Lambdas;
}

const Stmt *StmtTree::homeOf(const VarDecl &Local) const {
  return Homes.lookup(&Local);
}

const StmtTree &asynctidy::treeOf(const Body &In) {
  if (!In.Tree)
    In.Tree = std::make_shared<const StmtTree>(In);
  return *In.Tree;
}
