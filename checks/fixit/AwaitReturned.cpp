#include "checks/fixit/AwaitReturned.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Ownership.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;

/// Nothing that the caller owns would be looked at later than now: no
/// reference, pointer or view, and of a lambda no captures. A member function
/// of a lazy task would begin when its object may be gone.
static bool ownsAll(const FunctionDecl &Function, Start Begins) {
  if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function))
    if (isLambdaCallOperator(Method)
            ? Method->getParent()->capture_size() != 0
            : Method->isInstance() && Begins != Start::Hot)
      return false;
  return llvm::none_of(Function.parameters(), [](const ParmVarDecl *One) {
    return One->getType()->isReferenceType() ||
           One->getType()->isPointerType() || refersToOther(One->getType());
  });
}

static bool mayBeCoroutine(const FunctionDecl &Function) {
  return !Function.isMain() && !Function.isVariadic() &&
         (!Function.isConstexpr() || isLambdaCallOperator(&Function)) &&
         !Function.isDependentContext() &&
         !Function.getReturnType()->getContainedAutoType() &&
         Function.getTemplatedKind() == FunctionDecl::TK_NonTemplate;
}

/// All of them, and whether one stands in a handler.
static llvm::SmallVector<const ReturnStmt *, 4>
returnsOf(const Stmt *At, bool &InHandler, bool Handler) {
  llvm::SmallVector<const ReturnStmt *, 4> Found;
  if (!At || llvm::isa<Expr>(At))
    return Found;
  Handler |= llvm::isa<CXXCatchStmt>(At);
  if (const auto *Return = llvm::dyn_cast<ReturnStmt>(At)) {
    InHandler |= Handler;
    Found.push_back(Return);
  }
  for (const Stmt *Part : At->children())
    Found.append(returnsOf(Part, InHandler, Handler));
  return Found;
}

Edits asynctidy::awaitReturned(const Body &In, const AsyncModel &Model) {
  const FunctionDecl &Function = *In.Function;
  const QualType Task = Function.getReturnType();
  if (!mayBeCoroutine(Function) || !Model.types().isCoroutineType(Task) ||
      !ownsAll(Function, Model.types().startOf(Task)) ||
      llvm::any_of(In.Locals, [&](const VarDecl *Local) {
        return hasRole(Model.words().rolesOf(Local->getType()),
                       Role::ThreadBound);
      }))
    return {};
  bool InHandler = false;
  Edits Result;
  for (const ReturnStmt *Return : returnsOf(In.Written, InHandler, false)) {
    const Expr *Value = Return->getRetValue();
    const auto *Call =
        Value ? llvm::dyn_cast<CallExpr>(Value->IgnoreUnlessSpelledInSource())
              : nullptr;
    // An operator's call would need parentheses, a wrapped one has another
    // type.
    if (!Call || llvm::isa<CXXOperatorCallExpr>(Call) ||
        hasRole(Model.words().rolesOf(*Call), Role::MakesReady) ||
        !Model.context().hasSameUnqualifiedType(Call->getType(), Task) ||
        !Model.types().isAwaitableIn(Task, Call->getType()) ||
        Return->getBeginLoc().isMacroID() || Return->getEndLoc().isMacroID())
      return {};
    Result.push_back(
        FixItHint::CreateReplacement(Return->getReturnLoc(), "co_return"));
    Result.push_back(FixItHint::CreateInsertion(
        Value->IgnoreImplicit()->getBeginLoc(), "co_await "));
  }
  return InHandler ? Edits() : Result;
}
