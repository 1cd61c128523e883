#include "checks/model/Referents.h"
#include "checks/model/Callables.h"
#include "checks/model/Ownership.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/Analyses/ExprMutationAnalyzer.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// References are followed this deep: one may name itself.
static constexpr unsigned MaxDepth = 16;

namespace {

/// Follows an expression to the object behind it.
class Search {
public:
  Referent object(const Expr *At);
  Referent pointee(const Expr *At);

private:
  Referent objectOfName(const DeclRefExpr &Use);
  Referent objectOfVariable(const VarDecl &Variable);
  Referent elementOfLoop(const VarDecl &One);
  Referent objectOfCall(const CallExpr &Call);
  Referent pointeeOfCall(const CallExpr &Call);
  Referent pointeeOfView(const CXXConstructExpr &Made);
  Referent element(const Expr *Of);
  Referent bound(const CallExpr &Call);
  /// Of `c ? a : b` both have to die.
  static Referent either(const Referent &First, const Referent &Second) {
    if (First.Dies == Referent::Never && Second.Dies == Referent::Never)
      return First;
    return First.diesHere() && Second.diesHere() ? First : Referent();
  }
  unsigned Depth = 0;
};

} // namespace

Referent Referent::never() {
  Referent Result;
  Result.Dies = Never;
  return Result;
}

Referent Referent::temporary(const Expr &Made) {
  Referent Result;
  Result.Dies = FullExpression;
  Result.Temporary = &Made;
  return Result;
}

Referent Referent::scopeOf(const VarDecl &Variable) {
  Referent Result;
  Result.Dies = Scope;
  Result.Root = &Variable;
  return Result;
}

static Referent unknownBehind(const VarDecl &Variable) {
  Referent Result;
  Result.Via = &Variable;
  return Result;
}

static Referent partOfThis(const FieldDecl *Member) {
  Referent Result;
  Result.IsOfThis = true;
  Result.Member = Member;
  return Result;
}

/// The object of `object.f()`, with the temporary that it may be.
static const Expr *receiverOf(const CallExpr &Call) {
  const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
  return Member ? Member->getImplicitObjectArgument() : nullptr;
}

/// The variable without a name that \p At is made of, in a range-based for.
static const VarDecl *hiddenVariableIn(const Expr *At) {
  const VarDecl *Found = nullptr;
  containsAny(At, [&](const Stmt &Part) {
    const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Part);
    const auto *Variable =
        Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    if (Variable && Variable->isImplicit())
      Found = Variable;
    return Found != nullptr;
  });
  return Found;
}

/// `for (auto &one : orders)` is written by the compiler as
/// `auto &&range = orders; auto begin = range.begin(); auto &one = *begin;`.
Referent Search::elementOfLoop(const VarDecl &One) {
  const Expr *Init = One.getInit();
  if (!Init || !Init->IgnoreImplicit()->isLValue())
    return Init ? object(Init) : Referent();
  const VarDecl *Begin = hiddenVariableIn(Init);
  const VarDecl *Range = Begin ? hiddenVariableIn(Begin->getInit()) : nullptr;
  const Expr *Over = Range ? Range->getInit() : nullptr;
  if (!Over)
    return {};
  return Over->getType()->isArrayType() ? object(Over) : element(Over);
}

Referent Search::objectOfVariable(const VarDecl &Variable) {
  if (!Variable.hasLocalStorage() || hasNoState(Variable.getType()))
    return Referent::never();
  if (!Variable.getType()->isReferenceType())
    return Referent::scopeOf(Variable);
  if (llvm::isa<ParmVarDecl>(Variable))
    return unknownBehind(Variable);
  // `const auto &name = order.name;` is another name.
  Referent Behind = Variable.isCXXForRangeDecl() ? elementOfLoop(Variable)
                                                 : object(Variable.getInit());
  if (Behind.Dies == Referent::Unknown && !Behind.Via)
    Behind.Via = &Variable;
  return Behind;
}

Referent Search::objectOfName(const DeclRefExpr &Use) {
  // What a lambda has captured belongs to the closure or to somebody else.
  if (Use.refersToEnclosingVariableOrCapture())
    return {};
  if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use.getDecl()))
    return objectOfVariable(*Variable);
  const auto *Part = llvm::dyn_cast<BindingDecl>(Use.getDecl());
  if (!Part)
    return llvm::isa<FunctionDecl>(Use.getDecl()) ? Referent::never()
                                                  : Referent();
  // `auto [id, name] = load();`: name is a part of what was loaded.
  const auto *Whole = llvm::dyn_cast<VarDecl>(Part->getDecomposedDecl());
  const CXXRecordDecl *Class = Whole ? classOf(Whole->getType()) : nullptr;
  // std::get of a pair or a tuple gives its elements.
  const bool IsPart = Whole && Whole->hasLocalStorage() &&
                      !Part->getType()->isReferenceType() &&
                      (!Part->getHoldingVar() || (Class && isInStd(*Class)));
  return IsPart ? objectOfVariable(*Whole) : Referent();
}

