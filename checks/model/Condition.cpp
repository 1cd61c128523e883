#include "checks/model/Condition.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace asynctidy;

/// Conditions are looked into this deep; what is nested deeper was written by a
/// generator.
static constexpr unsigned MaxDepth = 12;

std::optional<std::int64_t> asynctidy::constantOf(const Expr &Value,
                                                  const ASTContext &Context) {
  Expr::EvalResult Result;
  if (Value.isValueDependent() || Value.containsErrors() ||
      !Value.getType()->isIntegralOrEnumerationType() ||
      !Value.EvaluateAsInt(Result, Context))
    return std::nullopt;
  return Result.Val.getInt().trySExtValue();
}

namespace {

/// Writes expressions down so that equal ones are equal texts.
class SubjectWriter {
public:
  SubjectWriter(Question &Result, const ASTContext &Context)
      : Result(Result), Text(Result.Subject), Context(Context) {}

  /// False if \p Value may be another one the next time it is asked for.
  bool write(const Expr &Value, unsigned Depth = 0) {
    const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
    if (Depth > MaxDepth)
      return false;
    if (const auto Number = constantOf(*Plain, Context)) {
      Text << '#' << *Number;
      return true;
    }
    if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
      return write(*Use->getDecl());
    if (llvm::isa<CXXThisExpr>(Plain)) {
      Text << "this";
      Result.Roots.push_back(
          Plain->getType()->getPointeeType()->getAsCXXRecordDecl());
      return Result.Roots.back() != nullptr;
    }
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain)) {
      Result.IsShared |=
          Member->isArrow() ||
          llvm::isa<CXXThisExpr>(Member->getBase()->IgnoreImpCasts());
      Text << '.' << Member->getMemberDecl();
      return llvm::isa<FieldDecl>(Member->getMemberDecl()) &&
             write(*Member->getBase(), Depth + 1);
    }
    if (const auto *Literal = llvm::dyn_cast<StringLiteral>(Plain)) {
      Text << '"' << Literal->getBytes() << '"';
      return true;
    }
    if (llvm::isa<CXXNullPtrLiteralExpr>(Plain)) {
      Text << "null";
      return true;
    }
    if (const auto *Unary = llvm::dyn_cast<UnaryOperator>(Plain)) {
      Result.IsShared |= Unary->getOpcode() == UO_Deref;
      Text << 'u' << Unary->getOpcode();
      return !Unary->isIncrementDecrementOp() &&
             Unary->getOpcode() != UO_AddrOf &&
             write(*Unary->getSubExpr(), Depth + 1);
    }
    if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Plain))
      return !Binary->isAssignmentOp() && !Binary->isCommaOp() &&
             writeBinary(Binary->getOpcode(), *Binary->getLHS(),
                         *Binary->getRHS(), Depth);
    if (const auto *Rewritten =
            llvm::dyn_cast<CXXRewrittenBinaryOperator>(Plain)) {
      const auto Form = Rewritten->getDecomposedForm();
      return writeBinary(Form.Opcode, *Form.LHS, *Form.RHS, Depth);
    }
    if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Plain)) {
      Text << 'c' << Cast->getType().getCanonicalType().getAsOpaquePtr();
      return write(*Cast->getSubExpr(), Depth + 1);
    }
    const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
    return Call && writeCall(*Call, Depth);
  }

  bool write(const ValueDecl &Named) {
    Text << 'd' << Named.getCanonicalDecl();
    Result.Roots.push_back(&Named);
    const auto *Variable = llvm::dyn_cast<VarDecl>(&Named);
    // What a class answers may depend on what it shares with others.
    Result.IsShared |= !Variable || !Variable->hasLocalStorage() ||
                       Variable->getType()->isReferenceType() ||
                       Variable->getType()->isRecordType();
    return Variable || llvm::isa<BindingDecl>(&Named);
  }

private:
  bool writeBinary(BinaryOperatorKind Kind, const Expr &Left, const Expr &Right,
                   unsigned Depth) {
    Text << 'b' << Kind << '(';
    if (!write(Left, Depth + 1))
      return false;
    Text << ',';
    if (!write(Right, Depth + 1))
      return false;
    Text << ')';
    return true;
  }
  // `order.valid()`, `name == "admin"`, `*found`
  bool writeCall(const CallExpr &Call, unsigned Depth) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    const auto *Method = llvm::dyn_cast_or_null<CXXMethodDecl>(Callee);
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    const bool Looks = Method ? Method->isConst() && !Method->isStatic()
                              : Operator && Operator->isComparisonOp();
    if (!Callee || !Looks || Callee->getOverloadedOperator() == OO_Call)
      return false;
    Result.IsShared = true;
    Text << 'f' << Callee->getCanonicalDecl() << '(';
    if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call))
      if (!write(*Member->getImplicitObjectArgument(), Depth + 1))
        return false;
    for (const Expr *Argument : Call.arguments()) {
      Text << ',';
      if (!write(*Argument, Depth + 1))
        return false;
    }
    Text << ')';
    return true;
  }

  Question &Result;
  llvm::raw_string_ostream Text;
  const ASTContext &Context;
};

} // namespace

