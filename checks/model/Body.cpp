#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace asynctidy;

namespace {

class BodyWalker : public RecursiveASTVisitor<BodyWalker> {
  using Base = RecursiveASTVisitor<BodyWalker>;

public:
  explicit BodyWalker(Body &Result) : Result(Result) {}

  // Sees the source as written: of `co_await f()` the `f()`, none of the
  // awaiter calls that the compiler makes of it.
  bool shouldVisitImplicitCode() const { return false; }

  bool TraverseCoawaitExpr(CoawaitExpr *Await) {
    return traverseAwait(*Await, [&] { Base::TraverseCoawaitExpr(Await); });
  }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *Await) {
    return traverseAwait(*Await,
                         [&] { Base::TraverseStmt(Await->getOperand()); });
  }
  bool TraverseCoyieldExpr(CoyieldExpr *Yield) {
    Result.Yields = true;
    return traverseAwait(*Yield, [&] { Base::TraverseCoyieldExpr(Yield); });
  }

  // [expr.await]: no await in a handler or in a static variable's initializer.
  bool TraverseCXXCatchStmt(CXXCatchStmt *Handler) {
    ++Forbidding;
    Base::TraverseCXXCatchStmt(Handler);
    --Forbidding;
    return true;
  }
  bool TraverseVarDecl(VarDecl *Variable) {
    const bool Forbids = Variable->isStaticLocal();
    Forbidding += Forbids;
    Base::TraverseVarDecl(Variable);
    Forbidding -= Forbids;
    return true;
  }

  // A nested lambda is a body of its own; only its captures run here.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    for (Expr *Init : Lambda->capture_inits())
      Base::TraverseStmt(Init);
    siteOf(*Lambda); // it is listed, wherever it goes
    return true;
  }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; }
  bool TraverseBlockExpr(BlockExpr *) { return true; }

  // None of these runs its operand.
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) {
    return true;
  }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *) {
    return true;
  }
  bool TraverseStaticAssertDecl(StaticAssertDecl *) { return true; }
  template <typename... More> bool TraverseTypeLoc(TypeLoc, More...) {
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) {
    const Expr *Await = Awaits.empty() ? nullptr : Awaits.back();
    Result.Calls.push_back({Call, Await, Forbidding > 0});
    noteArguments(*Call, Call->arguments());
    if (const auto *Lambda = lambdaIn(objectOfCall(*Call)))
      siteOf(*Lambda).InvokedBy = Call;
    noteIgnored(*Call);
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *Construction) {
    Result.Constructions.push_back(Construction);
    // The compiler's conversion of a lambda to std::function takes it nowhere.
    if (Construction->getParenOrBraceRange().isValid())
      noteArguments(*Construction, Construction->arguments());
    return true;
  }
  bool VisitInitListExpr(InitListExpr *List) {
    noteArguments(*List, List->inits());
    // `handlers{[] {}}`: the conversions are not part of what was written.
    const InitListExpr *Meant = List->getSemanticForm();
    for (const Expr *Init : Meant ? Meant->inits() : llvm::ArrayRef<Expr *>())
      if (const auto *Made = llvm::dyn_cast_or_null<CXXConstructExpr>(
              Init ? Init->IgnoreImplicit() : nullptr);
          Made && llvm::none_of(List->inits(), [&](const Expr *Written) {
            return Written->IgnoreImplicit() == Made;
          }))
        Result.Constructions.push_back(Made);
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    Result.Locals.push_back(Variable);
    if (const Expr *Init = Variable->getInit())
      if (const auto *Lambda = lambdaIn(Init))
        siteOf(*Lambda).Named = Variable;
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    if (isa<FunctionDecl>(Reference->getDecl()) &&
        !CalledNames.contains(Reference))
      Result.FunctionsAsValues.push_back(Reference);
    // `return g;`, `h = g;`: whoever has the lambda's name has the lambda.
    if (LambdaSite *Site = siteNamed(Reference->getDecl());
        Site && !Site->PassedTo && !CalledNames.contains(Reference))
      Site->PassedTo = Reference;
    return true;
  }

  bool VisitCoreturnStmt(CoreturnStmt *Return) {
    Result.CoReturns.push_back(Return);
    return true;
  }

  // The places where an expression stands as a statement.
  bool VisitStmtExpr(StmtExpr *Statements) {
    // `({ a(); b(); })` has the value of its last expression.
    if (const CompoundStmt *Block = Statements->getSubStmt();
        !Block->body_empty())
      Values.insert(Block->body_back());
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *Block) {
    for (const Stmt *Child : Block->body())
      noteStatement(Child);
    return true;
  }
  bool VisitSwitchStmt(SwitchStmt *Switch) {
    noteStatement(Switch->getInit());
    return true;
  }
  bool VisitIfStmt(IfStmt *If) {
    noteStatement(If->getInit());
    noteStatement(If->getThen());
    noteStatement(If->getElse());
    return true;
  }
  bool VisitForStmt(ForStmt *For) {
    noteStatement(For->getInit());
    noteStatement(For->getInc());
    noteStatement(For->getBody());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    Result.RangeLoops.push_back(For);
    noteStatement(For->getInit());
    noteStatement(For->getBody());
    return true;
  }
  bool VisitWhileStmt(WhileStmt *While) {
    noteStatement(While->getBody());
    return true;
  }
  bool VisitDoStmt(DoStmt *Do) {
    noteStatement(Do->getBody());
    return true;
  }
  bool VisitSwitchCase(SwitchCase *Case) {
    noteStatement(Case->getSubStmt());
    return true;
  }
  bool VisitLabelStmt(LabelStmt *Label) {
    noteStatement(Label->getSubStmt());
    return true;
  }
  bool VisitAttributedStmt(AttributedStmt *Attributed) {
    noteStatement(Attributed->getSubStmt());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->getOpcode() == BO_Comma)
      noteDiscard(Operator->getLHS(), Consent::None);
    return true;
  }

