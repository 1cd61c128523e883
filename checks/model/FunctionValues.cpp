#include "checks/model/FunctionValues.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace asynctidy;

class FunctionValues::Walker : public RecursiveASTVisitor<Walker> {
  using Base = RecursiveASTVisitor<Walker>;

public:
  explicit Walker(FunctionValues &Result) : Result(Result) {}

  bool VisitCallExpr(CallExpr *Call) {
    Called.insert(Call->getCallee()->IgnoreParenImpCasts());
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Use) {
    if (!Called.contains(Use))
      note(*Use->getDecl());
    return true;
  }
  // `install(handle<T>)`
  bool VisitUnresolvedLookupExpr(UnresolvedLookupExpr *Use) {
    if (!Called.contains(Use))
      for (const NamedDecl *Found : Use->decls())
        note(*Found);
    else if (InRequirement > 0)
      Result.Demanded.insert(Use->getName());
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Use) {
    if (InRequirement > 0)
      Result.Demanded.insert(Use->getMember());
    return true;
  }
  bool VisitDependentScopeDeclRefExpr(DependentScopeDeclRefExpr *Use) {
    if (InRequirement > 0 || !Called.contains(Use))
      Result.Demanded.insert(Use->getDeclName());
    return true;
  }
  bool TraverseRequiresExpr(RequiresExpr *Requires) {
    ++InRequirement;
    Base::TraverseRequiresExpr(Requires);
    --InRequirement;
    return true;
  }
  // `co_await handler.handle(request)`, whatever handler is
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    return noteAwaited(*Await->getOperand());
  }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *Await) {
    return noteAwaited(*Await->getOperand());
  }

private:
  void note(const NamedDecl &Named) {
    if (const FunctionDecl *Function = Named.getAsFunction())
      Result.Values.insert(patternOf(Function)->getCanonicalDecl());
  }
  bool noteAwaited(const Expr &Awaited) {
    const auto *Call = llvm::dyn_cast<CallExpr>(Awaited.IgnoreParenImpCasts());
    const Expr *Callee =
        Call ? Call->getCallee()->IgnoreParenImpCasts() : nullptr;
    if (const auto *Member =
            llvm::dyn_cast_or_null<CXXDependentScopeMemberExpr>(Callee))
      Result.Demanded.insert(Member->getMember());
    else if (const auto *Name =
                 llvm::dyn_cast_or_null<UnresolvedLookupExpr>(Callee);
             Name && Name->requiresADL())
      Result.Demanded.insert(Name->getName());
    else if (const auto *Static =
                 llvm::dyn_cast_or_null<DependentScopeDeclRefExpr>(Callee))
      Result.Demanded.insert(Static->getDeclName());
    return true;
  }

  FunctionValues &Result;
  llvm::DenseSet<const Expr *> Called;
  unsigned InRequirement = 0;
};

FunctionValues::FunctionValues(ASTContext &Context) {
  Walker Walk(*this);
  const SourceManager &Sources = Context.getSourceManager();
  for (Decl *Declared : Context.getTranslationUnitDecl()->decls())
    if (!Sources.isInSystemHeader(Declared->getLocation()))
      Walk.TraverseDecl(Declared);
}

bool FunctionValues::needType(const FunctionDecl &Function) const {
  return Values.contains(Function.getCanonicalDecl()) ||
         Demanded.contains(Function.getDeclName());
}