static void askForNumber(Question &Result, QualType Type, std::int64_t Value) {
  if (Type.getNonReferenceType()->isBooleanType()) {
    Result.Answer = Value != 0;
    return;
  }
  Result.Asks = Question::Equal;
  Result.Limit = Value;
}

std::optional<Question> asynctidy::isNumber(const Expr &Number,
                                            std::int64_t Value,
                                            const ASTContext &Context) {
  Question Result;
  const Expr *Plain = Number.IgnoreUnlessSpelledInSource();
  if (!SubjectWriter(Result, Context).write(*Plain))
    return std::nullopt;
  askForNumber(Result, Plain->getType(), Value);
  return Result;
}

Question asynctidy::isNumber(const ValueDecl &Variable, std::int64_t Value,
                             const ASTContext &Context) {
  Question Result;
  SubjectWriter(Result, Context).write(Variable);
  askForNumber(Result, Variable.getType(), Value);
  return Result;
}

static std::optional<Question> negated(std::optional<Question> Asked) {
  if (Asked)
    Asked->Answer = !Asked->Answer;
  return Asked;
}

static bool isNullPointer(const Expr &Value, const ASTContext &Context) {
  return !Value.isValueDependent() &&
         Value.isNullPointerConstant(const_cast<ASTContext &>(Context),
                                     Expr::NPC_NeverValueDependent) !=
             Expr::NPCK_NotNull;
}

/// `n > 3`, `3 < n`, `p != nullptr`, `a == b`.
static std::optional<Question> comparison(BinaryOperatorKind Kind,
                                          const Expr &Left, const Expr &Right,
                                          const ASTContext &Context) {
  switch (Kind) {
  case BO_NE:
    return negated(comparison(BO_EQ, Left, Right, Context));
  case BO_LE:
    return negated(comparison(BO_GT, Left, Right, Context));
  case BO_GE:
    return negated(comparison(BO_LT, Left, Right, Context));
  default:
    break;
  }
  if (constantOf(Left, Context) && !constantOf(Right, Context))
    return comparison(Kind == BO_EQ   ? BO_EQ
                      : Kind == BO_LT ? BO_GT
                                      : BO_LT,
                      Right, Left, Context);
  Question Result;
  if (Kind == BO_EQ && Left.getType()->isAnyPointerType() &&
      isNullPointer(Right, Context)) {
    Result.Answer = false;
    if (SubjectWriter(Result, Context).write(Left))
      return Result;
    return std::nullopt;
  }
  if (const auto Limit = constantOf(Right, Context)) {
    auto Asked = isNumber(Left, *Limit, Context);
    if (Asked && Asked->Asks == Question::Equal && Kind != BO_EQ)
      Asked->Asks = Kind == BO_LT ? Question::Less : Question::Greater;
    else if (Asked && Kind != BO_EQ)
      return std::nullopt; // `flag > 0`
    return Asked;
  }
  SubjectWriter Writer(Result, Context);
  Result.Subject = std::to_string(Kind);
  if (!Writer.write(Left) || !Writer.write(Right))
    return std::nullopt;
  return Result;
}

std::optional<Question> asynctidy::questionIn(const Expr &Condition,
                                              const ASTContext &Context) {
  const Expr *Plain = Condition.IgnoreUnlessSpelledInSource();
  if (const auto *Not = llvm::dyn_cast<UnaryOperator>(Plain);
      Not && Not->getOpcode() == UO_LNot)
    return negated(questionIn(*Not->getSubExpr(), Context));
  if (const auto *Binary = llvm::dyn_cast<BinaryOperator>(Plain)) {
    if (Binary->isLogicalOp())
      return std::nullopt;
    if (Binary->isEqualityOp() || Binary->isRelationalOp())
      return comparison(Binary->getOpcode(), *Binary->getLHS(),
                        *Binary->getRHS(), Context);
  }
  if (const auto *Rewritten =
          llvm::dyn_cast<CXXRewrittenBinaryOperator>(Plain)) {
    const auto Form = Rewritten->getDecomposedForm();
    if (Form.Opcode == BO_NE)
      return comparison(Form.Opcode, *Form.LHS, *Form.RHS, Context);
  }
  if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Plain))
    switch (Operator->getOperator()) {
    case OO_EqualEqual:
      return comparison(BO_EQ, *Operator->getArg(0), *Operator->getArg(1),
                        Context);
    case OO_ExclaimEqual:
      return comparison(BO_NE, *Operator->getArg(0), *Operator->getArg(1),
                        Context);
    case OO_Exclaim:
      return negated(questionIn(*Operator->getArg(0), Context));
    default:
      break;
    }
  // `if (n)` asks whether it is not 0.
  if (!Plain->getType()->isBooleanType() &&
      Plain->getType()->isIntegralOrUnscopedEnumerationType())
    return negated(isNumber(*Plain, 0, Context));
  Question Result;
  if (!SubjectWriter(Result, Context).write(*Plain))
    return std::nullopt;
  return Result;
}