private:
  template <typename Walk> bool traverseAwait(const Expr &Await, Walk Inner) {
    Result.Awaits.push_back(&Await);
    Awaits.push_back(&Await);
    Inner();
    Awaits.pop_back();
    return true;
  }

  void noteStatement(const Stmt *Statement) {
    if (const auto *Value = llvm::dyn_cast_or_null<Expr>(Statement))
      if (!Values.contains(Value))
        noteDiscard(Value, Consent::None);
  }

  /// Looks through what passes a value on: `(f())`, `a, f()`, `c ? f() : g()`.
  void noteDiscard(const Expr *Value, Consent Said) {
    Value = Value->IgnoreUnlessSpelledInSource();
    const auto *List = llvm::dyn_cast<InitListExpr>(Value);
    if (List && List->getNumInits() == 1) {
      noteDiscard(List->getInit(0), Said);
    } else if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Value);
               Cast && handsThrough(*Cast)) {
      noteDiscard(Cast->getSubExpr(),
                  Cast->getType()->isVoidType() ? Consent::Void : Said);
    } else if (const auto *Operator = llvm::dyn_cast<BinaryOperator>(Value)) {
      // The left side of a comma is noted where the walk meets it.
      if (Operator->getOpcode() == BO_Comma || Operator->isLogicalOp())
        noteDiscard(Operator->getRHS(), Said);
    } else if (const auto *Choice =
                   llvm::dyn_cast<AbstractConditionalOperator>(Value)) {
      noteDiscard(Choice->getTrueExpr(), Said);
      noteDiscard(Choice->getFalseExpr(), Said);
    } else {
      Result.Discards.push_back({Value, Said, Forbidding > 0});
    }
  }

  /// `(void)f()` and `task<>(f())`, but not `std::vector{f()}`.
  static bool handsThrough(const ExplicitCastExpr &Cast) {
    const CXXRecordDecl *Made = classOf(Cast.getType());
    return !Made || Made == classOf(Cast.getSubExpr()->getType());
  }

  /// `std::ignore = f()`.
  void noteIgnored(const CallExpr &Call) {
    const auto *Assignment = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    if (!Assignment || Assignment->getOperator() != OO_Equal ||
        Assignment->getNumArgs() != 2)
      return;
    const auto *Target = llvm::dyn_cast<DeclRefExpr>(
        Assignment->getArg(0)->IgnoreParenImpCasts());
    if (Target && plainQualifiedName(*Target->getDecl()) == "std::ignore")
      noteDiscard(Assignment->getArg(1), Consent::Ignore);
  }

  /// The lambda that \p Value is, or is made from: `std::function<void()>(g)`.
  static const LambdaExpr *lambdaIn(const Expr *Value) {
    if (!Value)
      return nullptr;
    Value = Value->IgnoreUnlessSpelledInSource();
    if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(Value))
      return lambdaIn(Cast->getSubExpr());
    return llvm::dyn_cast<LambdaExpr>(Value);
  }

  LambdaSite *siteNamed(const ValueDecl *Variable) {
    for (LambdaSite &Site : Result.Lambdas)
      if (Site.Named == Variable)
        return &Site;
    return nullptr;
  }

  /// What `x(...)` calls, if x is an object.
  static const Expr *objectOfCall(const CallExpr &Call) {
    // In a template, `[] {...}()` is not resolved.
    if (llvm::isa<LambdaExpr>(Call.getCallee()->IgnoreParens()))
      return Call.getCallee()->IgnoreParens();
    const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
    return Operator && Operator->getOperator() == OO_Call ? Operator->getArg(0)
                                                          : nullptr;
  }

  LambdaSite &siteOf(const LambdaExpr &Lambda) {
    for (LambdaSite &Site : Result.Lambdas)
      if (Site.Lambda == &Lambda)
        return Site;
    return Result.Lambdas.emplace_back(LambdaSite{&Lambda});
  }

  template <typename Range> void noteArguments(const Expr &Taker, Range Args) {
    const Expr *Object = nullptr;
    if (const auto *Call = llvm::dyn_cast<CallExpr>(&Taker)) {
      Object = objectOfCall(*Call);
      for (const Expr *Called : {Object, Call->getCallee()})
        if (const auto *Name = llvm::dyn_cast_or_null<DeclRefExpr>(
                Called ? Called->IgnoreParenImpCasts() : nullptr))
          CalledNames.insert(Name);
    }
    for (const Expr *Argument : Args) {
      if (!Argument || Argument == Object)
        continue;
      if (const auto *Lambda = lambdaIn(Argument)) {
        // The innermost taker is the construction of the parameter's type;
        // the call was met first and is what the programmer wrote.
        LambdaSite &Site = siteOf(*Lambda);
        if (!Site.PassedTo)
          Site.PassedTo = &Taker;
        continue;
      }
      const Expr *Plain = Argument->IgnoreUnlessSpelledInSource();
      if (const auto *Moved = llvm::dyn_cast<CallExpr>(Plain);
          Moved && Moved->isCallToStdMove())
        Plain = Moved->getArg(0)->IgnoreParenImpCasts();
      if (const auto *Address = llvm::dyn_cast<UnaryOperator>(Plain))
        Plain = Address->getSubExpr()->IgnoreParenImpCasts();
      const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
      if (!Name)
        continue;
      // `auto g = []{...}; f(g);` passes the lambda on under a name.
      if (LambdaSite *Site = siteNamed(Name->getDecl());
          Site && !Site->PassedTo)
        Site->PassedTo = &Taker;
    }
  }

  Body &Result;
  llvm::SmallVector<const Expr *, 4> Awaits;
  unsigned Forbidding = 0;
  llvm::DenseSet<const Stmt *> Values;
  llvm::DenseSet<const DeclRefExpr *> CalledNames;
};

} // namespace

