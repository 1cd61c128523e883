#include "checks/fixit/KeepResult.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/Spelling.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

static bool isCopyable(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class)
    return Type->isScalarType();
  if (!Class->hasDefinition())
    return false;
  for (const CXXConstructorDecl *Constructor : Class->ctors())
    if (Constructor->isCopyConstructor())
      return !Constructor->isDeleted() && Constructor->getAccess() == AS_public;
  return !Class->defaultedCopyConstructorIsDeleted();
}

static DynTypedNode parentOf(const DynTypedNode &Node, ASTContext &Context) {
  const DynTypedNodeList Parents = Context.getParents(Node);
  return Parents.empty() ? DynTypedNode() : Parents[0];
}

/// Nobody changes or takes the value of \p Result, so that a constant object
/// may stand in its place: not for `take(co_await t)` with `take(text &&)`.
static bool isOnlyRead(const Expr &Result, ASTContext &Context) {
  DynTypedNode Node = parentOf(DynTypedNode::create(Result), Context);
  bool Bound = false;
  while (const auto *Outer = Node.get<Expr>()) {
    if (const auto *Temporary =
            llvm::dyn_cast<MaterializeTemporaryExpr>(Outer)) {
      if (Temporary->getType().isConstQualified())
        return Temporary->isBoundToLvalueReference();
      Bound = true;
    } else if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Outer);
               Bound && Cast) {
      return Cast->getCastKind() == CK_LValueToRValue ||
             Cast->getType().isConstQualified();
    } else if (const auto *Member = llvm::dyn_cast<MemberExpr>(Outer);
               Bound && Member) { // `(co_await t).name`
      if (!llvm::isa<FieldDecl>(Member->getMemberDecl()))
        return false;
    } else if (!llvm::isa<ImplicitCastExpr, ParenExpr, ExprWithCleanups,
                          CXXBindTemporaryExpr>(Outer)) {
      return !Bound;
    }
    Node = parentOf(Node, Context);
  }
  return !Bound;
}

/// The uses of a variable in a body, its lambdas included.
static llvm::SmallVector<const DeclRefExpr *, 8>
namesOf(const ValueDecl &Variable, const Body &In) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const ValueDecl *Variable;
    llvm::SmallVector<const DeclRefExpr *, 8> Found;
    bool VisitDeclRefExpr(DeclRefExpr *Name) {
      if (Name->getDecl() == Variable)
        Found.push_back(Name);
      return true;
    }
  } Search;
  Search.Variable = &Variable;
  Search.TraverseStmt(const_cast<Stmt *>(In.Written));
  return Search.Found;
}

/// Every use of the variable reads it.
static bool isNeverChanged(const VarDecl &Variable, const Body &In,
                           ASTContext &Context) {
  if (Variable.getType().isConstQualified())
    return true;
  return llvm::all_of(namesOf(Variable, In), [&](const DeclRefExpr *Name) {
    DynTypedNode Node = parentOf(DynTypedNode::create(*Name), Context);
    while (Node.get<ParenExpr>() || Node.get<MemberExpr>())
      Node = parentOf(Node, Context);
    // `return x;` moves from it, and that is the last of it.
    const auto *Cast = Node.get<ImplicitCastExpr>();
    return Cast && (Cast->getCastKind() == CK_LValueToRValue ||
                    (Cast->getCastKind() == CK_NoOp &&
                     (Cast->getType().isConstQualified() || Cast->isXValue())));
  });
}

/// The statement that declares \p Variable, if it declares nothing else.
static const DeclStmt *statementOf(const VarDecl &Variable,
                                   ASTContext &Context) {
  const auto *Statement =
      parentOf(DynTypedNode::create(Variable), Context).get<DeclStmt>();
  return Statement && Statement->isSingleDecl() ? Statement : nullptr;
}

/// \p Variable is in scope at \p Later, and no other one has its name.
static bool isVisibleAt(const VarDecl &Variable, const Expr &Later,
                        const Body &In, ASTContext &Context) {
  const DeclStmt *Statement = statementOf(Variable, Context);
  if (!Statement ||
      !Variable.getIdentifier()) // `auto [id, name] = co_await t;`
    return false;
  const auto *Scope =
      parentOf(DynTypedNode::create(*Statement), Context).get<Stmt>();
  const SourceManager &Sources = Context.getSourceManager();
  auto HasItsName = [&](const VarDecl *Other) {
    return Other != &Variable && Other->getDeclName() == Variable.getDeclName();
  };
  return Scope &&
         Sources.isBeforeInTranslationUnit(Statement->getEndLoc(),
                                           Later.getBeginLoc()) &&
         Sources.isBeforeInTranslationUnit(Later.getEndLoc(),
                                           Scope->getEndLoc()) &&
         llvm::none_of(In.Locals, HasItsName) &&
         llvm::none_of(In.Function->parameters(), HasItsName);
}

/// The variable that keeps what \p Use gives: `x` of `auto x = co_await t;`.
static const VarDecl *keeperOf(const OneShotUse &Use, const Body &In) {
  for (const VarDecl *Local : In.Locals)
    if (Use.Result && Local->getInit() &&
        Local->getInit()->IgnoreUnlessSpelledInSource() == Use.Result)
      return Local;
  return nullptr;
}

