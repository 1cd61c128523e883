#include "checks/model/ElementPlaces.h"
#include "checks/model/StmtPath.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/WithBody.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

static StringRef nameOfMember(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && Callee->getIdentifier() ? Callee->getName() : "";
}

namespace {

/// Goes from an expression to the containers behind it. A new one for each
/// question, as it counts how far it went.
class Resolver {
public:
  /// Where the object is that \p Value names.
  ElementPlaces storage(const Expr &Value);
  /// Where the pointer, iterator or view \p Value leads to.
  ElementPlaces target(const Expr &Value);
  SharedContainer container(const Expr &Value);
  ElementPlaces local(const VarDecl &Local);

private:
  /// An element of \p Container, and with it of what that is an element of.
  ElementPlaces into(const Expr &Container, Handle Held);
  ElementPlaces behind(const Expr &Smart);
  ElementPlaces storageOfCall(const CallExpr &Call);
  ElementPlaces targetOfCall(const CallExpr &Call);
  SharedContainer containerOfName(const ValueDecl &Name);
  SharedContainer containerOfMember(const MemberExpr &Member);

  template <typename Ask>
  ElementPlaces both(const AbstractConditionalOperator &Choice, Ask Question) {
    ElementPlaces Found = Question(*Choice.getTrueExpr());
    Found.append(Question(*Choice.getFalseExpr()));
    return Found;
  }
  /// What the visible body of a user's function returns.
  template <typename Ask>
  auto returned(const CallExpr &Call, Ask Question)
      -> decltype(Question(std::declval<const Expr &>()));

  unsigned Depth = 0;
};

/// Counts a step and tells when there were too many, as in a variable that is
/// initialized with itself.
struct Step {
  explicit Step(unsigned &Depth) : Depth(Depth) { ++Depth; }
  ~Step() { --Depth; }
  bool isTooFar() const { return Depth > 24; }
  unsigned &Depth;
};

} // namespace

template <typename Ask>
auto Resolver::returned(const CallExpr &Call, Ask Question)
    -> decltype(Question(std::declval<const Expr &>())) {
  const FunctionDecl *Callee = calleeOf(Call);
  const FunctionDecl *Definition =
      Callee && !isInStd(*Callee) ? withBody(*Callee) : nullptr;
  if (!Definition || !llvm::isa<CompoundStmt>(Definition->getBody()))
    return {};
  decltype(Question(std::declval<const Expr &>())) Found = {};
  containsAny(Definition->getBody(), [&](const Stmt &Part) {
    const auto *Return = llvm::dyn_cast<ReturnStmt>(&Part);
    if (Return && Return->getRetValue())
      Found = Question(*Return->getRetValue());
    if constexpr (std::is_same_v<decltype(Found), ElementPlaces>)
      return !Found.empty();
    else
      return static_cast<bool>(Found);
  });
  return Found;
}

ElementPlaces Resolver::into(const Expr &Container, Handle Held) {
  const Expr &Plain = *Container.IgnoreParenImpCasts();
  QualType Type = Plain.getType();
  if (!Type->getPointeeType().isNull())
    Type = Type->getPointeeType();
  ElementPlaces Found;
  const auto Of = layoutOf(Type);
  if (const SharedContainer In = container(Plain); In && Of)
    Found.push_back({In, *Of, Held});
  // An element of `rooms[id].members` dies with `rooms[id]`.
  for (const ElementPlace &Outer :
       Plain.getType()->isPointerType() ? target(Plain) : storage(Plain))
    Found.push_back(
        {Outer.In, Outer.Of,
         Outer.Held == Handle::Owned ? Handle::Owned : Handle::Element});
  return Found;
}

