#include "checks/model/OneShotEffects.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// No value: the object stays as it is.
using Found = std::optional<OneShotEffect>;

QualType Surroundings::typeOfValue() const {
  // `o->` of an optional gives a pointer to what is in it.
  const auto *Call = llvm::dyn_cast<CXXOperatorCallExpr>(Value);
  return Call && Call->getOperator() == OO_Arrow
             ? Value->getType()->getPointeeType()
             : Value->getType();
}

const Stmt *Surroundings::statement() const {
  return Depth > 0 ? Path[Depth - 1].dyn_cast<const Stmt *>() : nullptr;
}

const VarDecl *Surroundings::variable() const {
  return Depth > 0 ? Path[Depth - 1].dyn_cast<const VarDecl *>() : nullptr;
}

void Surroundings::climb() {
  if (const auto *Next = llvm::dyn_cast_or_null<Expr>(statement()))
    Value = Next;
  --Depth;
}

bool Surroundings::climbOutOfParentheses() {
  const Stmt *Next = statement();
  if (const auto *Cast = llvm::dyn_cast_or_null<ImplicitCastExpr>(Next)) {
    const CastKind Kind = Cast->getCastKind();
    if (Kind != CK_NoOp && Kind != CK_DerivedToBase &&
        Kind != CK_UncheckedDerivedToBase)
      return false;
  } else if (!llvm::isa_and_nonnull<ParenExpr, ExprWithCleanups,
                                    MaterializeTemporaryExpr, ConstantExpr,
                                    CXXBindTemporaryExpr>(Next)) {
    return false;
  }
  climb();
  return true;
}

static StringRef nameOfFunction(const FunctionDecl &Function) {
  return Function.getIdentifier() ? Function.getName() : StringRef();
}

/// The method that \p Callee names, also where the class depends on a
/// template's parameters: `t.result` of a `value_task<T>`.
static const CXXMethodDecl *methodNamed(const Expr &Callee, QualType Of) {
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Callee))
    return llvm::dyn_cast<CXXMethodDecl>(Member->getMemberDecl());
  const auto *Dependent = llvm::dyn_cast<CXXDependentScopeMemberExpr>(&Callee);
  const CXXRecordDecl *Class = Dependent ? classOf(Of) : nullptr;
  if (!Class || !Class->getDefinition())
    return nullptr;
  const auto Named = Class->getDefinition()->lookup(Dependent->getMember());
  return Named.isSingleResult() ? llvm::dyn_cast_or_null<CXXMethodDecl>(
                                      (*Named.begin())->getAsFunction())
                                : nullptr;
}

/// What `t.method()` does to the one-shot awaitable t.
static Found effectOfMethod(const CXXMethodDecl &Method, Role Roles,
                            QualType Task, const Awaitables &Types) {
  if (hasRole(Roles, Role::ConfiguresAwait))
    return OneShotEffect::Awaits;
  if (hasRole(Roles, Role::Blocks)) // `t.wait()` leaves the result there
    return nameOfFunction(Method).starts_with("wait") ? Found()
                                                      : OneShotEffect::Reads;
  if (Method.isConst() || Method.isStatic())
    return std::nullopt;
  if (Method.getOverloadedOperator() == OO_Coawait)
    return OneShotEffect::Awaits;
  const QualType Made = Method.getReturnType();
  if (!Made->isReferenceType() && Types.isAwaitable(Made))
    return OneShotEffect::Converts;
  const QualType Result = Types.resultOf(Task);
  if (Method.param_empty() && !Result.isNull() && !Result->isVoidType() &&
      Result.getCanonicalType() == Made.getCanonicalType())
    return OneShotEffect::Reads;
  return Method.getRefQualifier() == RQ_RValue ? OneShotEffect::Moves
                                               : OneShotEffect::Unknown;
}

bool asynctidy::takesResult(const CallExpr &Call, const Vocabulary &Words,
                            const Awaitables &Types) {
  const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = objectOf(Call);
  const Role Roles = Words.rolesOf(Call);
  return Member && Object && Member->getMethodDecl() &&
         Types.isOneShot(Object->getType()) && hasRole(Roles, Role::Blocks) &&
         effectOfMethod(*Member->getMethodDecl(), Roles, Object->getType(),
                        Types) == OneShotEffect::Reads;
}

