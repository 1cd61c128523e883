#include "checks/fixit/ReadyTask.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Exceptions.h"
#include "checks/model/ReadyMaker.h"
#include "checks/model/Spelling.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The statement that ends \p Of returns, so that nothing falls off its end.
static bool endsWithReturn(const Body &Of) {
  const auto *Block = llvm::cast<CompoundStmt>(Of.Written);
  const Stmt *Last = Block->body_empty() ? nullptr : Block->body_back();
  while (const auto *Label = llvm::dyn_cast_or_null<LabelStmt>(Last))
    Last = Label->getSubStmt();
  return llvm::isa_and_nonnull<CoreturnStmt, CXXThrowExpr>(Last);
}

/// The task's value type as the programmer spelled it: "std::string" of
/// `task<std::string>`; empty where it is an alias that hides it.
static std::string spelledValue(const FunctionDecl &Coroutine) {
  const ASTContext &Context = Coroutine.getASTContext();
  const FunctionTypeLoc Function = Coroutine.getFunctionTypeLoc();
  TypeLoc Result =
      Function ? Function.getReturnLoc().getUnqualifiedLoc() : TypeLoc();
  while (Result && !Result.getAs<TemplateSpecializationTypeLoc>())
    Result = Result.getNextTypeLoc();
  if (!Result)
    return "";
  const auto Named = Result.getAs<TemplateSpecializationTypeLoc>();
  const SourceLocation Begin = Named.getLAngleLoc(), End = Named.getRAngleLoc();
  if (Named.getNumArgs() != 1 || !isSpelledInFile({Begin, End}))
    return "";
  // The text between the brackets: the argument's own range has no `const`.
  return textBetween(Begin.getLocWithOffset(1), End, Context).trim().str();
}

/// \p Return stands in a block, and not alone as in `if (done) co_return f();`.
static bool isInBlock(const Stmt &In, const CoreturnStmt &Return) {
  return llvm::any_of(In.children(), [&](const Stmt *Child) {
    return Child && (Child == &Return ? llvm::isa<CompoundStmt>(In)
                                      : isInBlock(*Child, Return));
  });
}

namespace {

/// Rewrites the returns of one coroutine.
class ReturnRewriter {
public:
  ReturnRewriter(const Body &Of, QualType Value, const ReadyMaker &Maker,
                 ASTContext &Context, ReadyTask &Out)
      : Of(Of), Value(Value), Maker(Maker), Context(Context),
        Sources(Context.getSourceManager()), Out(Out) {}

  /// False if a return cannot be rewritten.
  bool rewrite() {
    for (const CoreturnStmt *Return : Of.CoReturns)
      if (Return->getKeywordLoc().isMacroID() ||
          Return->getEndLoc().isMacroID() ||
          !(Value->isVoidType() ? rewriteVoid(*Return) : rewriteValue(*Return)))
        return false;
    if (Value->isVoidType() && !endsWithReturn(Of))
      returnAtEnd();
    return true;
  }

private:
  // `co_return;`, `co_return log();`
  bool rewriteVoid(const CoreturnStmt &Return) {
    const std::string Ready = "return " + Maker.Name + "()";
    const SourceLocation Keyword = Return.getKeywordLoc();
    const Expr *Operand = Return.getOperand();
    if (!Operand) {
      replace(CharSourceRange::getTokenRange(Keyword), Ready);
      return true;
    }
    const SourceLocation Begin = Operand->getBeginLoc();
    const SourceLocation End = endOf(*Operand);
    const auto Semicolon = Lexer::findNextToken(Operand->getEndLoc(), Sources,
                                                Context.getLangOpts());
    if (!isKeywordOnly(Keyword, Begin) || End.isInvalid() || !Semicolon ||
        Semicolon->isNot(tok::semi))
      return false;
    const bool Braces = !isInBlock(*Of.Written, Return);
    replace(CharSourceRange::getCharRange(Keyword, Begin), Braces ? "{ " : "");
    replace(CharSourceRange::getCharRange(End, Semicolon->getEndLoc()),
            "; " + Ready + (Braces ? "; }" : ";"));
    return true;
  }

  // `co_return v;`, `co_return {1, 2};`
  bool rewriteValue(const CoreturnStmt &Return) {
    const Expr *Operand = Return.getOperand();
    if (!Operand)
      return false;
    const Expr &Plain = *Operand->IgnoreUnlessSpelledInSource();
    const auto Arguments = argumentsFor(*Operand, Plain);
    const SourceLocation Begin = Operand->getBeginLoc();
    const SourceLocation End = endOf(*Operand);
    if (!Arguments || End.isInvalid() ||
        !isKeywordOnly(Return.getKeywordLoc(), Begin))
      return false;
    const auto *Infix =
        llvm::dyn_cast<BinaryOperator>(Operand->IgnoreImplicit());
    std::string Before = "(", After = ")";
    if (Infix && Infix->isCommaOp()) {
      Before = "((", After = "))";
    } else if (isMovedByReturn(Plain)) {
      Before = "(std::move(", After = "))";
    }
    replace(CharSourceRange::getCharRange(Return.getKeywordLoc(), Begin),
            "return " + Maker.Name + *Arguments + Before);
    Out.Fix.push_back(FixItHint::CreateInsertion(End, After));
    return true;
  }

