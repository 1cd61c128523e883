#include "checks/fixit/PassToken.h"
#include "checks/model/Body.h"
#include "checks/model/Spelling.h"
#include "checks/model/TokenTakers.h"
#include "checks/model/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// `db::priority::low`, if that means the same at the call.
static std::string spelledEnumerator(const EnumConstantDecl &Enumerator,
                                     const Body &In) {
  for (const DeclContext *At = Enumerator.getDeclContext();
       !At->isTranslationUnit(); At = At->getParent()) {
    if (llvm::isa<LinkageSpecDecl>(At)) // `extern "C++" {`
      continue;
    const auto *Named = llvm::dyn_cast<NamedDecl>(At);
    if (!Named || At->isFunctionOrMethod() || At->isDependentContext() ||
        Named->getAccess() == AS_private || Named->getAccess() == AS_protected)
      return "";
  }
  const std::string Name = Enumerator.getQualifiedNameAsString();
  const StringRef First = StringRef(Name).split("::").first;
  // Another `db` that is closer would be found first.
  for (const DeclContext *At = In.Function; !At->isTranslationUnit();
       At = At->getParent())
    if (llvm::isa<NamespaceDecl, CXXRecordDecl>(At) &&
        !At->lookup(&In.Function->getASTContext().Idents.get(First)).empty())
      return "";
  auto Hides = [&](const VarDecl *One) { return One->getName() == First; };
  return llvm::any_of(In.Locals, Hides) ||
                 llvm::any_of(In.Function->parameters(), Hides)
             ? ""
             : Name;
}

/// The text of a default argument that means the same at the call; empty if it
/// might not.
static std::string writtenDefault(const ParmVarDecl &Parameter, const Body &In,
                                  const ASTContext &Context) {
  if (Parameter.hasUninstantiatedDefaultArg() ||
      Parameter.hasUnparsedDefaultArg() || !Parameter.hasDefaultArg())
    return "";
  const Expr *Plain = Parameter.getDefaultArg()->IgnoreUnlessSpelledInSource();
  const SourceRange Range = Plain->getSourceRange();
  if (!isSpelledInFile(Range))
    return "";
  if (const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain)) {
    const auto *Enumerator = llvm::dyn_cast<EnumConstantDecl>(Name->getDecl());
    return Enumerator ? spelledEnumerator(*Enumerator, In) : "";
  }
  const Expr *Literal = Plain;
  if (const auto *Sign = llvm::dyn_cast<UnaryOperator>(Plain);
      Sign && Sign->getOpcode() == UO_Minus)
    Literal = Sign->getSubExpr();
  if (llvm::isa<IntegerLiteral, FloatingLiteral, CXXBoolLiteralExpr,
                CharacterLiteral, CXXNullPtrLiteralExpr, StringLiteral>(
          Literal))
    return textOf(Range, Context).str();
  return textOf(Parameter.getDefaultArgRange(), Context) == "{}" ? "{}" : "";
}

/// With \p Count arguments, a function other than \p Takes could be called
/// that the call without the token could not have meant.
static bool isAmbiguous(const FunctionDecl &Takes, unsigned Written,
                        unsigned Count) {
  const FunctionTemplateDecl *Template = Takes.getPrimaryTemplate();
  const FunctionDecl &Shape = Template ? *Template->getTemplatedDecl() : Takes;
  for (const FunctionDecl *Other : overloadsOf(Shape, Shape.getDeclName())) {
    if (Other->getCanonicalDecl() == Shape.getCanonicalDecl() ||
        Other->getNumParams() < Count ||
        Other->getMinRequiredArguments() > Count)
      continue;
    // `get(string, token)` beside `get(int, token)`: that was decided between
    // `get(string)` and `get(int)` already.
    const bool Decided =
        Count == Written + 1 &&
        (Other->getMinRequiredArguments() <= Written ||
         llvm::any_of(
             overloadsOf(Shape, Shape.getDeclName()),
             [&](const FunctionDecl *Twin) {
               if (Twin->getNumParams() != Count - 1)
                 return false;
               for (unsigned I = 0; I + 1 < Count; ++I)
                 if (Twin->getParamDecl(I)->getType().getCanonicalType() !=
                     Other->getParamDecl(I)->getType().getCanonicalType())
                   return false;
               return true;
             }));
    if (!Decided)
      return true;
  }
  return false;
}

/// Where the arguments end: at `)`, or at `}` of `job j{1}`.
static SourceLocation endOfArguments(const Invocation &Call) {
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Call.Taker))
    return Made->getParenOrBraceRange().getEnd();
  return llvm::cast<CallExpr>(Call.Taker)->getRParenLoc();
}

Edits asynctidy::passToken(const Invocation &Call, const TokenSlot &Slot,
                           const TokenAtHand &Token, const Body &In,
                           ASTContext &Context) {
  const SourceLocation End = endOfArguments(Call);
  const SourceRange Whole = Call.Taker->getSourceRange();
  const unsigned Written = Call.written();
  if (!isSpelledInFile(End) || !isSpelledInFile(Whole) || Written > Slot.Index)
    return {};
  for (const Expr *Argument : Call.Arguments.take_front(Written))
    if (Argument->getBeginLoc().isMacroID() !=
        Argument->getEndLoc().isMacroID())
      return {};
  // `job{1,}`: the text would have two commas.
  if (Written > 0) {
    const SourceRange Last = Call.Arguments[Written - 1]->getSourceRange();
    const SourceLocation After = Lexer::getLocForEndOfToken(
        Context.getSourceManager().getExpansionLoc(Last.getEnd()), 0,
        Context.getSourceManager(), Context.getLangOpts());
    if (llvm::isa<CXXConstructExpr>(Call.Taker) &&
        textBetween(After, End, Context).contains(','))
      return {};
  }
  if (isAmbiguous(*Slot.Takes, Written, Slot.Index + 1))
    return {};
  std::string Added;
  for (unsigned I = Written; I < Slot.Index; ++I) {
    const std::string Default =
        writtenDefault(*Call.Callee->getParamDecl(I), In, Context);
    if (Default.empty())
      return {};
    Added += (I == 0 ? "" : ", ") + Default;
  }
  Added += (Slot.Index == 0 ? "" : ", ") + Token.Spelling;
  Edits Result = {FixItHint::CreateInsertion(End, Added)};
  if (Slot.How != TokenSlot::Sibling)
    return Result;
  const Expr *Callee =
      llvm::cast<CallExpr>(Call.Taker)->getCallee()->IgnoreParenImpCasts();
  SourceLocation Name;
  if (const auto *Function = llvm::dyn_cast<DeclRefExpr>(Callee))
    Name = Function->getLocation();
  else if (const auto *Member = llvm::dyn_cast<MemberExpr>(Callee))
    Name = Member->getMemberLoc();
  if (!isSpelledInFile(Name))
    return {};
  Result.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getTokenRange(Name), Slot.Takes->getNameAsString()));
  return Result;
}
