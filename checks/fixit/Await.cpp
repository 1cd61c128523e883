#include "checks/fixit/Await.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/Spelling.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

static bool mayAwait(QualType Type, const Body &In, const Awaitables &Types) {
  return In.IsCoroutine && In.Function &&
         Types.isAwaitableIn(In.Function->getReturnType(), Type);
}

/// `a | b`, `a && b`, `c ? a : b`, `a = b`: `co_await` before it would take the
/// first operand alone.
static bool needsOwnParentheses(const Expr &Value) {
  const Expr *Plain = Value.IgnoreImplicit();
  if (llvm::isa<BinaryOperator, AbstractConditionalOperator,
                CXXRewrittenBinaryOperator>(Plain))
    return true;
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Plain);
  return Operator &&
         (Operator->isInfixBinaryOp() || Operator->isAssignmentOp());
}

/// Puts `co_await` before \p Value, which is replaced by nothing else.
static Edits insertAwait(const Expr &Value, ASTContext &Context) {
  if (!needsOwnParentheses(Value))
    return {FixItHint::CreateInsertion(Value.getBeginLoc(), "co_await ")};
  const SourceLocation End = Lexer::getLocForEndOfToken(
      Value.getEndLoc(), 0, Context.getSourceManager(), Context.getLangOpts());
  return {FixItHint::CreateInsertion(Value.getBeginLoc(), "co_await ("),
          FixItHint::CreateInsertion(End, ")")};
}

Edits asynctidy::awaitDropped(const Expr &Value, const Body &In,
                              const Awaitables &Types, ASTContext &Context) {
  if (!isSpelledInFile(Value.getSourceRange()) ||
      !mayAwait(typeOf(Value), In, Types))
    return {};
  return insertAwait(Value, Context);
}

/// The statement in \p Within that declares \p Local, or null.
static const DeclStmt *declarationOf(const VarDecl &Local, const Stmt &Within) {
  const auto *Declaration = llvm::dyn_cast<DeclStmt>(&Within);
  if (Declaration && llvm::is_contained(Declaration->decls(), &Local))
    return Declaration;
  for (const Stmt *Child : Within.children())
    if (const DeclStmt *Found = Child ? declarationOf(Local, *Child) : nullptr)
      return Found;
  return nullptr;
}

Edits asynctidy::awaitUnusedLocal(const VarDecl &Local, const Body &In,
                                  const Awaitables &Types,
                                  ASTContext &Context) {
  const Expr *Init = Local.getInit()->IgnoreUnlessSpelledInSource();
  const QualType Result = Types.resultOf(Init->getType());
  // Only `auto t = f();`: `auto t(f())` and `auto t = (f())` have more to
  // change.
  if (Result.isNull() || Local.getInitStyle() != VarDecl::CInit ||
      !llvm::isa<CallExpr>(Init) ||
      Local.getInit()->getSourceRange() != Init->getSourceRange() ||
      !isSpelledInFile(Local.getSourceRange()) ||
      !isSpelledInFile(Init->getSourceRange()) ||
      !mayAwait(Init->getType(), In, Types) ||
      !Local.getType()->getContainedAutoType() || Local.isReferenced())
    return {};
  Edits Await = insertAwait(*Init, Context);
  if (!Result->isVoidType())
    return Await;
  // `auto a = f(), b = g();` cannot lose one of its variables.
  const DeclStmt *Declaration = declarationOf(Local, *In.Written);
  if (!Declaration || !Declaration->isSingleDecl())
    return {};
  Await.push_back(FixItHint::CreateRemoval(CharSourceRange::getCharRange(
      Declaration->getBeginLoc(), Init->getBeginLoc())));
  return Await;
}

/// `co_await x` binds looser than what follows \p Value: `.name`, `[0]`, `()`.
static bool needsParentheses(const Expr &Value, const Body &In) {
  // Not Clang's own index of parents, which is made for all headers.
  const ParentMap Parents(const_cast<Stmt *>(In.Written));
  const Stmt *Child = &Value;
  while (const Stmt *Node = Parents.getParent(Child)) {
    if (llvm::isa<ImplicitCastExpr, MaterializeTemporaryExpr,
                  CXXBindTemporaryExpr, ExprWithCleanups>(Node)) {
      Child = Node;
      continue;
    }
    if (llvm::isa<MemberExpr, CXXDependentScopeMemberExpr>(Node))
      return true;
    if (const auto *Element = llvm::dyn_cast<ArraySubscriptExpr>(Node))
      return Element->getLHS() == Child;
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Node))
      return Operator->getArg(0) == Child;
    if (const auto *Call = llvm::dyn_cast<CallExpr>(Node))
      return Call->getCallee() == Child;
    const auto *Unary = llvm::dyn_cast<UnaryOperator>(Node);
    return Unary && Unary->isPostfix();
  }
  return false;
}

