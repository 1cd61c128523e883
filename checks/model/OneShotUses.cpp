#include "checks/model/OneShotUses.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/OneShotEffects.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace asynctidy;

/// References are followed this deep: one may name itself.
static constexpr unsigned MaxDepth = 8;

/// "[2]" for a constant index; empty for others, which may be any element.
static std::string indexOf(const Expr &Index) {
  const auto *Number =
      llvm::dyn_cast<IntegerLiteral>(Index.IgnoreUnlessSpelledInSource());
  return Number ? "[" + llvm::toString(Number->getValue(), 10, false) + "]"
                : std::string();
}

static bool isOptional(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && isInStd(*Class) && Class->getIdentifier() &&
         Class->getName() == "optional";
}

/// Out to the part of the object that the source names: `s.t`, `a[0]`, `*o`.
static bool climbToPart(Surroundings &Around, std::string &Path) {
  if (Around.climbOutOfParentheses())
    return true;
  std::string Step;
  const Stmt *Next = Around.statement();
  if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Next);
      Cast && Cast->getCastKind() == CK_ArrayToPointerDecay) {
    Around.climb();
    return true;
  }
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(Next)) {
    if (llvm::isa<FieldDecl>(Member->getMemberDecl()) && !Member->isArrow())
      Step = "." + Member->getMemberDecl()->getNameAsString();
  } else if (const auto *Element =
                 llvm::dyn_cast_or_null<ArraySubscriptExpr>(Next)) {
    if (Element->getBase()->IgnoreParenImpCasts() ==
        Around.value().IgnoreParenImpCasts())
      Step = indexOf(*Element->getIdx());
  } else if (const auto *Call =
                 llvm::dyn_cast_or_null<CXXOperatorCallExpr>(Next);
             Call && Call->getArg(0)->IgnoreParenImpCasts() ==
                         Around.value().IgnoreParenImpCasts()) {
    const OverloadedOperatorKind Kind = Call->getOperator();
    if (Kind == OO_Subscript && Call->getNumArgs() == 2)
      Step = indexOf(*Call->getArg(1));
    else if ((Kind == OO_Star || Kind == OO_Arrow) &&
             isOptional(Around.value().getType()))
      Step = "*";
  }
  if (Step.empty())
    return false;
  Path += Step;
  Around.climb();
  return true;
}

/// The variable behind a name, and which part of it: `s` and ".t" for the `r`
/// of `auto &r = s.t;`. False if it may be anything.
static bool findRoot(const ValueDecl &Named, OneShotUse &Use, unsigned Level) {
  if (const auto *Part = llvm::dyn_cast<BindingDecl>(&Named)) {
    const auto *Whole =
        llvm::dyn_cast_or_null<VarDecl>(Part->getDecomposedDecl());
    Use.Root = Part;
    return Whole && Whole->hasLocalStorage() &&
           (!Whole->getType()->isReferenceType() || Whole->isCXXForRangeDecl());
  }
  const auto *Variable = llvm::dyn_cast<VarDecl>(&Named);
  if (!Variable || !Variable->hasLocalStorage() || Level > MaxDepth)
    return false;
  const QualType Type = Variable->getType().getNonReferenceType();
  if (!Type->isRecordType() && !Type->isArrayType() && !Type->isDependentType())
    return false;
  Use.Root = Variable;
  if (!Variable->getType()->isReferenceType() ||
      llvm::isa<ParmVarDecl>(Variable) || Variable->isCXXForRangeDecl())
    return true;
  const Expr *Init = Variable->getInit();
  if (!Init)
    return false;
  Init = Init->IgnoreParenImpCasts();
  // `auto &&t = f();` keeps the temporary alive.
  if (llvm::isa<ExprWithCleanups, MaterializeTemporaryExpr>(Init) ||
      Init->isPRValue())
    return true;
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Init);
      Call && Call->isCallToStdMove())
    Init = Call->getArg(0)->IgnoreParenImpCasts();
  std::string Path;
  while (const auto *Member = llvm::dyn_cast<MemberExpr>(Init)) {
    if (Member->isArrow())
      return false;
    Path.insert(0, "." + Member->getMemberDecl()->getNameAsString());
    Init = Member->getBase()->IgnoreParenImpCasts();
  }
  const auto *Target = llvm::dyn_cast<DeclRefExpr>(Init);
  if (!Target || !findRoot(*Target->getDecl(), Use, Level + 1))
    return false;
  Use.Path += Path;
  return true;
}