  /// `from_result` may deduce the task's value type; where that would be
  /// another type, it is written out. Nothing if it cannot be.
  std::optional<std::string> argumentsFor(const Expr &Operand,
                                          const Expr &Plain) const {
    const bool List = llvm::isa<InitListExpr>(Operand.IgnoreImplicit()) ||
                      llvm::isa<InitListExpr>(Plain);
    if (!Maker.Deduces ||
        (!List && Context.hasSameUnqualifiedType(Value, Plain.getType())))
      return "";
    std::string Type = Value->isBuiltinType()
                           ? Value.getUnqualifiedType().getAsString(
                                 Context.getPrintingPolicy())
                           : spelledValue(*Of.Function);
    if (Type.empty())
      return std::nullopt;
    return "<" + Type + ">";
  }

  /// `co_return name;` moves a variable of the coroutine; an argument is
  /// copied.
  bool isMovedByReturn(const Expr &Plain) const {
    const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Plain);
    const auto *Variable =
        Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
    return Variable && Variable->hasLocalStorage() &&
           !Use->refersToEnclosingVariableOrCapture() &&
           !Variable->getType().isConstQualified() &&
           !Variable->getType()->isLValueReferenceType() &&
           !Value.isTriviallyCopyableType(Context);
  }

  // A comment between the keyword and its value would be lost.
  bool isKeywordOnly(SourceLocation Keyword, SourceLocation Begin) const {
    return !Begin.isMacroID() &&
           textBetween(Keyword, Begin, Context).trim() == "co_return";
  }
  SourceLocation endOf(const Expr &Operand) const {
    return Lexer::getLocForEndOfToken(Operand.getEndLoc(), 0, Sources,
                                      Context.getLangOpts());
  }
  void replace(CharSourceRange Range, StringRef Text) {
    Out.Fix.push_back(FixItHint::CreateReplacement(Range, Text));
  }

  void returnAtEnd() {
    const SourceLocation Brace = Of.Written->getEndLoc();
    const StringRef Indentation = Lexer::getIndentationForLine(Brace, Sources);
    const bool OwnLine =
        Sources.getSpellingColumnNumber(Brace) == Indentation.size() + 1;
    const std::string Statement = "return " + Maker.Name + "();";
    Out.Fix.push_back(FixItHint::CreateInsertion(
        Brace, OwnLine ? "  " + Statement + "\n" + Indentation.str()
                       : Statement + " "));
  }

  const Body &Of;
  const QualType Value;
  const ReadyMaker &Maker;
  ASTContext &Context;
  const SourceManager &Sources;
  ReadyTask &Out;
};

} // namespace

/// An exception leaves a coroutine at the await. Would one of \p Of's leave a
/// plain function at the call?
static bool throwsElsewhere(const Body &Of, QualType Value,
                            const ASTContext &Context) {
  if (mayThrow(Of))
    return true;
  if (Value->isVoidType())
    return false;
  return !movesWithoutThrow(Value, Context) ||
         llvm::any_of(Of.CoReturns, [&](const CoreturnStmt *Return) {
           const Expr *Operand = Return->getOperand();
           return Operand && !llvm::isa<InitListExpr>(Operand) &&
                  !convertsWithoutThrow(
                      Operand->IgnoreUnlessSpelledInSource()->getType(), Value,
                      Context);
         });
}

ReadyTask asynctidy::readyTaskInstead(const Body &Coroutine,
                                      const AsyncModel &Model) {
  ReadyTask Result;
  const QualType Type = Coroutine.Function->getReturnType();
  const QualType Value = valueTypeOf(Type);
  const bool OfVoid = !Value.isNull() && Value->isVoidType();
  const ReadyMaker Maker =
      readyMakerFor(*Coroutine.Function, OfVoid, Model.words());
  Result.Maker = Maker.Name;
  if (Maker.Name.empty() || Value.isNull() || Value->isReferenceType() ||
      Value.hasQualifiers())
    return Result;
  if (Model.types().startOf(Type) != Start::Hot) {
    Result.WhyNot = "no fix: the task is lazy, and a plain function would do "
                    "its work when it is called instead of when it is awaited";
  } else if (throwsElsewhere(Coroutine, Value, Model.context())) {
    Result.WhyNot = "no fix: an exception would leave a plain function at the "
                    "call instead of at the await";
  } else if (ReturnRewriter Rewriter(Coroutine, Value, Maker, Model.context(),
                                     Result);
             !Rewriter.rewrite()) {
    Result.Fix.clear();
  }
  return Result;
}
