#include "checks/model/StmtPath.h"
#include "checks/model/StmtTree.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

llvm::SmallVector<const Stmt *, 8> asynctidy::partsOf(const Stmt &Of) {
  llvm::SmallVector<const Stmt *, 8> Parts;
  if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(&Of))
    Parts.append(Lambda->capture_init_begin(), Lambda->capture_init_end());
  // The other parts of an await repeat its operand.
  else if (const auto *Await = llvm::dyn_cast<CoroutineSuspendExpr>(&Of))
    Parts.push_back(Await->getOperand());
  else
    Parts.append(Of.child_begin(), Of.child_end());
  return Parts;
}

StmtPath asynctidy::pathTo(const Body &In, const Stmt &Inner) {
  return treeOf(In).pathTo(Inner);
}

llvm::SmallVector<StmtPath, 4> asynctidy::usesOf(const ValueDecl &Variable,
                                                 const Body &In) {
  return treeOf(In).usesOf(Variable);
}

bool asynctidy::containsAny(const Stmt *Root,
                            llvm::function_ref<bool(const Stmt &)> Wanted) {
  return Root &&
         (Wanted(*Root) || llvm::any_of(partsOf(*Root), [&](const Stmt *Part) {
            return containsAny(Part, Wanted);
          }));
}

bool asynctidy::mentions(const Stmt *Root, const ValueDecl &Variable) {
  return containsAny(Root, [&](const Stmt &Part) {
    if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part))
      return Name->getDecl() == &Variable;
    const auto *Member = llvm::dyn_cast<MemberExpr>(&Part);
    return Member && Member->getMemberDecl() == &Variable;
  });
}

/// `s` of `s.x`, `*s`, `s->x`, `s[i]`: still the same object, or its part.
static bool isPartOf(const Stmt &Around, const Stmt &Inner) {
  if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(&Around))
    return Cast->getCastKind() != CK_LValueToRValue ||
           Cast->getType()->isPointerType();
  if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(&Around))
    return Operator->getOpcode() == UO_Deref;
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Around))
    return (Operator->getOperator() == OO_Arrow ||
            Operator->getOperator() == OO_Star ||
            Operator->getOperator() == OO_Subscript) &&
           Operator->getArg(0) == &Inner;
  if (const auto *Item = llvm::dyn_cast<ArraySubscriptExpr>(&Around))
    return Item->getLHS() == &Inner;
  return llvm::isa<MemberExpr, ParenExpr>(Around);
}

const Stmt &asynctidy::touchOf(const StmtPath &Use) {
  for (size_t At = Use.size(); At-- > 1;) {
    const Stmt &Around = *Use[At - 1];
    if (isPartOf(Around, *Use[At]))
      continue;
    const auto *Assigned = llvm::dyn_cast<BinaryOperator>(&Around);
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Around);
    const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(&Around);
    if ((Assigned && Assigned->isAssignmentOp() &&
         Assigned->getLHS() == Use[At]) ||
        (Operator && Operator->isAssignmentOp() &&
         Operator->getArg(0) == Use[At]) ||
        (Call && Call->getCallee() == Use[At]))
      return Around;
    break;
  }
  return *Use.back();
}

const Stmt *asynctidy::stepOut(StmtPath &Path) {
  while (Path.size() > 1) {
    Path.pop_back();
    const Stmt *Around = Path.back();
    if (llvm::isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr,
                  CXXBindTemporaryExpr, ExprWithCleanups>(Around))
      continue;
    if (const auto *Call = llvm::dyn_cast<CallExpr>(Around);
        Call && Call->isCallToStdMove())
      continue;
    // `token{t}` that the compiler adds to pass a copy.
    if (const auto *Copy = llvm::dyn_cast<CXXConstructExpr>(Around);
        Copy && Copy->getNumArgs() == 1 &&
        Copy->getConstructor()->isCopyOrMoveConstructor() &&
        Copy->getParenOrBraceRange().isInvalid())
      continue;
    return Around;
  }
  return nullptr;
}