namespace {

class UseFinder : public RecursiveASTVisitor<UseFinder> {
  using Base = RecursiveASTVisitor<UseFinder>;

public:
  UseFinder(const Vocabulary &Words, const Awaitables &Types)
      : Words(Words), Types(Types) {}
  std::vector<OneShotUse> Uses;

  // As Body does: the code as it is written, without what is not run.
  bool shouldVisitImplicitCode() const { return false; }
  bool TraverseStmt(Stmt *Statement) {
    if (!Statement)
      return true;
    Outer.push_back(static_cast<const Stmt *>(Statement));
    Base::TraverseStmt(Statement);
    Outer.pop_back();
    return true;
  }
  bool TraverseVarDecl(VarDecl *Variable) {
    Outer.push_back(static_cast<const VarDecl *>(Variable));
    TraverseStmt(Variable->getInit());
    Outer.pop_back();
    return true;
  }
  bool TraverseDecompositionDecl(DecompositionDecl *Parts) {
    return TraverseVarDecl(Parts);
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      TraverseStmt(Init);
    return true;
  }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  bool TraverseBlockExpr(BlockExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *) {
    return true;
  }
  bool TraverseStaticAssertDecl(StaticAssertDecl *) { return true; }
  template <typename... More> bool TraverseTypeLoc(TypeLoc, More...) {
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    OneShotUse Use{nullptr, "", OneShotEffect::Unknown, Name, Name, Name};
    if (!findRoot(*Name->getDecl(), Use, 0))
      return true;
    Surroundings Around(Outer, *Name);
    while (!Types.isOneShot(Around.typeOfValue()) &&
           climbToPart(Around, Use.Path))
      ;
    Use.Part = &Around.value();
    // Others may change what is only a part of an object of theirs.
    if (!Use.Path.empty() && Use.Root->getType()->isReferenceType())
      return true;
    if (findEffect(Use, Around, Words, Types))
      Uses.push_back(std::move(Use));
    return true;
  }

private:
  const Vocabulary &Words;
  const Awaitables &Types;
  /// What the walk is in, outermost first.
  std::vector<Surroundings::Node> Outer;
};

} // namespace

/// A named object is awaited, moved, or asked for something.
static bool mayUseUp(const Body &Of, const Awaitables &Types) {
  auto IsNamed = [&](const Expr *Value) {
    return Value && Value->isGLValue() && Types.isOneShot(Value->getType());
  };
  return llvm::any_of(Of.Awaits,
                      [&](const Expr *Await) {
                        return IsNamed(
                            operandOf(*Await)->IgnoreParenImpCasts());
                      }) ||
         llvm::any_of(Of.Calls, [&](const CallSite &Site) {
           const auto *Dependent = llvm::dyn_cast<CXXDependentScopeMemberExpr>(
               Site.Call->getCallee());
           return IsNamed(objectOf(*Site.Call)) ||
                  (Dependent && Types.isOneShot(Dependent->getBaseType())) ||
                  llvm::any_of(Site.Call->arguments(), IsNamed);
         });
}

std::vector<OneShotUse> asynctidy::oneShotUses(const Body &Of,
                                               const Vocabulary &Words,
                                               const Awaitables &Types) {
  if (!Of.Function || !mayUseUp(Of, Types))
    return {};
  UseFinder Finder(Words, Types);
  Finder.TraverseStmt(const_cast<Stmt *>(Of.Written));
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(Of.Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        Finder.TraverseStmt(Init->getInit());
  return std::move(Finder.Uses);
}