Body asynctidy::describeBody(const FunctionDecl &Function) {
  Body Result;
  Result.Function = &Function;
  Result.Written = Function.getBody();
  if (const auto *Coroutine =
          llvm::dyn_cast_or_null<CoroutineBodyStmt>(Result.Written)) {
    Result.IsCoroutine = true;
    Result.Written = Coroutine->getBody();
  }
  BodyWalker Walker(Result);
  Walker.TraverseStmt(const_cast<Stmt *>(Result.Written));
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        Walker.TraverseStmt(Init->getInit());
  return Result;
}

const Expr *asynctidy::initializerOf(const DeclaratorDecl &Variable) {
  if (const auto *Field = llvm::dyn_cast<FieldDecl>(&Variable))
    return Field->getInClassInitializer();
  const auto *Parameter = llvm::dyn_cast<ParmVarDecl>(&Variable);
  if (Parameter && (Parameter->hasUnparsedDefaultArg() ||
                    Parameter->hasUninstantiatedDefaultArg() ||
                    Parameter->hasInheritedDefaultArg()))
    return nullptr;
  const auto *Object = llvm::dyn_cast<VarDecl>(&Variable);
  return Object ? Object->getInit() : nullptr;
}

Body asynctidy::describeInitializer(const DeclaratorDecl &Variable) {
  Body Result;
  Result.Written = initializerOf(Variable);
  BodyWalker(Result).TraverseDecl(const_cast<DeclaratorDecl *>(&Variable));
  return Result;
}

const Expr *asynctidy::operandOf(const Expr &Await) {
  if (const auto *Dependent = llvm::dyn_cast<DependentCoawaitExpr>(&Await))
    return Dependent->getOperand();
  return llvm::cast<CoroutineSuspendExpr>(Await).getOperand();
}

bool asynctidy::isAwaitedAtOnce(const CallSite &Site) {
  return Site.Await &&
         operandOf(*Site.Await)->IgnoreUnlessSpelledInSource() == Site.Call;
}