/// What an iterator or smart pointer leads to: nothing for those that share it.
ElementPlaces Resolver::behind(const Expr &Smart) {
  const QualType Type = Smart.getType();
  if (isUniqueOwner(Type)) {
    ElementPlaces Found = storage(Smart);
    for (ElementPlace &Each : Found)
      Each.Held = Handle::Owned;
    // `session_.reset()` ends what it held.
    if (const SharedContainer In = container(Smart))
      Found.push_back({In, Layout::Slot, Handle::Element});
    return Found;
  }
  if (isSharedOwner(Type))
    return {};
  if (isOptional(Type)) {
    ElementPlaces Found = storage(Smart);
    if (const SharedContainer In = container(Smart))
      Found.push_back({In, Layout::Slot, Handle::Element});
    return Found;
  }
  ElementPlaces Found = target(Smart);
  for (ElementPlace &Each : Found)
    if (Each.Held == Handle::Iterator)
      Each.Held = Handle::Element;
  return Found;
}

ElementPlaces Resolver::storageOfCall(const CallExpr &Call) {
  if (const Expr *Smart = dereferenced(Call))
    return behind(*Smart);
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Subscript &&
                   layoutOf(Operator->getArg(0)->getType())
               ? into(*Operator->getArg(0), Handle::Element)
               : ElementPlaces();
  const StringRef Name = nameOfMember(Call);
  if (const Expr *Object = objectOf(Call)) {
    const QualType Pointee = Object->getType()->getPointeeType();
    if (layoutOf(Pointee.isNull() ? Object->getType() : Pointee))
      return givesElement(Name) ? into(*Object, Handle::Element)
                                : ElementPlaces();
    const CXXRecordDecl *Class = classOf(Object->getType());
    if (isOptional(Object->getType()) && givesPart(Name))
      return behind(*Object);
    if (Class && isInStd(*Class))
      return givesPart(Name) && Object->isLValue() ? storage(*Object)
                                                   : ElementPlaces();
  } else if (Call.getNumArgs() == 1 && calleeOf(Call) &&
             isInStd(*calleeOf(Call))) {
    return givesPart(Name) && Call.getArg(0)->isLValue()
               ? storage(*Call.getArg(0))
               : ElementPlaces();
  }
  return returned(Call, [&](const Expr &Value) { return storage(Value); });
}

ElementPlaces Resolver::storage(const Expr &Value) {
  const Step Here(Depth);
  const Expr *Plain = Value.IgnoreParenImpCasts();
  if (const auto *Kept = llvm::dyn_cast<MaterializeTemporaryExpr>(Plain))
    Plain = Kept->getSubExpr()->IgnoreParenImpCasts();
  if (Here.isTooFar())
    return {};
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain))
    return storageOfCall(*Call);
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain))
    return Plain->isLValue() ? storage(*Cast->getSubExpr()) : ElementPlaces();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(Plain))
    return both(*Choice, [&](const Expr &One) { return storage(One); });
  if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(Plain))
    return Operator->getOpcode() == UO_Deref ? target(*Operator->getSubExpr())
                                             : ElementPlaces();
  if (const auto *Item = llvm::dyn_cast<ArraySubscriptExpr>(Plain)) {
    const Expr *Base = Item->getBase()->IgnoreParenImpCasts();
    return Base->getType()->isArrayType() ? storage(*Base) : target(*Base);
  }
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain)) {
    if (!llvm::isa<FieldDecl>(Member->getMemberDecl()) ||
        Member->getMemberDecl()->getType()->isReferenceType())
      return {};
    const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
    if (const Expr *Smart = dereferenced(*Base))
      return behind(*Smart);
    return Member->isArrow() ? target(*Base) : storage(*Base);
  }
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  const ValueDecl *Named = Name ? Name->getDecl() : nullptr;
  if (const auto *Part = llvm::dyn_cast_or_null<BindingDecl>(Named))
    Named = Part->getDecomposedDecl();
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Named);
  return Variable && Variable->hasLocalStorage() &&
                 Variable->getType()->isReferenceType() && Variable->getInit()
             ? storage(*Variable->getInit())
             : ElementPlaces();
}

