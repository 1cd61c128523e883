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

namespace {

/// The members behind the local names of them, each looked up once.
class MemberNames {
public:
  /// The member that \p Local leads to: a reference, a pointer or a view, or
  /// what `for (auto &item : items_)` declares behind the scenes.
  const ValueDecl *behind(const VarDecl &Local) {
    const auto [At, IsNew] = Known.try_emplace(&Local, nullptr);
    if (!IsNew)
      return At->second;
    const ValueDecl *Found = find(Local);
    return Known[&Local] = Found;
  }

private:
  const ValueDecl *find(const VarDecl &Local) {
    const QualType Type = Local.getType();
    const Expr *Init = Local.getInit();
    const bool IsHandle = Type->isReferenceType() || refersToOther(Type);
    if (!Init || !IsHandle || !Local.hasLocalStorage() ||
        llvm::isa<ParmVarDecl>(Local))
      return nullptr;
    // Most names have nothing to do with the object.
    const ValueDecl *Hidden = nullptr;
    const bool NamesThis = containsAny(Init, [&](const Stmt &Part) {
      const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Part);
      const auto *Other =
          Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
      if (Other && Other->isImplicit() && Other != &Local)
        Hidden = behind(*Other);
      return llvm::isa<CXXThisExpr>(Part);
    });
    if (!NamesThis)
      return Hidden;
    return Type->isReferenceType() ? referentOf(*Init).Member
                                   : pointeeOf(*Init).Member;
  }

  llvm::DenseMap<const VarDecl *, const ValueDecl *> Known;
};

} // namespace

llvm::SmallVector<UseOfThis, 8> asynctidy::usesOfThis(const Body &In) {
  llvm::SmallVector<UseOfThis, 8> Uses;
  MemberNames Names;
  auto IsThis = [](const Stmt &Part) {
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    return llvm::isa<CXXThisExpr>(Part) ||
           (Name && isNameOfThis(*Name->getDecl()));
  };
  auto MemberNamed = [&](const Stmt &Part) -> const ValueDecl * {
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(&Part);
    const auto *Local =
        Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    return Local ? Names.behind(*Local) : nullptr;
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
