#include "checks/model/ReadyAwaits.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// `bool await_ready() const noexcept { return true; }`
static bool givesTrue(const FunctionDecl &Ready) {
  const FunctionDecl *Definition = withOwnOrWrittenBody(Ready);
  const Stmt *Text = Definition ? Definition->getBody() : nullptr;
  const auto *Block = llvm::dyn_cast_or_null<CompoundStmt>(Text);
  const auto *Return = Block && Block->size() == 1
                           ? llvm::dyn_cast<ReturnStmt>(Block->body_front())
                           : nullptr;
  const auto *Value =
      Return && Return->getRetValue()
          ? llvm::dyn_cast<CXXBoolLiteralExpr>(
                Return->getRetValue()->IgnoreUnlessSpelledInSource())
          : nullptr;
  return Value && Value->getValue();
}

bool asynctidy::neverSuspends(const Expr &Await, const Vocabulary &Words) {
  if (const auto *Call = llvm::dyn_cast<CallExpr>(
          operandOf(Await)->IgnoreUnlessSpelledInSource());
      Call && hasRole(Words.rolesOf(*Call), Role::MakesReady))
    return true;
  const auto *Suspend = llvm::dyn_cast<CoroutineSuspendExpr>(&Await);
  const Expr *Ready = Suspend ? Suspend->getReadyExpr() : nullptr;
  const auto *Asked =
      Ready ? llvm::dyn_cast<CallExpr>(Ready->IgnoreImplicit()) : nullptr;
  const FunctionDecl *Callee = Asked ? calleeOf(*Asked) : nullptr;
  return Callee && givesTrue(*Callee);
}

bool asynctidy::mayFail(const Expr &Await, const Vocabulary &Words) {
  const auto *Suspend = llvm::dyn_cast<CoroutineSuspendExpr>(&Await);
  const Expr *Resume = Suspend ? Suspend->getResumeExpr() : nullptr;
  const auto *Call =
      Resume ? llvm::dyn_cast<CallExpr>(Resume->IgnoreImplicit()) : nullptr;
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  const auto *Type =
      Callee ? Callee->getType()->getAs<FunctionProtoType>() : nullptr;
  return Type && !Type->isNothrow() && !neverSuspends(Await, Words);
}

bool asynctidy::awaitsOneOf(const Expr &Await,
                            llvm::ArrayRef<StringRef> Names) {
  auto IsListed = [&](const NamedDecl *Decl) {
    return Decl &&
           llvm::is_contained(Names, StringRef(plainQualifiedName(*Decl)));
  };
  if (Names.empty())
    return false;
  const Expr *Operand = operandOf(Await)->IgnoreUnlessSpelledInSource();
  const auto *Call = llvm::dyn_cast<CallExpr>(Operand);
  if (IsListed(classOf(Operand->getType())) ||
      IsListed(Call ? calleeOf(*Call) : nullptr))
    return true;
  // What `operator co_await` or the promise makes of it.
  const auto *Suspend = llvm::dyn_cast<CoroutineSuspendExpr>(&Await);
  const Expr *Awaiter = Suspend ? Suspend->getCommonExpr() : nullptr;
  return Awaiter && IsListed(classOf(Awaiter->getType()));
}
