#include "checks/model/StaleHandles.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;

namespace {

/// `it = users.find(id)`
struct Assignment {
  const Expr *Whole;
  const Expr *Value;
};

} // namespace

/// What \p Use, the name of a variable, is given by the expression around it.
static std::optional<Assignment> assignmentTo(const StmtPath &Use) {
  for (size_t At = Use.size(); At-- > 1;) {
    const Stmt *Around = Use[At - 1];
    if (llvm::isa<ParenExpr, ImplicitCastExpr>(Around))
      continue;
    if (const auto *Operator = llvm::dyn_cast<BinaryOperator>(Around);
        Operator && Operator->getOpcode() == BO_Assign &&
        Operator->getLHS() == Use[At])
      return Assignment{Operator, Operator->getRHS()};
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Around);
        Operator && Operator->getOperator() == OO_Equal &&
        Operator->getNumArgs() == 2 && Operator->getArg(0) == Use[At])
      return Assignment{Operator, Operator->getArg(1)};
    return std::nullopt;
  }
  return std::nullopt;
}

/// `it == end`, `if (p)`: looks at the handle and not at what it leads to.
static bool isCompared(const StmtPath &Use) {
  for (size_t At = Use.size(); At-- > 1;) {
    const Stmt *Around = Use[At - 1];
    if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Around)) {
      if (Cast->getCastKind() == CK_PointerToBoolean)
        return true;
      continue;
    }
    if (llvm::isa<ParenExpr>(Around))
      continue;
    if (const auto *Operator = llvm::dyn_cast<BinaryOperator>(Around))
      return Operator->isComparisonOp();
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Around))
      return Operator->isComparisonOp();
    return llvm::isa<CXXRewrittenBinaryOperator>(Around);
  }
  return false;
}

/// The names under which \p Local is used: itself, or what it was taken apart
/// to. `fresh` of `auto [it, fresh] = users.emplace(id)` is no handle.
static llvm::SmallVector<const ValueDecl *, 2> namesOf(const VarDecl &Local) {
  const auto *Parts = llvm::dyn_cast<DecompositionDecl>(&Local);
  if (!Parts)
    return {&Local};
  llvm::SmallVector<const ValueDecl *, 2> Names;
  for (const BindingDecl *Part : Parts->bindings())
    if (Local.getType()->isReferenceType() ||
        !Part->getType()->isArithmeticType())
      Names.push_back(Part);
  return Names;
}

/// `nodes.erase(it)` by a copy and `it = nodes.erase(it)` use it; a body of
/// another function does not.
static bool isInLambdaBody(const StmtPath &Use) {
  for (size_t At = 1; At < Use.size(); ++At)
    if (const auto *Lambda = llvm::dyn_cast<LambdaExpr>(Use[At - 1]);
        Lambda && Use[At] == Lambda->getBody())
      return true;
  return false;
}

llvm::SmallVector<const Expr *, 2>
asynctidy::valuesAssignedTo(const VarDecl &Local, const Body &In) {
  llvm::SmallVector<const Expr *, 2> Values;
  if (!Local.getType()->isReferenceType())
    for (const StmtPath &Use : usesOf(Local, In))
      if (const auto Store = assignmentTo(Use))
        Values.push_back(Store->Value);
  return Values;
}

std::optional<StaleUse> asynctidy::staleUseOf(const VarDecl &Local,
                                              const Body &In, AsyncModel &Model,
                                              const HandleQuestions &Ask) {
  const Suspensions &Points = Model.suspensionsOf(In);
  const bool IsReference = Local.getType()->isReferenceType();
  struct NameAndTouch {
    const Stmt *Name, *Touch;
  };
  llvm::SmallVector<NameAndTouch, 8> Uses;
  llvm::SmallVector<const Stmt *, 2> Births;
  llvm::SmallVector<const Stmt *, 2> Stores;
  if (const DeclStmt *Declared = Model.graphOf(In).declarationOf(Local);
      Declared && Local.getInit() && Ask.IsBad(nullptr))
    Births.push_back(Declared);
  for (const ValueDecl *Name : namesOf(Local))
    for (const StmtPath &Use : usesOf(*Name, In)) {
      const bool InLambda = isInLambdaBody(Use);
      if (const auto Store = IsReference ? std::nullopt : assignmentTo(Use)) {
        if (InLambda)
          return std::nullopt; // somebody else looks it up again
        Stores.push_back(Store->Whole);
        if (Ask.IsBad(Store->Value))
          Births.push_back(Store->Whole);
      } else if (!InLambda && (Ask.IsUse ? Ask.IsUse(Use)
                                         : IsReference || !isCompared(Use))) {
        Uses.push_back({Use.back(), &touchOf(Use)});
      }
    }
  auto Ends = [&](const Stmt &Statement) {
    return llvm::is_contained(Stores, &Statement);
  };
  for (const auto &[Name, Touch] : Uses)
    for (const Stmt *Birth : Births)
      if (const Expr *Point = Points.between(*Birth, *Touch, Ends, Ask.Renews))
        return StaleUse{Birth, Point, llvm::cast<Expr>(Name)};
  return std::nullopt;
}

std::optional<StaleUse>
asynctidy::staleStepOf(const CXXForRangeStmt &Loop, const Body &In,
                       AsyncModel &Model,
                       llvm::function_ref<bool(const Stmt &)> Renews) {
  const Expr *Step = Loop.getInc();
  const auto *Begin = llvm::dyn_cast_or_null<DeclStmt>(Loop.getBeginStmt());
  const auto *Place = Begin && Begin->isSingleDecl()
                          ? llvm::dyn_cast<VarDecl>(Begin->getSingleDecl())
                          : nullptr;
  const Suspensions &Points = Model.suspensionsOf(In);
  const DeclStmt *From =
      Place ? Model.graphOf(In).declarationOf(*Place) : nullptr;
  if (!Step || !From)
    return std::nullopt;
  const Expr *Point =
      Points.between(*From, *Step, [](const Stmt &) { return false; }, Renews);
  if (!Point)
    return std::nullopt;
  return StaleUse{&Loop, Point, nullptr};
}

/// A class that locks something for as long as it lives.
static bool isGuard(const VarDecl &Local, const AsyncModel &Model) {
  const CXXRecordDecl *Class = classOf(Local.getType());
  if (!Class || !Class->getIdentifier() || !Local.getInit())
    return false;
  if (hasRole(Model.words().rolesOf(*Class), Role::ThreadBound))
    return true;
  const std::string Name = Class->getName().lower();
  const auto Has = [&](llvm::StringRef Part) {
    return llvm::StringRef(Name).contains(Part);
  };
  return Has("lock") || Has("guard") || Has("permit") || Has("_units") ||
         (Has("holder") && containsAny(Local.getInit(), [](const Stmt &Part) {
            return llvm::isa<CoawaitExpr, DependentCoawaitExpr>(Part);
          }));
}

bool asynctidy::isGuarded(const Stmt &From, const Stmt &To, const Body &In,
                          const AsyncModel &Model) {
  const StmtPath Path = pathTo(In, To);
  for (const VarDecl *Local : In.Locals) {
    if (!isGuard(*Local, Model) || Local->getBeginLoc() >= From.getBeginLoc())
      continue;
    for (const Stmt *Around : Path)
      if (const auto *Block = llvm::dyn_cast<CompoundStmt>(Around))
        for (const Stmt *Child : Block->body())
          if (const auto *Declared = llvm::dyn_cast<DeclStmt>(Child);
              Declared && llvm::is_contained(Declared->getDeclGroup(), Local))
            return true;
  }
  return false;
}