ElementPlaces Resolver::targetOfCall(const CallExpr &Call) {
  const StringRef Name = nameOfMember(Call);
  if (const Expr *Object = objectOf(Call)) {
    const QualType Pointee = Object->getType()->getPointeeType();
    const QualType Type = Pointee.isNull() ? Object->getType() : Pointee;
    if (layoutOf(Type))
      return givesPlace(Name)  ? into(*Object, Handle::Iterator)
             : givesData(Name) ? into(*Object, Handle::Element)
                               : ElementPlaces();
    if (isUniqueOwner(Type))
      return Name == "get" ? behind(*Object) : ElementPlaces();
    if (isView(Type) || isIterator(Type))
      return givesSame(Name) ? target(*Object) : ElementPlaces();
  }
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call)) {
    switch (Operator->getOperator()) {
    case OO_Plus:
    case OO_Minus:
    case OO_PlusPlus:
    case OO_MinusMinus:
      return isIterator(Operator->getArg(0)->getType())
                 ? target(*Operator->getArg(0))
                 : ElementPlaces();
    case OO_Call: { // `std::ranges::find(users, name)` is an object
      const auto *Called = llvm::dyn_cast<DeclRefExpr>(
          Operator->getArg(0)->IgnoreParenImpCasts());
      return Called && isInStd(*Called->getDecl()) &&
                     Operator->getNumArgs() > 1 &&
                     searches(Called->getDecl()->getName())
                 ? target(*Operator->getArg(1))
                 : ElementPlaces();
    }
    default:
      return {};
    }
  }
  const FunctionDecl *Callee = calleeOf(Call);
  if (Callee && isInStd(*Callee)) {
    if (Call.getNumArgs() == 0)
      return {};
    if (Name == "addressof" || Name == "to_address")
      return Name == "addressof" ? storage(*Call.getArg(0))
                                 : target(*Call.getArg(0));
    return searches(Name) || Call.isCallToStdMove() ? target(*Call.getArg(0))
                                                    : ElementPlaces();
  }
  return returned(Call, [&](const Expr &Value) { return target(Value); });
}

ElementPlaces Resolver::target(const Expr &Value) {
  const Step Here(Depth);
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (Here.isTooFar())
    return {};
  if (const auto *Call = llvm::dyn_cast<CallExpr>(Plain)) {
    // A container that a call gives, `names[id]`, goes to a view.
    if (Plain->isLValue() && layoutOf(Plain->getType()))
      return into(*Plain, Handle::Element);
    return targetOfCall(*Call);
  }
  if (layoutOf(Plain->getType()))
    return Plain->isLValue() ? into(*Plain, Handle::Element) : ElementPlaces();
  if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(Plain))
    return Operator->getOpcode() == UO_AddrOf ? storage(*Operator->getSubExpr())
                                              : ElementPlaces();
  if (const auto *Operator = llvm::dyn_cast<BinaryOperator>(Plain))
    return Operator->isAdditiveOp() ? target(*Operator->getLHS())
                                    : ElementPlaces();
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain))
    return target(*Cast->getSubExpr());
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Plain))
    return Made->getNumArgs() > 0 &&
                   (isView(Made->getType()) || isIterator(Made->getType()))
               ? target(*Made->getArg(0))
               : ElementPlaces();
  if (const auto *List = llvm::dyn_cast<InitListExpr>(Plain))
    return List->getNumInits() == 1 ? target(*List->getInit(0))
                                    : ElementPlaces();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(Plain))
    return both(*Choice, [&](const Expr &One) { return target(One); });
  // `users.emplace(id, name).first`
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain))
    return hasIterator(Member->getBase()->getType())
               ? target(*Member->getBase())
               : ElementPlaces();
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  const ValueDecl *Named = Name ? Name->getDecl() : nullptr;
  if (const auto *Part = llvm::dyn_cast_or_null<BindingDecl>(Named))
    Named = hasIterator(Part->getDecomposedDecl()->getType()) &&
                    isIterator(Part->getType())
                ? Part->getDecomposedDecl()
                : nullptr;
  const auto *Variable = llvm::dyn_cast_or_null<VarDecl>(Named);
  return Variable && Variable->hasLocalStorage() && Variable->getInit() &&
                 isHandle(Variable->getType())
             ? target(*Variable->getInit())
             : ElementPlaces();
}

