#include "checks/model/UsesOfThis.h"
#include "checks/model/Body.h"
#include "checks/model/Ownership.h"
#include "checks/model/Referents.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace asynctidy;

/// `self` of `auto *self = this;` and `auto &self = *this;`
static bool isNameOfThis(const ValueDecl &Named) {
  const auto *Local = llvm::dyn_cast<VarDecl>(&Named);
  const Expr *Init =
      Local && Local->isLocalVarDecl() ? Local->getInit() : nullptr;
  if (!Init)
    return false;
  Init = Init->IgnoreParenImpCasts();
  const auto *Target = llvm::dyn_cast<UnaryOperator>(Init);
  if (Local->getType()->isReferenceType() && Target &&
      Target->getOpcode() == UO_Deref)
    Init = Target->getSubExpr()->IgnoreParenImpCasts();
  else if (!Local->getType()->isPointerType())
    return false;
  return llvm::isa<CXXThisExpr>(Init);
}

/// The member that \p Local, a reference, a pointer or a view, leads to; also
/// of what `for (auto &item : items_)` declares behind the scenes.
static const ValueDecl *memberBehind(const VarDecl &Local) {
  const Expr *Init = Local.getInit();
  if (!Init || !Local.hasLocalStorage() || llvm::isa<ParmVarDecl>(Local))
    return nullptr;
  if (Local.getType()->isReferenceType())
    return referentOf(*Init).Member;
  return refersToOther(Local.getType()) ? pointeeOf(*Init).Member : nullptr;
}

llvm::SmallVector<UseOfThis, 8> asynctidy::usesOfThis(const Body &In) {
  llvm::SmallVector<UseOfThis, 8> Uses;
  llvm::DenseMap<const ValueDecl *, const ValueDecl *> Behind;
  auto IsThis = [](const Stmt &Part) {
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    return llvm::isa<CXXThisExpr>(Part) ||
           (Name && isNameOfThis(*Name->getDecl()));
  };
  auto MemberNamed = [&](const Stmt &Part) -> const ValueDecl * {
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    const auto *Local =
        Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Local)
      return nullptr;
    const auto [At, IsNew] = Behind.try_emplace(Local, nullptr);
    if (IsNew)
      At->second = memberBehind(*Local);
    return At->second;
  };
  containsAny(In.Written, [&](const Stmt &Part) {
    if (IsThis(Part)) {
      const auto *This = llvm::cast<Expr>(&Part);
      if (Uses.empty() || Uses.back().At != This)
        Uses.push_back({This, nullptr});
    } else if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Part)) {
      const Expr *Of = Member->getBase()->IgnoreParenImpCasts();
      if (IsThis(*Of))
        Uses.push_back({Of, Member->getMemberDecl()});
    } else if (const ValueDecl *Named = MemberNamed(Part)) {
      Uses.push_back({llvm::cast<Expr>(&Part), Named});
    }
    return false;
  });
  return Uses;
}
