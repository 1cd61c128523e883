#include "checks/model/FunctionUses.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

namespace asynctidy {

class NameWalker : public RecursiveASTVisitor<NameWalker> {
public:
  explicit NameWalker(FunctionUses &Out) : Out(Out) {}

  bool VisitDeclRefExpr(DeclRefExpr *Use) {
    return note(Use->getDecl(), Use->getLocation());
  }
  bool VisitMemberExpr(MemberExpr *Use) {
    return note(Use->getMemberDecl(), Use->getMemberLoc());
  }
  bool VisitOverloadExpr(OverloadExpr *Use) {
    for (const NamedDecl *One : Use->decls())
      if (const FunctionDecl *Function = One->getAsFunction())
        note(Function, Use->getNameLoc());
    Out.Unresolved.insert(Use->getName());
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Use) {
    Out.Unresolved.insert(Use->getMember());
    return true;
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *Use) {
    Out.Unresolved.insert(Use->getDeclName());
    return true;
  }

private:
  bool note(const NamedDecl *Named, SourceLocation At) {
    if (const auto *Function = llvm::dyn_cast<FunctionDecl>(Named))
      Out.Names[patternOf(Function)->getCanonicalDecl()].push_back(At);
    return true;
  }
  FunctionUses &Out;
};

} // namespace asynctidy

/// Where the last part of the name stands that a call calls: `clear` of
/// `shop::clear()` and of `cart.clear()`.
static SourceLocation nameIn(const Expr &Called) {
  const Expr *Plain = Called.IgnoreParenImpCasts();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    return Use->getLocation();
  if (const auto *Use = llvm::dyn_cast<MemberExpr>(Plain))
    return Use->getMemberLoc();
  return Plain->getExprLoc();
}

FunctionUses::FunctionUses(llvm::ArrayRef<const Body *> Bodies,
                           ASTContext &Context) {
  for (const Body *In : Bodies)
    for (const CallSite &Site : In->Calls)
      if (const FunctionDecl *Callee = calleeOf(*Site.Call)) {
        Callers[patternOf(Callee)->getCanonicalDecl()].push_back({In, &Site});
        CalledNames.insert(nameIn(*Site.Call->getCallee()));
      }
  const SourceManager &Sources = Context.getSourceManager();
  NameWalker Walker(*this);
  for (Decl *Top : Context.getTranslationUnitDecl()->decls())
    if (Sources.isInMainFile(Sources.getExpansionLoc(Top->getLocation())))
      Walker.TraverseDecl(Top);
}

llvm::ArrayRef<FunctionUses::Caller>
FunctionUses::callersOf(const FunctionDecl &Function) const {
  auto Found = Callers.find(Function.getCanonicalDecl());
  return Found == Callers.end() ? llvm::ArrayRef<Caller>() : Found->second;
}

bool FunctionUses::isOnlyCalled(const FunctionDecl &Function) const {
  if (Unresolved.contains(Function.getDeclName()))
    return false;
  auto Found = Names.find(Function.getCanonicalDecl());
  return Found == Names.end() ||
         llvm::all_of(Found->second, [&](SourceLocation At) {
           return CalledNames.contains(At);
         });
}