/// `all[0]` dies with `all`.
Referent Search::element(const Expr *Of) {
  // Without the conversion to the base class that declares the function.
  const QualType Type = Of->IgnoreParenImpCasts()->getType();
  if (refersToOther(Type))
    return pointee(Of);
  const auto *Shared = isSharedPointer(Type)
                           ? llvm::dyn_cast<DeclRefExpr>(Of->IgnoreParenCasts())
                           : nullptr;
  if (Shared) {
    Referent Result = object(Shared);
    Result.IsShared = Result.Root != nullptr;
    return Result.IsShared ? Result : Referent();
  }
  if (!ownsElements(Type))
    return {};
  Referent Result = object(Of);
  Result.IsOwned |= !holdsElements(Type);
  return Result;
}

/// Calls of functions that say by [[clang::lifetimebound]] what they refer to.
Referent Search::bound(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return {};
  const auto Arguments = argumentsFor(Call);
  for (unsigned Index = 0;
       Index < std::min<size_t>(Arguments.size(), Callee->getNumParams());
       ++Index)
    if (const ParmVarDecl *Parameter = Callee->getParamDecl(Index);
        Parameter->hasAttr<LifetimeBoundAttr>())
      return Parameter->getType()->isReferenceType()
                 ? object(Arguments[Index])
                 : pointee(Arguments[Index]);
  return {};
}

Referent Search::objectOfCall(const CallExpr &Call) {
  static const llvm::StringSet<> Same = {"move", "forward", "as_const",
                                         "move_if_noexcept", "forward_like"};
  static const llvm::StringSet<> Elements = {"front", "back", "at", "value",
                                             "top"};
  const StringRef Name = nameInStd(Call);
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    const OverloadedOperatorKind Kind = Operator->getOperator();
    if ((Kind == OO_Subscript || Kind == OO_Star) && Operator->getNumArgs() > 0)
      return element(Operator->getArg(0));
    return {};
  }
  if (const Expr *Object = receiverOf(Call))
    return Elements.contains(Name) ? element(Object) : bound(Call);
  if (Call.getNumArgs() == 1 && Same.contains(Name))
    return object(Call.getArg(0));
  if (Call.getNumArgs() == 1 && Name == "get" &&
      ownsElements(Call.getArg(0)->getType()))
    return element(Call.getArg(0));
  return bound(Call);
}

Referent Search::object(const Expr *At) {
  if (!At || ++Depth > MaxDepth)
    return {};
  At = At->IgnoreParens();
  if (hasNoState(At->getType()))
    return Referent::never();
  if (const auto *Cast = llvm::dyn_cast<CastExpr>(At))
    return Cast->isGLValue() ? object(Cast->getSubExpr()) : Referent();
  if (const auto *Whole = llvm::dyn_cast<FullExpr>(At))
    return object(Whole->getSubExpr());
  if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(At))
    return object(Default->getExpr());
  if (const auto *Made = llvm::dyn_cast<MaterializeTemporaryExpr>(At)) {
    if (Made->getStorageDuration() == SD_Static)
      return Referent::never();
    const auto *Kept =
        llvm::dyn_cast_or_null<VarDecl>(Made->getExtendingDecl());
    if (Kept)
      return Referent::scopeOf(*Kept);
    return Made->getStorageDuration() == SD_FullExpression
               ? Referent::temporary(*Made->getSubExpr())
               : Referent();
  }
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(At))
    return objectOfName(*Use);
  if (llvm::isa<StringLiteral, PredefinedExpr>(At))
    return Referent::never();
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(At)) {
    const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (!Field)
      return llvm::isa<VarDecl>(Member->getMemberDecl()) ? Referent::never()
                                                         : Referent();
    if (Field->getType()->isReferenceType())
      return {};
    if (llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      return partOfThis(Field);
    return Member->isArrow() ? pointee(Member->getBase())
                             : object(Member->getBase());
  }
  if (const auto *Element = llvm::dyn_cast<ArraySubscriptExpr>(At))
    return pointee(Element->getBase());
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(At))
    return Unary->getOpcode() == UO_Deref ? pointee(Unary->getSubExpr())
                                          : Referent();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(At))
    return either(object(Choice->getTrueExpr()),
                  object(Choice->getFalseExpr()));
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(At))
    return Binary->isCommaOp() ? object(Binary->getRHS()) : Referent();
  if (const auto *Call = llvm::dyn_cast<CallExpr>(At))
    return Call->isGLValue() ? objectOfCall(*Call) : Referent();
  return {};
}

