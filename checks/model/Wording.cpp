#include "checks/model/Wording.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using llvm::StringRef;

std::string asynctidy::nameOf(const FunctionDecl &Function) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  if (Method && Method->getParent()->isLambda())
    return "this lambda";
  return "'" + Function.getNameAsString() + "'";
}

std::string asynctidy::nameOf(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Await = llvm::dyn_cast<CoroutineSuspendExpr>(Plain))
    return nameOf(*Await->getOperand());
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    return "'" + Use->getDecl()->getNameAsString() + "'";
  if (const auto *Dereference = llvm::dyn_cast<UnaryOperator>(Plain))
    return nameOf(*Dereference->getSubExpr());
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain))
    return "'" + Member->getMemberDecl()->getNameAsString() + "'";
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  if (!Callee)
    return "the task";
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
  if (Method && Method->getParent()->isLambda())
    return "the lambda";
  // `std::move(t)`, `*t` and `t->` are still t.
  if (Call->isCallToStdMove() || llvm::isa<CXXOperatorCallExpr>(Call))
    if (Call->getNumArgs() == 1)
      return nameOf(*Call->getArg(0));
  // `f().configure_await(false)` is still f's task.
  const Expr *Object = objectOf(*Call);
  if (Object && llvm::isa<CallExpr>(Object->IgnoreUnlessSpelledInSource()) &&
      classOf(Object->getType()) && classOf(Value.getType()) &&
      !Callee->getReturnType()->isVoidType() && Callee->getIdentifier() &&
      Callee->getName() == "configure_await")
    return nameOf(*Object);
  return "'" + Callee->getNameAsString() + "'";
}

bool asynctidy::isInTestMacro(SourceLocation At, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  while (At.isMacroID()) {
    const StringRef Macro =
        Lexer::getImmediateMacroName(At, Sources, Context.getLangOpts());
    for (const StringRef Prefix :
         {"EXPECT_", "ASSERT_", "CHECK", "REQUIRE", "BOOST_CHECK",
          "BOOST_REQUIRE", "QVERIFY", "QCOMPARE", "WARN_"})
      if (Macro.starts_with(Prefix))
        return true;
    At = Sources.getImmediateMacroCallerLoc(At);
  }
  return false;
}
