#include "checks/model/Wording.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

static bool isLambda(const FunctionDecl &Function) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getParent()->isLambda();
}

std::string asynctidy::nameOf(const FunctionDecl &Function) {
  return isLambda(Function) ? "this lambda"
                            : "'" + Function.getNameAsString() + "'";
}

std::string asynctidy::nameOfCoroutine(const FunctionDecl &Function) {
  return isLambda(Function) ? "this coroutine"
                            : "the coroutine " + nameOf(Function);
}

/// What a call only hands through: `t` of `std::move(t)`, `*t`, `t->`, `v[0]`,
/// `v.at(0)`, `u.get()`, `t = f()` and `f().configure_await(false)`. Null for
/// calls that make something.
static const Expr *handedThrough(const CallExpr &Call,
                                 const FunctionDecl &Callee) {
  static const llvm::StringSet<> Functions = {"move", "forward", "get",
                                              "as_const", "invoke"};
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getArg(0);
  const bool OfStd = isInStd(Callee);
  if (const Expr *Object = objectOf(Call))
    return OfStd || (Callee.getIdentifier() &&
                     Callee.getName() == "configure_await")
               ? Object
               : nullptr;
  return OfStd && Callee.getIdentifier() &&
                 Functions.contains(Callee.getName()) && Call.getNumArgs() > 0
             ? Call.getArg(0)
             : nullptr;
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
  if (llvm::isa<LambdaExpr>(Plain))
    return "the lambda";
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  if (!Call)
    return "the task";
  const FunctionDecl *Callee = calleeOf(*Call);
  if (!Callee) // `callback()` through a pointer
    return nameOf(*Call->getCallee());
  if (isLambda(*Callee))
    return "the lambda";
  if (const Expr *Inner = handedThrough(*Call, *Callee))
    return nameOf(*Inner);
  return "'" + Callee->getNameAsString() + "'";
}

/// One of the macros that \p At comes from has a name that begins so.
static bool isInMacroNamed(SourceLocation At, const ASTContext &Context,
                           llvm::ArrayRef<StringRef> Prefixes) {
  const SourceManager &Sources = Context.getSourceManager();
  while (At.isMacroID()) {
    const StringRef Macro =
        Lexer::getImmediateMacroName(At, Sources, Context.getLangOpts());
    for (const StringRef Prefix : Prefixes)
      if (Macro.starts_with(Prefix))
        return true;
    At = Sources.getImmediateMacroCallerLoc(At);
  }
  return false;
}

bool asynctidy::isInTestMacro(SourceLocation At, const ASTContext &Context) {
  return isInMacroNamed(At, Context,
                        {"EXPECT_", "ASSERT_", "CHECK", "REQUIRE",
                         "BOOST_CHECK", "BOOST_REQUIRE", "QVERIFY", "QCOMPARE",
                         "WARN_"});
}

bool asynctidy::isMadeByTestMacro(SourceLocation At,
                                  const ASTContext &Context) {
  return isInMacroNamed(At, Context,
                        {"TEST", "TYPED_TEST", "SCENARIO", "BOOST_AUTO_TEST",
                         "BOOST_FIXTURE_TEST", "BOOST_DATA_TEST", "DOCTEST_",
                         "CATCH_TEST", "CATCH_SCENARIO"});
}

bool asynctidy::isNamedForThrowing(const FunctionDecl &Function) {
  return Function.getIdentifier() &&
         Function.getName().contains_insensitive("throw");
}