static bool hasComment(SourceRange Range, ASTContext &Context) {
  const StringRef Text = textOf(Range, Context);
  return Text.contains("/*") || Text.contains("//");
}

/// Where the blanks before the `.` of `f()\n.result()` begin, if there is
/// nothing else between it and \p Object.
static SourceLocation beginOfSpaceBefore(SourceLocation Dot, const Expr &Object,
                                         ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  const SourceLocation End = Lexer::getLocForEndOfToken(
      Object.getEndLoc(), 0, Sources, Context.getLangOpts());
  // An overloaded `->` is the end of its object already.
  if (End.isInvalid() || !isSpelledInFile({End, Dot}) ||
      !Sources.isBeforeInTranslationUnit(End, Dot))
    return Dot;
  return textBetween(End, Dot, Context).trim().empty() ? End : Dot;
}

Edits asynctidy::awaitInsteadOfBlocking(const CallExpr &Blocking,
                                        const Body &In, const Awaitables &Types,
                                        ASTContext &Context) {
  const SourceRange Whole = Blocking.getSourceRange();
  const auto *Member =
      llvm::dyn_cast<MemberExpr>(Blocking.getCallee()->IgnoreParenImpCasts());
  const Expr *Awaited = nullptr;
  SourceRange Head, Tail; // what goes from before and after the awaited
  StringRef Dereference;
  if (Member && Blocking.getNumArgs() == 0 && !Member->isImplicitAccess()) {
    Awaited = Member->getBase()->IgnoreImpCasts();
    Tail = {beginOfSpaceBefore(Member->getOperatorLoc(), *Awaited, Context),
            Whole.getEnd()};
    if (Member->isArrow())
      Dereference = "*";
  } else if (!Member && Blocking.getNumArgs() == 1) {
    Awaited = Blocking.getArg(0)->IgnoreImplicit();
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(
        Blocking.getCallee()->IgnoreParenImpCasts());
    if (!Name || Name->hasExplicitTemplateArgs() ||
        !isSpelledInFile(Awaited->getSourceRange()))
      return {};
    Head = {Whole.getBegin(), Awaited->getBeginLoc()};
    Tail = {Whole.getEnd(), Whole.getEnd()};
  }
  if (!Awaited || !isSpelledInFile(Whole) || !isSpelledInFile(Tail) ||
      hasComment(Tail, Context) ||
      (Head.isValid() && hasComment(Head, Context)))
    return {};
  QualType Type = Awaited->getType();
  if (!Dereference.empty()) {
    // `p->result()`; through an overloaded `->` the type is that of its result.
    const auto *Arrow = llvm::dyn_cast<CXXOperatorCallExpr>(Awaited);
    if (Arrow && Arrow->getOperator() == OO_Arrow)
      Type = Arrow->getType();
    Type = Type->getPointeeType();
  }
  if (!mayAwait(Type, In, Types))
    return {};
  const bool Move =
      Types.needsRvalue(Type) && (Awaited->isLValue() || !Dereference.empty());
  const bool Group = needsParentheses(Blocking, In);
  const bool Own = Head.isValid() && needsOwnParentheses(*Awaited);
  const std::string Before =
      (llvm::Twine(Group ? "(" : "") + "co_await " + (Own ? "(" : "") +
       (Move ? "std::move(" : "") + Dereference)
          .str();
  const std::string After =
      std::string(Move ? ")" : "") + (Own ? ")" : "") + (Group ? ")" : "");
  Edits Result;
  if (Head.isValid())
    Result.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Head), Before));
  else
    Result.push_back(FixItHint::CreateInsertion(Whole.getBegin(), Before));
  Result.push_back(FixItHint::CreateReplacement(
      CharSourceRange::getTokenRange(Tail), After));
  return Result;
}
