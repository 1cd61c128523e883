#include "checks/model/LambdaUses.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace asynctidy;

namespace {

class UseFinder : public RecursiveASTVisitor<UseFinder> {
public:
  explicit UseFinder(LambdaUses &Result) : Result(Result) {}

  bool VisitDeclRefExpr(DeclRefExpr *Use) {
    if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl()))
      Result.Named.insert(Variable);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->isAssignmentOp())
      noteAssigned(*Operator->getLHS());
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) {
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Call);
    if ((Operator && Operator->isAssignmentOp()) || Call->isCallToStdMove())
      noteAssigned(*Call->getArg(0));
    return true;
  }

private:
  void noteAssigned(const Expr &Target) {
    const auto *Use =
        llvm::dyn_cast<DeclRefExpr>(Target.IgnoreUnlessSpelledInSource());
    if (const auto *Variable =
            Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr)
      Result.Assigned.insert(Variable);
  }

  LambdaUses &Result;
};

} // namespace

LambdaUses::LambdaUses(const LambdaExpr &Lambda) {
  UseFinder(*this).TraverseStmt(const_cast<CompoundStmt *>(
      llvm::dyn_cast_or_null<CompoundStmt>(Lambda.getBody())));
}
