#include "checks/model/ControlFlow.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace asynctidy;

const Stmt *asynctidy::statementOf(const CFGElement &Element) {
  const auto Statement = Element.getAs<CFGStmt>();
  return Statement ? Statement->getStmt() : nullptr;
}

const VarDecl *asynctidy::flagIn(const CFGBlock &Block, bool &Holds) {
  const Expr *Condition =
      Block.succ_size() == 2 ? Block.getLastCondition() : nullptr;
  while (Condition) {
    Condition = Condition->IgnoreParenImpCasts();
    const auto *Not = llvm::dyn_cast<UnaryOperator>(Condition);
    if (!Not || Not->getOpcode() != UO_LNot)
      break;
    Holds = !Holds;
    Condition = Not->getSubExpr();
  }
  const auto *Use = llvm::dyn_cast_or_null<DeclRefExpr>(Condition);
  const auto *Flag = Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  return Flag && Flag->getType()->isBooleanType() && Flag->hasLocalStorage()
             ? Flag
             : nullptr;
}

llvm::DenseSet<const VarDecl *> asynctidy::flagsOf(const CFG &Graph) {
  struct FlagUse {
    unsigned Tests = 0, Loads = 0, Uses = 0;
  };
  llvm::DenseMap<const VarDecl *, FlagUse> Found;
  auto VariableOf = [](const Stmt *Value) {
    const auto *Use = llvm::dyn_cast<DeclRefExpr>(Value);
    return Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  };
  for (const CFGBlock *Block : Graph) {
    bool Ignored = true;
    if (const VarDecl *Flag = flagIn(*Block, Ignored))
      ++Found[Flag].Tests;
    for (const CFGElement &Element : *Block) {
      const Stmt *Statement = statementOf(Element);
      if (!Statement)
        continue;
      if (const VarDecl *Used = VariableOf(Statement))
        ++Found[Used].Uses;
      const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Statement);
      if (Cast && Cast->getCastKind() == CK_LValueToRValue)
        if (const VarDecl *Loaded =
                VariableOf(Cast->getSubExpr()->IgnoreParens()))
          ++Found[Loaded].Loads;
    }
  }
  llvm::DenseSet<const VarDecl *> Flags;
  for (const auto &[Variable, Use] : Found)
    if (Use.Tests > 1 && Use.Loads == Use.Uses)
      Flags.insert(Variable);
  return Flags;
}

bool asynctidy::isPastHandlers(const CFGBlock &From, const CFGBlock &To) {
  return llvm::isa_and_nonnull<CXXTryStmt>(From.getTerminatorStmt()) &&
         !llvm::isa_and_nonnull<CXXCatchStmt>(To.getLabel());
}
