#include "checks/model/Exceptions.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace asynctidy;

static bool isNothrow(const FunctionDecl &Function) {
  const auto *Type = Function.getType()->getAs<FunctionProtoType>();
  if (Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()))
    return Type->isNothrow();
  return Function.isTrivial();
}

namespace {

/// Looks for anything that may throw, in the code as it is run.
class MayThrow : public RecursiveASTVisitor<MayThrow> {
public:
  bool Found = false;
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return found(); }
  bool VisitCXXNewExpr(CXXNewExpr *) { return found(); }
  bool VisitCXXDynamicCastExpr(CXXDynamicCastExpr *) { return found(); }
  bool VisitCallExpr(CallExpr *Call) {
    const auto *Callee = Call->getDirectCallee();
    return Callee && isNothrow(*Callee) && !makesObjectOfStd(*Callee) ? true
                                                                      : found();
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construction) {
    return isNothrow(*Construction->getConstructor()) ? true : found();
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  // The calls that a range-for makes are not written anywhere.
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    for (DeclStmt *Made : {For->getBeginStmt(), For->getEndStmt()})
      if (auto *Position = llvm::dyn_cast_or_null<VarDecl>(
              Made ? Made->getSingleDecl() : nullptr))
        TraverseStmt(Position->getInit());
    TraverseStmt(For->getCond());
    TraverseStmt(For->getInc());
    return !Found;
  }

  // What is not written at the call runs there all the same.
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *Default) {
    return TraverseStmt(Default->getExpr());
  }
  bool VisitCXXDefaultInitExpr(CXXDefaultInitExpr *Default) {
    return TraverseStmt(Default->getExpr());
  }

private:
  bool found() {
    Found = true;
    return false;
  }
  /// `std::to_string(3)`: some standard libraries promise more than others.
  static bool makesObjectOfStd(const FunctionDecl &Callee) {
    const QualType Type = Callee.getReturnType();
    return isInStd(Callee) && Type->isRecordType() &&
           !Type.isTriviallyCopyableType(Callee.getASTContext());
  }
};

} // namespace

bool asynctidy::mayThrow(const Body &Of) {
  MayThrow Search;
  Search.TraverseStmt(const_cast<Stmt *>(Of.Written));
  return Search.Found;
}

bool asynctidy::movesWithoutThrow(QualType Type, const ASTContext &Context) {
  if (Type.isTriviallyCopyableType(Context))
    return true;
  const CXXRecordDecl *Class = classOf(Type);
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  if (Type->isReferenceType() || !Definition)
    return false;
  return llvm::any_of(Definition->ctors(), [](const CXXConstructorDecl *One) {
    return One->isMoveConstructor() && !One->isDeleted() && isNothrow(*One);
  });
}

bool asynctidy::convertsWithoutThrow(QualType From, QualType To,
                                     const ASTContext &Context) {
  if (Context.hasSameUnqualifiedType(From, To) || To->isScalarType())
    return true;
  const CXXRecordDecl *Class = classOf(To);
  const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr;
  // A constructor that is a template may be the one, and nobody knows what it
  // throws.
  return Definition && !classOf(From) &&
         llvm::none_of(Definition->decls(), [](const Decl *Member) {
           const auto *Template = llvm::dyn_cast<FunctionTemplateDecl>(Member);
           const auto *One = llvm::dyn_cast_or_null<CXXConstructorDecl>(
               Template ? Template->getTemplatedDecl() : Member);
           return One && !One->isCopyOrMoveConstructor() &&
                  (Template || !isNothrow(*One));
         });
}