Referent Search::pointeeOfCall(const CallExpr &Call) {
  static const llvm::StringSet<> Makers = {"ref", "cref", "addressof", "begin",
                                           "end", "data", "cbegin",    "cend"};
  static const llvm::StringSet<> Members = {
      "get",  "data",   "c_str", "begin", "end",       "cbegin",
      "cend", "rbegin", "rend",  "find",  "constData", "operator->"};
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Arrow ? element(Operator->getArg(0))
                                               : Referent();
  const FunctionDecl *Callee = calleeOf(Call);
  if (const Expr *Object = receiverOf(Call)) {
    // `std::string_view` from `std::string::operator std::string_view`; a
    // view's own functions give other views of the same.
    const bool Gives =
        llvm::isa_and_nonnull<CXXConversionDecl>(Callee) ||
        (Callee && Callee->getIdentifier() &&
         Members.contains(Callee->getName())) ||
        (refersToOther(Object->getType()) && refersToOther(Call.getType()));
    return Gives ? element(Object) : bound(Call);
  }
  const StringRef Name =
      Callee && Callee->getIdentifier() ? Callee->getName() : StringRef();
  if (Call.getNumArgs() > 0 &&
      (Makers.contains(nameInStd(Call)) ||
       ((Name == "buffer" || Name == "dynamic_buffer") &&
        refersToOther(Call.getType())))) {
    const Expr *Of = Call.getArg(0);
    if (Name == "ref" || Name == "cref" || Name == "addressof" ||
        Of->getType()->isArrayType())
      return object(Of);
    return element(Of);
  }
  return bound(Call);
}

/// `std::string_view(local)`, `std::span(local)`, `function_ref(local)`.
Referent Search::pointeeOfView(const CXXConstructExpr &Made) {
  if (Made.getNumArgs() == 0)
    return Referent::never();
  const Expr *From = Made.getArg(0);
  const QualType Type = From->getType();
  if (refersToOther(Type))
    return pointee(From);
  static const llvm::StringSet<> OfAnything = {"reference_wrapper",
                                               "function_ref"};
  const CXXRecordDecl *View = Made.getConstructor()->getParent();
  return Type->isArrayType() || OfAnything.contains(View->getName())
             ? object(From)
             : element(From);
}

/// Nothing assigns to it, or might.
static bool staysAsMade(const VarDecl &Variable) {
  const auto *In = llvm::dyn_cast<FunctionDecl>(Variable.getDeclContext());
  return Variable.getType().isConstQualified() ||
         (In && In->getBody() &&
          !ExprMutationAnalyzer(*In->getBody(), Variable.getASTContext())
               .isMutated(&Variable));
}

Referent Search::pointee(const Expr *At) {
  if (!At || ++Depth > MaxDepth)
    return {};
  At = At->IgnoreParens();
  if (const auto *Cast = llvm::dyn_cast<CastExpr>(At)) {
    if (Cast->getCastKind() == CK_ArrayToPointerDecay)
      return object(Cast->getSubExpr());
    if (Cast->getCastKind() == CK_NullToPointer)
      return Referent::never();
    return pointee(Cast->getSubExpr());
  }
  if (llvm::isa<CXXNullPtrLiteralExpr, UserDefinedLiteral, StringLiteral>(At))
    return Referent::never();
  if (const auto *Whole = llvm::dyn_cast<FullExpr>(At))
    return pointee(Whole->getSubExpr());
  if (const auto *Default = llvm::dyn_cast<CXXDefaultArgExpr>(At))
    return pointee(Default->getExpr());
  if (const auto *Made = llvm::dyn_cast<MaterializeTemporaryExpr>(At))
    return pointee(Made->getSubExpr());
  if (const auto *Bound = llvm::dyn_cast<CXXBindTemporaryExpr>(At))
    return pointee(Bound->getSubExpr());
  if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(At))
    return Unary->getOpcode() == UO_AddrOf ? object(Unary->getSubExpr())
                                           : Referent();
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(At))
    return Binary->getLHS()->getType()->isPointerType() &&
                   Binary->isAdditiveOp()
               ? pointee(Binary->getLHS())
               : Referent();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(At))
    return either(pointee(Choice->getTrueExpr()),
                  pointee(Choice->getFalseExpr()));
  if (const auto *List = llvm::dyn_cast<CXXStdInitializerListExpr>(At))
    return object(List->getSubExpr());
  if (const auto *List = llvm::dyn_cast<InitListExpr>(At))
    return List->getNumInits() == 1 ? pointee(List->getInit(0)) : Referent();
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(At))
    return pointeeOfView(*Made);
  if (const auto *Call = llvm::dyn_cast<CallExpr>(At))
    return pointeeOfCall(*Call);
  if (llvm::isa<CXXThisExpr>(At))
    return partOfThis(nullptr);
  // `std::string_view name = local;`
  const auto *Use = llvm::dyn_cast<DeclRefExpr>(At);
  const auto *Variable =
      Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  if (!Variable || !Variable->hasLocalStorage() ||
      Use->refersToEnclosingVariableOrCapture())
    return {};
  if (!llvm::isa<ParmVarDecl>(Variable) && staysAsMade(*Variable))
    if (const Referent Behind = pointee(Variable->getInit());
        Behind.Dies != Referent::Unknown || Behind.IsOfThis)
      return Behind;
  return unknownBehind(*Variable);
}

Referent asynctidy::referentOf(const Expr &Object) {
  return Search().object(&Object);
}

Referent asynctidy::pointeeOf(const Expr &Value) {
  return Search().pointee(&Value);
}
