#include "checks/fixit/ReadyTask.h"
#include "checks/model/AsyncModel.h"
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

/// `template <class T> task<T> from_result(T)`, but not `from_exception<T>`,
/// which makes no value from its argument.
static bool takesValue(const FunctionDecl &Maker) {
  return Maker.getNumParams() == 1 && Maker.getDescribedFunctionTemplate() &&
         Maker.getParamDecl(0)
             ->getType()
             .getNonReferenceType()
             .getUnqualifiedType()
             ->isTemplateTypeParmType();
}

/// The qualified name of the function beside \p Task that makes a ready one.
static std::string makerOf(const CXXRecordDecl &Task, bool OfVoid,
                           const AsyncModel &Model) {
  if (const VocabularyEntry *Entry = Model.words().entryOf(Task))
    return OfVoid ? Entry->ReadyVoid : Entry->ReadyValue;
  llvm::SmallVector<DeclContext *, 8> Parts;
  const_cast<DeclContext *>(
      Task.getDeclContext()->getEnclosingNamespaceContext())
      ->getPrimaryContext()
      ->collectAllContexts(Parts);
  const std::string Wanted = plainQualifiedName(Task);
  for (const DeclContext *Part : Parts)
    for (const Decl *Member : Part->decls()) {
      const FunctionDecl *Function = Member->getAsFunction();
      if (!Function ||
          !hasRole(Model.words().rolesOf(*Function), Role::MakesReady))
        continue;
      const CXXRecordDecl *Made = classOf(Function->getReturnType());
      if (Made && plainQualifiedName(*Made) == Wanted &&
          (OfVoid ? Function->getNumParams() == 0 : takesValue(*Function)))
        return plainQualifiedName(*Function);
    }
  return "";
}

/// The statement that ends \p Of returns, so that nothing falls off its end.
static bool endsWithReturn(const Body &Of) {
  const auto *Block = llvm::cast<CompoundStmt>(Of.Written);
  return !Block->body_empty() &&
         llvm::isa<CoreturnStmt, CXXThrowExpr>(Block->body_back());
}

/// `from_result` deduces the task's value type from \p Returned; where that
/// would be another type, it is written out. Nothing if it cannot be.
static std::optional<std::string>
argumentsFor(QualType Value, const Expr &Returned, ASTContext &Context) {
  if (Context.hasSameUnqualifiedType(Value, Returned.getType()))
    return "";
  if (Value->isBuiltinType())
    return "<" +
           Value.getUnqualifiedType().getAsString(Context.getPrintingPolicy()) +
           ">";
  return std::nullopt;
}

static bool rewriteReturns(const Body &Of, QualType Value,
                           const std::string &Maker, ASTContext &Context,
                           ReadyTask &Out) {
  const SourceManager &Sources = Context.getSourceManager();
  for (const CoreturnStmt *Return : Of.CoReturns) {
    const SourceLocation Keyword = Return->getKeywordLoc();
    const Expr *Operand = Return->getOperand();
    if (Keyword.isMacroID() || Return->getEndLoc().isMacroID())
      return false;
    const auto KeywordRange = CharSourceRange::getTokenRange(Keyword);
    if (Value.isNull()) {
      if (Operand)
        return false;
      Out.Fix.push_back(
          FixItHint::CreateReplacement(KeywordRange, "return " + Maker + "()"));
      continue;
    }
    if (!Operand || llvm::isa<InitListExpr>(Operand->IgnoreImplicit()))
      return false;
    const auto Arguments =
        argumentsFor(Value, *Operand->IgnoreUnlessSpelledInSource(), Context);
    const SourceLocation Begin = Operand->getBeginLoc();
    const SourceLocation End = Lexer::getLocForEndOfToken(
        Operand->getEndLoc(), 0, Sources, Context.getLangOpts());
    if (!Arguments || Begin.isMacroID() || End.isInvalid())
      return false;
    Out.Fix.push_back(FixItHint::CreateReplacement(KeywordRange, "return"));
    Out.Fix.push_back(
        FixItHint::CreateInsertion(Begin, Maker + *Arguments + "("));
    Out.Fix.push_back(FixItHint::CreateInsertion(End, ")"));
  }
  if (Value.isNull() && !endsWithReturn(Of)) {
    const SourceLocation Brace = Of.Written->getEndLoc();
    const StringRef Indentation = Lexer::getIndentationForLine(Brace, Sources);
    const bool OwnLine =
        Sources.getSpellingColumnNumber(Brace) == Indentation.size() + 1;
    const std::string Statement = "return " + Maker + "();";
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
  const auto *Task =
      llvm::dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(Type));
  if (!Task || Type->isDependentType() || Task->getTemplateArgs().size() == 0 ||
      Task->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return Result;
  const QualType Argument = Task->getTemplateArgs()[0].getAsType();
  const QualType Value = Argument->isVoidType() ? QualType() : Argument;
  Result.Maker = makerOf(*Task, Value.isNull(), Model);
  if (Result.Maker.empty())
    return Result;
  if (Model.types().startOf(Type) != Start::Hot) {
    Result.WhyNot = "no fix: the task is lazy, and a plain function would do "
                    "its work when it is called instead of when it is awaited";
  } else if (mayThrow(Coroutine) ||
             (!Value.isNull() &&
              !Value.isTriviallyCopyableType(Model.context()))) {
    Result.WhyNot = "no fix: an exception would leave a plain function at the "
                    "call instead of at the await";
  } else if (!rewriteReturns(Coroutine, Value, Result.Maker, Model.context(),
                             Result)) {
    Result.Fix.clear();
  }
  return Result;
}