/// A call that returns no object returns none that remembers an argument;
/// std::exchange returns what the argument was.
static bool keepsNothing(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return false;
  if (isInStd(*Callee))
    return nameOfFunction(*Callee) == "swap" ||
           nameOfFunction(*Callee) == "exchange";
  const QualType Type = Callee->getReturnType();
  return Type->isVoidType() ||
         (Type->isScalarType() && !Type->isAnyPointerType());
}

/// The call says by its name or its result that it may not take what it gets.
static bool mayDecline(const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(Call);
  return Callee && (Call.getType()->isBooleanType() ||
                    nameOfFunction(*Callee).starts_with("try"));
}

namespace {

class EffectFinder {
public:
  EffectFinder(Surroundings Around, const Vocabulary &Words,
               const Awaitables &Types)
      : Around(Around), Words(Words), Types(Types) {}

  bool find(OneShotUse &Use) {
    const Found Effect = decide();
    if (!Effect)
      return false;
    Use.Effect = *Effect;
    if (Branch)
      Use.At = Branch;
    else if (Deciding)
      Use.At = Deciding;
    if (!Branch &&
        (*Effect == OneShotEffect::Awaits || *Effect == OneShotEffect::Reads))
      Use.Result = llvm::dyn_cast_or_null<Expr>(Deciding);
    return true;
  }

private:
  Found decide() {
    while (Around.climbOutOfParentheses() || passOn())
      ;
    Deciding = Around.statement();
    if (!Deciding)
      return ofVariable();
    if (llvm::isa<CoawaitExpr, DependentCoawaitExpr>(Deciding))
      return OneShotEffect::Awaits;
    if (llvm::isa<ReturnStmt, CoreturnStmt>(Deciding))
      return OneShotEffect::Returns;
    if (!llvm::isa<Expr>(Deciding)) // a statement of its own
      return std::nullopt;
    if (const auto *Construct = llvm::dyn_cast<CXXConstructExpr>(Deciding))
      return ofConstruction(*Construct);
    if (llvm::isa<MemberExpr, CXXDependentScopeMemberExpr>(Deciding))
      return ofMember();
    if (const auto *Call = llvm::dyn_cast<CallExpr>(Deciding))
      return ofArgument(*Call);
    if (llvm::isa<InitListExpr, CXXParenListInitExpr>(Deciding))
      return orEscapes(OneShotEffect::Moves);
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Deciding))
      return ofBinary(*Binary);
    if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Deciding))
      return Cast->getType()->isVoidType() ? Found() : OneShotEffect::Escapes;
    if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Deciding);
        Address && Address->getOpcode() == UO_AddrOf)
      return ofAddress();
    return OneShotEffect::Escapes;
  }

  Found orEscapes(OneShotEffect IfMoved) const {
    return Moved ? IfMoved : OneShotEffect::Escapes;
  }

  /// Out of `std::move(t)`, `static_cast<task &&>(t)`, `c ? t : u`, `a, t`.
  bool passOn() {
    const Stmt *Next = Around.statement();
    if (const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Next)) {
      const FunctionDecl *Callee = calleeOf(*Call);
      if (!Call->isCallToStdMove() &&
          (!Callee || !isInStd(*Callee) || !Call->isXValue() ||
           nameOfFunction(*Callee) != "forward"))
        return false;
      Moved = true;
    } else if (const auto *Cast =
                   llvm::dyn_cast_or_null<ExplicitCastExpr>(Next)) {
      if (!Cast->isGLValue())
        return false;
      Moved |= Cast->isXValue();
    } else if (llvm::isa_and_nonnull<ConditionalOperator>(Next)) {
      // `co_await (c ? t : u)` uses t up only where c holds.
      Branch = Branch ? Branch : &Around.value();
    } else {
      const auto *Binary = llvm::dyn_cast_or_null<BinaryOperator>(Next);
      if (!Binary || Binary->getOpcode() != BO_Comma ||
          Binary->getRHS()->IgnoreParenImpCasts() != &Around.value())
        return false;
    }
    Around.climb();
    return true;
  }

  Found ofVariable() const {
    const VarDecl *Variable = Around.variable();
    if (!Variable) // an initializer of a constructor's member
      return orEscapes(OneShotEffect::Moves);
    // `auto &r = t;` is another name for it, which a use of r looks through.
    if (Variable->getType()->isReferenceType())
      return Variable->isInitCapture() ? Found(OneShotEffect::Escapes)
                                       : std::nullopt;
    return orEscapes(OneShotEffect::Moves);
  }

  Found ofConstruction(const CXXConstructExpr &Made) const {
    const CXXConstructorDecl &Constructor = *Made.getConstructor();
    if (!Moved && Constructor.isMoveConstructor()) // `return t;`
      return OneShotEffect::Returns;
    return Constructor.isCopyConstructor() ? OneShotEffect::Escapes
                                           : orEscapes(OneShotEffect::Moves);
  }

  /// `t.method`, and the call around it.
  Found ofMember() {
    const QualType Task = Around.typeOfValue();
    const auto &Member = *llvm::cast<Expr>(Deciding);
    const CXXMethodDecl *Method = methodNamed(Member, Task);
    Around.climb();
    while (Around.climbOutOfParentheses())
      ;
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Around.statement());
    if (!Method || !Call)
      return OneShotEffect::Escapes;
    Deciding = Call;
    if (!Types.isOneShot(Task))
      return Method->isConst() || Method->isStatic() ? Found()
                                                     : OneShotEffect::Unknown;
    const Role Roles = llvm::isa<CXXMemberCallExpr>(Call)
                           ? Words.rolesOf(*Call)
                           : Words.rolesOf(*Method);
    return effectOfMethod(*Method, Roles, Task, Types);
  }

  Found ofArgument(const CallExpr &Call) const {
    const FunctionDecl *Callee = calleeOf(Call);
    if (!Callee)
      return OneShotEffect::Escapes;
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Callee);
    const unsigned Own = Operator && Method && !Method->isStatic() ? 1 : 0;
    for (unsigned Index = 0; Index < Call.getNumArgs(); ++Index) {
      if (Call.getArg(Index)->IgnoreParenImpCasts() !=
          Around.value().IgnoreParenImpCasts())
        continue;
      if (Operator && Operator->isAssignmentOp() && Index == 0)
        return OneShotEffect::Resets;
      if (Index < Own) // `t()`
        return Method->isConst() ? Found() : OneShotEffect::Unknown;
      if (Index - Own >= Callee->getNumParams())
        return OneShotEffect::Escapes;
      return ofParameter(Callee->getParamDecl(Index - Own)->getType(), Call);
    }
    return OneShotEffect::Escapes;
  }

  Found ofParameter(QualType Type, const CallExpr &Call) const {
    if (Type->isReferenceType() && Type->getPointeeType().isConstQualified())
      return std::nullopt;
    const Role Roles = Words.rolesOf(Call);
    if (hasRole(Roles, Role::Blocks))
      return OneShotEffect::Reads;
    // `if (!queue.try_push(std::move(t)))`: then it is still there.
    if (Moved && Type->isRValueReferenceType() && mayDecline(Call))
      return OneShotEffect::Unknown;
    if (Moved || hasRole(Roles, Role::Joins | Role::Races | Role::Consumes |
                                    Role::Detaches))
      return OneShotEffect::Moves;
    return keepsNothing(Call) ? OneShotEffect::Unknown : OneShotEffect::Escapes;
  }

  Found ofBinary(const BinaryOperator &Binary) const {
    if (Binary.getOpcode() == BO_Comma)
      return std::nullopt;
    const bool Left = Binary.getLHS()->IgnoreParenImpCasts() == &Around.value();
    if (Binary.getOpcode() == BO_Assign) // in a template
      return Left ? Found(OneShotEffect::Resets)
                  : orEscapes(OneShotEffect::Moves);
    return OneShotEffect::Escapes;
  }

  Found ofAddress() {
    Around.climb();
    while (Around.climbOutOfParentheses())
      ;
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Around.statement());
    return Call && keepsNothing(*Call) ? OneShotEffect::Unknown
                                       : OneShotEffect::Escapes;
  }

  Surroundings Around;
  const Vocabulary &Words;
  const Awaitables &Types;
  bool Moved = false;
  const Stmt *Branch = nullptr;
  const Stmt *Deciding = nullptr;
};

} // namespace

bool asynctidy::findEffect(OneShotUse &Use, Surroundings Around,
                           const Vocabulary &Words, const Awaitables &Types) {
  const bool Whole = Types.isOneShot(Around.typeOfValue());
  if (!EffectFinder(Around, Words, Types).find(Use))
    return false;
  // Moving an object that has it as a part.
  if (usesUp(Use.Effect) && !Whole)
    Use.Effect = OneShotEffect::Unknown;
  return true;
}
