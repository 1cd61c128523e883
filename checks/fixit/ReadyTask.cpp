#include "checks/fixit/ReadyTask.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/ReadyMaker.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

namespace {

/// Looks for anything that may throw, in the code as it is run.
class MayThrow : public RecursiveASTVisitor<MayThrow> {
public:
  bool Found = false;
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return found(); }
  bool VisitCXXNewExpr(CXXNewExpr *) { return found(); }
  bool VisitCXXDynamicCastExpr(CXXDynamicCastExpr *) { return found(); }
  bool VisitCallExpr(CallExpr *Call) {
    const auto *Callee = Call->getDirectCallee();
    return Callee && isNothrow(*Callee) ? true : found();
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construction) {
    return isNothrow(*Construction->getConstructor()) ? true : found();
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  // The calls that a range-for makes are not written anywhere.
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    for (DeclStmt *Made : {For->getBeginStmt(), For->getEndStmt()})
      if (auto *Position = llvm::dyn_cast_or_null<VarDecl>(
              Made ? Made->getSingleDecl() : nullptr))
        TraverseStmt(Position->getInit());
    TraverseStmt(For->getCond());
    TraverseStmt(For->getInc());
    return !Found;
  }

private:
  bool found() {
    Found = true;
    return false;
  }
  static bool isNothrow(const FunctionDecl &Function) {
    const auto *Type = Function.getType()->getAs<FunctionProtoType>();
    if (Type && !isUnresolvedExceptionSpec(Type->getExceptionSpecType()))
      return Type->isNothrow();
    return Function.isTrivial();
  }
};

} // namespace

static bool mayThrow(const Body &Of) {
  MayThrow Search;
  Search.TraverseStmt(const_cast<Stmt *>(Of.Written));
  return Search.Found;
}

/// The statement that ends \p Of returns, so that nothing falls off its end.
static bool endsWithReturn(const Body &Of) {
  const auto *Block = llvm::cast<CompoundStmt>(Of.Written);
  return !Block->body_empty() &&
         llvm::isa<CoreturnStmt, CXXThrowExpr>(Block->body_back());
}

/// `from_result` may deduce the task's value type from \p Returned; where that
/// would be another type, it is written out. Nothing if it cannot be.
static std::optional<std::string> argumentsFor(const ReadyMaker &Maker,
                                               QualType Value,
                                               const Expr &Returned,
                                               ASTContext &Context) {
  if (!Maker.Deduces ||
      Context.hasSameUnqualifiedType(Value, Returned.getType()))
    return "";
  if (Value->isBuiltinType())
    return "<" +
           Value.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) +
           ">";
  return std::nullopt;
}

static bool rewriteReturns(const Body &Of, QualType Value,
                           const ReadyMaker &Maker, ASTContext &Context,
                           ReadyTask &Out) {
  const SourceManager &Sources = Context.getSourceManager();
  for (const CoreturnStmt *Return : Of.CoReturns) {
    const SourceLocation Keyword = Return->getKeywordLoc();
    const Expr *Operand = Return->getOperand();
    if (Keyword.isMacroID() || Return->getEndLoc().isMacroID())
      return false;
    const auto KeywordRange = CharSourceRange::getTokenRange(Keyword);
    if (Value->isVoidType()) {
      if (Operand)
        return false;
      Out.Fix.push_back(FixItHint::CreateReplacement(
          KeywordRange, "return " + Maker.Name + "()"));
      continue;
    }
    if (!Operand || llvm::isa<InitListExpr>(Operand->IgnoreImplicit()))
      return false;
    const auto Arguments = argumentsFor(
        Maker, Value, *Operand->IgnoreUnlessSpelledInSource(), Context);
    const SourceLocation Begin = Operand->getBeginLoc();
    const SourceLocation End = Lexer::getLocForEndOfToken(
        Operand->getEndLoc(), 0, Sources, Context.getLangOpts());
    const auto Head = CharSourceRange::getCharRange(Keyword, Begin);
    const StringRef Spelled =
        Lexer::getSourceText(Head, Sources, Context.getLangOpts());
    // A comment between the keyword and its value would be lost.
    if (!Arguments || Begin.isMacroID() || End.isInvalid() ||
        Spelled.trim() != "co_return")
      return false;
    const auto *Infix =
        llvm::dyn_cast<BinaryOperator>(Operand->IgnoreImplicit());
    const bool Comma = Infix && Infix->isCommaOp();
    Out.Fix.push_back(FixItHint::CreateReplacement(
        Head, "return " + Maker.Name + *Arguments + (Comma ? "((" : "(")));
    Out.Fix.push_back(FixItHint::CreateInsertion(End, Comma ? "))" : ")"));
  }
  if (Value->isVoidType() && !endsWithReturn(Of)) {
    const SourceLocation Brace = Of.Written->getEndLoc();
    const StringRef Indentation = Lexer::getIndentationForLine(Brace, Sources);
    const bool OwnLine =
        Sources.getSpellingColumnNumber(Brace) == Indentation.size() + 1;
    const std::string Statement = "return " + Maker.Name + "();";
    Out.Fix.push_back(FixItHint::CreateInsertion(
        Brace, OwnLine ? "  " + Statement + "\n" + Indentation.str()
                       : Statement + " "));
  }
  return true;
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
  if (Maker.Name.empty() || Value.isNull())
    return Result;
  if (Model.types().startOf(Type) != Start::Hot) {
    Result.WhyNot = "no fix: the task is lazy, and a plain function would do "
                    "its work when it is called instead of when it is awaited";
  } else if (mayThrow(Coroutine) ||
             (!OfVoid && !Value.isTriviallyCopyableType(Model.context()))) {
    Result.WhyNot = "no fix: an exception would leave a plain function at the "
                    "call instead of at the await";
  } else if (!rewriteReturns(Coroutine, Value, Maker, Model.context(),
                             Result)) {
    Result.Fix.clear();
  }
  return Result;
}
