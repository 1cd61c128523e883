#include "checks/model/ThreadState.h"
#include "checks/model/Body.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

static const ValueDecl *storageOf(const Expr &Value, unsigned Depth);
static const ValueDecl *returnedBy(const CallExpr &Call, bool AsPointer,
                                   unsigned Depth);

/// The variable of the thread that the pointer \p Value points to.
static const ValueDecl *targetOf(const Expr &Value, unsigned Depth) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Plain);
      Address && Address->getOpcode() == UO_AddrOf)
    return storageOf(*Address->getSubExpr(), Depth);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain))
    return Call->getNumArgs() == 1 && calleeOf(*Call) &&
                   plainQualifiedName(*calleeOf(*Call)) == "std::addressof"
               ? storageOf(*Call->getArg(0), Depth)
               : returnedBy(*Call, true, Depth);
  if (Plain->getType()->isArrayType())
    return storageOf(*Plain, Depth);
  return nullptr;
}

/// `cache` of `current_cache()`, if that function returns it.
static const ValueDecl *returnedBy(const CallExpr &Call, bool AsPointer,
                                   unsigned Depth) {
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition =
      Callee && Depth <= 3 && !isInStd(*Callee) ? withBody(*Callee) : nullptr;
  if (!Definition || !llvm::isa<CompoundStmt>(Definition->getBody()))
    return nullptr;
  const ValueDecl *Found = nullptr;
  containsAny(Definition->getBody(), [&](const Stmt &Part) {
    const auto *Return = llvm::dyn_cast<ReturnStmt>(&Part);
    if (Return && Return->getRetValue())
      Found = AsPointer ? targetOf(*Return->getRetValue(), Depth + 1)
                        : storageOf(*Return->getRetValue(), Depth + 1);
    return Found != nullptr;
  });
  return Found;
}

static const ValueDecl *storageOf(const Expr &Value, unsigned Depth) {
  const Expr *Plain = Value.IgnoreParenImpCasts();
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain);
      Member && llvm::isa<FieldDecl>(Member->getMemberDecl()))
    return Member->isArrow() ? nullptr : storageOf(*Member->getBase(), Depth);
  if (const auto *Item = llvm::dyn_cast<ArraySubscriptExpr>(Plain))
    return storageOf(*Item->getBase(), Depth);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain))
    return Call->isLValue() ? returnedBy(*Call, false, Depth) : nullptr;
  const ValueDecl *Named = nullptr;
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain))
    Named = Name->getDecl();
  else if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain))
    Named = Member->getMemberDecl(); // static
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Named);
  return Variable && Variable->getTLSKind() != VarDecl::TLS_None &&
                 !Variable->getType()->isReferenceType() &&
                 !Variable->getType().isConstQualified()
             ? Variable
             : nullptr;
}

/// `&errno` after its macro: `(&(*__errno_location()))`.
static bool isErrnoAddress(const Expr &Value) {
  const auto *Address =
      llvm::dyn_cast<UnaryOperator>(Value.IgnoreUnlessSpelledInSource());
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return false;
  return containsAny(Address->getSubExpr(), [](const Stmt &Inner) {
    const auto *Call = llvm::dyn_cast<CallExpr>(&Inner);
    const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
    return Callee && Callee->getIdentifier() &&
           (Callee->getName() == "__errno_location" ||
            Callee->getName() == "__error" || Callee->getName() == "_errno");
  });
}

/// `std::this_thread::get_id()`
static bool isThreadId(const Expr &Value) {
  const auto *Call =
      llvm::dyn_cast<CallExpr>(Value.IgnoreUnlessSpelledInSource());
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee && plainQualifiedName(*Callee) == "std::this_thread::get_id";
}

ThreadState asynctidy::threadStateOf(const VarDecl &Local, const Expr *Value) {
  const Expr *From = Value ? Value : Local.getInit();
  if (!From || From->isTypeDependent() || !Local.hasLocalStorage() ||
      llvm::isa<ParmVarDecl>(Local))
    return {};
  if (isThreadId(*From))
    return {ThreadState::Id};
  const ValueDecl *Found = nullptr;
  if (Local.getType()->isReferenceType()) {
    Found = storageOf(*From, 0);
  } else if (Local.getType()->isPointerType()) {
    if (isErrnoAddress(*From))
      return {ThreadState::Errno};
    Found = targetOf(*From, 0);
  }
  return Found ? ThreadState{ThreadState::Variable, Found} : ThreadState();
}

bool asynctidy::isLookedUp(const StmtPath &Use) {
  StmtPath Path = Use;
  const Stmt *Name = Path.back();
  const Stmt *Around = stepOut(Path);
  if (const auto *Operator =
          llvm::dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    return Operator->getOperator() == OO_Subscript &&
           mentions(Operator->getArg(1),
                    *llvm::cast<DeclRefExpr>(Name)->getDecl());
  const auto *Call = llvm::dyn_cast_or_null<CXXMemberCallExpr>(Around);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  return Callee && Callee->getIdentifier() &&
         (Callee->getName() == "find" || Callee->getName() == "at");
}

bool asynctidy::staysOnItsThread(const Body &Coroutine) {
  const CXXRecordDecl *Class =
      Coroutine.Function ? classOf(Coroutine.Function->getReturnType())
                         : nullptr;
  return Class &&
         llvm::StringRef(plainQualifiedName(*Class)).starts_with("QCoro::");
}