SharedContainer Resolver::containerOfName(const ValueDecl &Name) {
  const auto *Variable = llvm::dyn_cast<VarDecl>(&Name);
  if (!Variable)
    return {};
  if (Variable->hasGlobalStorage())
    return {Variable->getCanonicalDecl()};
  if (!Variable->getType()->isReferenceType())
    return {};
  if (llvm::isa<ParmVarDecl>(Variable))
    return Variable->getType()->isLValueReferenceType()
               ? SharedContainer{Variable}
               : SharedContainer();
  return Variable->getInit() ? container(*Variable->getInit())
                             : SharedContainer();
}

/// `state.sessions` of a variable or a value parameter belongs to the function.
static bool isOwn(const Expr &Object) {
  const Expr *Plain = Object.IgnoreParenImpCasts();
  while (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain)) {
    if (Member->isArrow() ||
        Member->getMemberDecl()->getType()->isReferenceType())
      return false;
    Plain = Member->getBase()->IgnoreParenImpCasts();
  }
  if (const Expr *Smart = dereferenced(*Plain))
    return isUniqueOwner(Smart->getType()) && isOwn(*Smart);
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  const auto *Variable =
      Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Plain->isPRValue() || (Variable && Variable->hasLocalStorage() &&
                                !Variable->getType()->isReferenceType());
}

SharedContainer Resolver::containerOfMember(const MemberExpr &Member) {
  const ValueDecl *Named = Member.getMemberDecl();
  if (!llvm::isa<FieldDecl>(Named))
    return containerOfName(*Named);
  const Expr &Base = *Member.getBase();
  const bool Owned =
      Member.isArrow()
          ? dereferenced(*Base.IgnoreParenImpCasts()) && isOwn(Base)
          : isOwn(Base);
  return Owned ? SharedContainer() : SharedContainer{Named};
}

SharedContainer Resolver::container(const Expr &Value) {
  const Step Here(Depth);
  const Expr *Plain = Value.IgnoreParenImpCasts();
  if (Here.isTooFar())
    return {};
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
      Name && !llvm::isa<BindingDecl>(Name->getDecl()))
    return containerOfName(*Name->getDecl());
  // `it->second` is an element; a member of a class of the user has a name.
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain);
      Member && !isInStd(*Member->getMemberDecl()))
    return containerOfMember(*Member);
  const Expr *Smart = dereferenced(*Plain);
  if (const auto *Operator = llvm::dyn_cast<UnaryOperator>(Plain);
      Operator && Operator->getOpcode() == UO_Deref)
    Smart = Operator->getSubExpr();
  // `(*users)[id]`, where users is a pointer and a member.
  if (const auto *Member = llvm::dyn_cast_or_null<MemberExpr>(
          Smart ? Smart->IgnoreParenImpCasts() : nullptr);
      Member && !isInStd(*Member->getMemberDecl()))
    return containerOfMember(*Member);
  const ElementPlaces Outer = storage(*Plain);
  if (!Outer.empty())
    return {Outer.front().In.Named, Outer.front().In.Depth + 1};
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  return Call && Call->isLValue()
             ? returned(*Call, [&](const Expr &One) { return container(One); })
             : SharedContainer();
}

ElementPlaces Resolver::local(const VarDecl &Local) {
  const Expr *Init = Local.getInit();
  if (!Init || Init->isTypeDependent() || !Local.hasLocalStorage() ||
      llvm::isa<ParmVarDecl>(Local) || !isHandle(Local.getType()))
    return {};
  const QualType Type = Local.getType();
  // `auto &it = ...` of an iterator is what the iterator leads to, or itself.
  if (Type->isReferenceType() &&
      !(Init->isPRValue() || llvm::isa<MaterializeTemporaryExpr>(Init)))
    return storage(*Init);
  return target(*Init);
}

SharedContainer asynctidy::containerOf(const Expr &Value) {
  return Resolver().container(Value);
}

ElementPlaces asynctidy::placesBehind(const Expr &Value) {
  return Resolver().target(Value);
}

ElementPlaces asynctidy::placesOf(const VarDecl &Local) {
  return Resolver().local(Local);
}