/// `(co_await t)` with its parentheses, which nothing needs around a name; but
/// not those of `co_return(co_await t)`.
static SourceRange withParentheses(const Expr &Value, ASTContext &Context) {
  SourceRange Range = Value.getSourceRange();
  DynTypedNode Node = parentOf(DynTypedNode::create(Value), Context);
  while (Node.get<ImplicitCastExpr>() || Node.get<MaterializeTemporaryExpr>() ||
         Node.get<CXXBindTemporaryExpr>())
    Node = parentOf(Node, Context);
  const auto *Outer = Node.get<ParenExpr>();
  if (!Outer || !isSpelledInFile(Outer->getSourceRange()))
    return Range;
  const char *Before =
      Context.getSourceManager().getCharacterData(Outer->getBeginLoc()) - 1;
  return isAsciiIdentifierContinue(*Before) ? Range : Outer->getSourceRange();
}

static bool isDiscarded(const Expr &Value, const Body &In) {
  return llvm::any_of(In.Discards, [&](const Discard &Dropped) {
    return Dropped.Value == &Value;
  });
}

Edits asynctidy::useFirstResult(const Reuse &Of, const Body &In,
                                const std::vector<OneShotUse> &Uses,
                                ASTContext &Context) {
  const VarDecl *Kept = keeperOf(Of.First, In);
  const Expr *Again = Of.Second.Result;
  if (!Kept || !Again || Of.isNextTurn() || !Kept->hasLocalStorage() ||
      Again->isTypeDependent() || !Again->isPRValue() ||
      isDiscarded(*Again, In))
    return {};
  const QualType Type = Again->getType();
  if (!Context.hasSameUnqualifiedType(Kept->getType(), Type) ||
      !Context.hasSameUnqualifiedType(Of.First.Result->getType(), Type) ||
      !isCopyable(Type) || !isOnlyRead(*Again, Context) ||
      !isNeverChanged(*Kept, In, Context) ||
      !isVisibleAt(*Kept, *Again, In, Context) ||
      llvm::any_of(Uses, [&](const OneShotUse &Use) {
        return Use.Root == Of.First.Root && !usesUp(Use.Effect);
      }))
    return {};
  const SourceRange Range = withParentheses(*Again, Context);
  const StringRef Text = textOf(Range, Context);
  if (!isSpelledInFile(Range) || Text.contains("/*") || Text.contains("//"))
    return {};
  return {FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Range),
                                       Kept->getName())};
}

/// `t.done()`, which the type \p After has as well.
static bool isLook(const DeclRefExpr &Name, const CXXRecordDecl &After,
                   ASTContext &Context) {
  DynTypedNode Node = parentOf(DynTypedNode::create(Name), Context);
  while (Node.get<ImplicitCastExpr>())
    Node = parentOf(Node, Context);
  const auto *Member = Node.get<MemberExpr>();
  const auto *Method =
      Member ? llvm::dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  return Method && Method->isConst() && Method->getIdentifier() &&
         After.hasMemberName(Method->getDeclName());
}

/// `co_await t`, the result of which is not changed.
static bool isAwaited(const DeclRefExpr &Name,
                      const std::vector<OneShotUse> &Uses,
                      ASTContext &Context) {
  return llvm::any_of(Uses, [&](const OneShotUse &Use) {
    return Use.Name == &Name && Use.Effect == OneShotEffect::Awaits &&
           llvm::isa_and_nonnull<CoawaitExpr>(Use.Result) &&
           operandOf(*Use.Result)->IgnoreParenImpCasts() == &Name &&
           isOnlyRead(*Use.Result, Context);
  });
}

Edits asynctidy::convertWhereMade(const Reuse &Of, const Body &In,
                                  const std::vector<OneShotUse> &Uses,
                                  const Awaitables &Types,
                                  ASTContext &Context) {
  const auto *Variable = llvm::dyn_cast<VarDecl>(Of.First.Root);
  if (!Variable || llvm::isa<ParmVarDecl>(Variable) || !Variable->getInit() ||
      Variable->isCXXForRangeDecl() || Variable->isInitCapture() ||
      Variable->getType()->isReferenceType() ||
      Variable->getType()->isDependentType() ||
      Variable->getInitStyle() != VarDecl::CInit ||
      !statementOf(*Variable, Context))
    return {};
  const CXXMethodDecl *Conversion = Types.conversionOf(Variable->getType());
  const QualType Result = valueTypeOf(Variable->getType());
  const CXXRecordDecl *After =
      Conversion ? Conversion->getReturnType()->getAsCXXRecordDecl() : nullptr;
  if (!After || !After->hasDefinition() || Result.isNull() ||
      Conversion->getRefQualifier() == RQ_LValue ||
      !(Result->isVoidType() || isCopyable(Result)))
    return {};
  const Expr *Init = Variable->getInit()->IgnoreUnlessSpelledInSource();
  const auto *Made = llvm::dyn_cast<CallExpr>(Init);
  if (!Made || llvm::isa<CXXOperatorCallExpr>(Made) || !Made->isPRValue() ||
      !Context.hasSameUnqualifiedType(Made->getType(), Variable->getType()) ||
      !isSpelledInFile(Made->getSourceRange()) ||
      !isSpelledInFile(Variable->getSourceRange()))
    return {};
  for (const DeclRefExpr *Name : namesOf(*Variable, In))
    if (!isLook(*Name, *After, Context) && !isAwaited(*Name, Uses, Context))
      return {};
  Edits Fix;
  // The type that is written there is no longer the right one.
  const TypeLoc Written = Variable->getTypeSourceInfo()->getTypeLoc();
  if (!Variable->getType()->getContainedAutoType())
    Fix.push_back(
        FixItHint::CreateReplacement(Written.getSourceRange(), "auto"));
  Fix.push_back(FixItHint::CreateInsertion(
      Lexer::getLocForEndOfToken(Made->getEndLoc(), 0,
                                 Context.getSourceManager(),
                                 Context.getLangOpts()),
      "." + Conversion->getNameAsString() + "()"));
  return Fix;
}
