#include "checks/model/Borrows.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/CaptureUses.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/StmtPath.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

/// Coroutines that hand a parameter on to others are followed this deep.
static constexpr unsigned MaxDepth = 3;

/// The function as its author wrote it, if its body is visible and this call
/// runs no other one: a virtual function may be overridden.
static const FunctionDecl *definitionOf(const FunctionDecl &Callee) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
      !Method->getParent()->hasAttr<FinalAttr>())
    return nullptr;
  const FunctionDecl *Definition = nullptr;
  return patternOf(&Callee)->hasBody(Definition) &&
                 !Definition->isInvalidDecl() && !Definition->isDefaulted()
             ? Definition
             : nullptr;
}

/// `f(x)` of `return f(x);`, if that is all that the function returns.
static const CallExpr *onlyReturnedCall(const Stmt *In) {
  const CallExpr *Found = nullptr;
  unsigned Returns = 0;
  containsAny(In, [&](const Stmt &Each) {
    if (const auto *Return = llvm::dyn_cast<ReturnStmt>(&Each)) {
      ++Returns;
      Found = Return->getRetValue()
                  ? llvm::dyn_cast<CallExpr>(
                        Return->getRetValue()->IgnoreUnlessSpelledInSource())
                  : nullptr;
    }
    return false;
  });
  return Returns == 1 ? Found : nullptr;
}

/// The lambda expression behind `[x] {...}` or `auto g = [x] {...}; g`.
static const LambdaExpr *lambdaBehind(const Expr &Object) {
  const Expr *Plain = Object.IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
        Variable && Variable->getInit() && !llvm::isa<ParmVarDecl>(Variable))
      Plain = Variable->getInit()->IgnoreUnlessSpelledInSource();
  return llvm::dyn_cast<LambdaExpr>(Plain);
}

namespace {

class Collector {
public:
  Collector(const FunctionDecl &Coroutine, bool IsCertain,
            llvm::SmallVectorImpl<Borrow> &Result)
      : Coroutine(Coroutine), IsCertain(IsCertain), Result(Result) {}

  void fromArguments(const CallExpr &Call) {
    const llvm::ArrayRef<const Expr *> All(Call.getArgs(), Call.getNumArgs());
    const auto Arguments = Coroutine.hasCXXExplicitFunctionObjectParameter()
                               ? All
                               : argumentsFor(Call);
    const unsigned Count =
        std::min<size_t>(Arguments.size(), Coroutine.getNumParams());
    for (unsigned Index = 0; Index < Count; ++Index)
      fromArgument(*Coroutine.getParamDecl(Index), *Arguments[Index]);
  }

  void fromArgument(const ParmVarDecl &Parameter, const Expr &Argument) {
    const QualType Type = Parameter.getType();
    if (Type->isReferenceType())
      add(Borrow::Reference, Argument, &Parameter, referentOf(Argument));
    else if (refersToOther(Type))
      add(Type->isPointerType() ? Borrow::Pointer : Borrow::View, Argument,
          &Parameter, pointeeOf(Argument));
  }

  // `order.save()`, `[x] {...}()`
  void fromObject(const CallExpr &Call) {
    if (Coroutine.hasCXXExplicitFunctionObjectParameter())
      return;
    const Expr *Object = nullptr;
    if (const auto *Member = llvm::dyn_cast<CXXMemberCallExpr>(&Call))
      Object = Member->getImplicitObjectArgument();
    else if (const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Coroutine);
             Method && Method->isInstance() &&
             llvm::isa<CXXOperatorCallExpr>(Call))
      Object = Call.getArg(0);
    if (!Object)
      return;
    const Referent Of = Object->getType()->isPointerType()
                            ? pointeeOf(*Object)
                            : referentOf(*Object);
    if (!isLambdaCallOperator(&Coroutine))
      return add(Borrow::Object, *Object, nullptr, Of);
    add(Borrow::Closure, *Object, nullptr, Of);
    const LambdaExpr *Lambda = lambdaBehind(*Object);
    if (!Lambda)
      return;
    const auto *Init = Lambda->capture_init_begin();
    for (const LambdaCapture &Capture : Lambda->captures()) {
      const Expr *Value = *Init++;
      if (Capture.getCaptureKind() != LCK_ByRef ||
          !Capture.capturesVariable() || !Value || Capture.isPackExpansion())
        continue;
      add(Borrow::Capture, *Value, nullptr, referentOf(*Value));
      if (!Result.empty() && Result.back().Value == Value)
        Result.back().Captured = Capture.getCapturedVar();
    }
  }

private:
  void add(Borrow::Kind How, const Expr &Value, const ParmVarDecl *Parameter,
           const Referent &Of) {
    if (Of.Dies != Referent::Never)
      Result.push_back(
          {How, &Value, Parameter, nullptr, &Coroutine, IsCertain, Of});
  }

  const FunctionDecl &Coroutine;
  const bool IsCertain;
  llvm::SmallVectorImpl<Borrow> &Result;
};

} // namespace

/// A task, a stream or a generator, or a coroutine that nobody can await.
static bool isMadeByCoroutines(QualType Type, const AsyncModel &Model) {
  return !Type.isNull() &&
         (Model.types().isCoroutineType(Type) ||
          hasRole(Model.words().rolesOf(Type), Role::Detached));
}

/// What a plain function borrows for the coroutine that it calls: of
/// `task<> save(const order &o) { return write(o.id); }` the order.
static void throughForwarder(const CallExpr &Call, const FunctionDecl &Callee,
                             AsyncModel &Model,
                             llvm::SmallVectorImpl<Borrow> &Result) {
  const FunctionDecl *Instance = nullptr;
  if (!Callee.hasBody(Instance))
    Instance = definitionOf(Callee);
  const CallExpr *Inner = onlyReturnedCall(Instance->getBody());
  const FunctionDecl *Coroutine = Inner ? calleeOf(*Inner) : nullptr;
  const FunctionDecl *Definition =
      Coroutine ? definitionOf(*Coroutine) : nullptr;
  if (!Definition || !Model.bodyOf(*Definition).IsCoroutine)
    return;
  llvm::SmallVector<Borrow, 2> Behind;
  Collector(*Coroutine, true, Behind).fromArguments(*Inner);
  const auto Arguments = argumentsFor(Call);
  for (Borrow &Each : Behind) {
    const auto *Own = llvm::dyn_cast_or_null<ParmVarDecl>(Each.Of.Via);
    const unsigned Index = Own ? Own->getFunctionScopeIndex() : 0;
    if (!Own || Index >= Arguments.size() ||
        Index >= Instance->getNumParams() ||
        Instance->getParamDecl(Index) != Own)
      continue;
    Each.Value = Arguments[Index];
    Each.Of = Own->getType()->isReferenceType() ? referentOf(*Each.Value)
                                                : pointeeOf(*Each.Value);
    if (Each.Of.Dies != Referent::Never)
      Result.push_back(Each);
  }
}

llvm::SmallVector<Borrow, 2> asynctidy::borrowsOf(const CallExpr &Call,
                                                  AsyncModel &Model) {
  llvm::SmallVector<Borrow, 2> Result;
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || Callee->isInvalidDecl() ||
      Callee->hasAttr<CoroDisableLifetimeBoundAttr>() ||
      !isMadeByCoroutines(typeOf(Call), Model) ||
      hasRole(Model.words().rolesOf(Call),
              Role::Joins | Role::Races | Role::ConfiguresAwait |
                  Role::MakesReady | Role::Consumes | Role::Detaches))
    return Result;
  const FunctionDecl *Definition = definitionOf(*Callee);
  const bool IsCoroutine = Definition && Model.bodyOf(*Definition).IsCoroutine;
  if (Definition && !IsCoroutine) {
    throughForwarder(Call, *Callee, Model, Result);
    return Result;
  }
  // What a library's function does with its arguments is its own business.
  if (!Definition && Model.context().getSourceManager().isInSystemHeader(
                         Callee->getLocation()))
    return Result;
  Collector Found(*Callee, IsCoroutine, Result);
  Found.fromArguments(Call);
  Found.fromObject(Call);
  return Result;
}

namespace {

/// The names under which one coroutine uses what it has borrowed.
class Names {
public:
  Names(const Borrow &What, const FunctionDecl &Definition, const CFG &Graph);
  bool isUse(const Stmt &Each) const;
  bool contains(const VarDecl *Variable) const {
    return Variables.contains(Variable);
  }

private:
  bool isOtherName(const VarDecl &Local) const;

  const Borrow::Kind How;
  llvm::DenseSet<const ValueDecl *> Variables;
};

} // namespace

Names::Names(const Borrow &What, const FunctionDecl &Definition,
             const CFG &Graph)
    : How(What.How) {
  if (What.Captured)
    Variables.insert(What.Captured);
  if (!What.Parameter)
    return;
  // In a template, a pack is one parameter.
  const unsigned Index = What.Parameter->getFunctionScopeIndex();
  if (Definition.getNumParams() > 0)
    Variables.insert(Definition.getParamDecl(
        std::min(Index, Definition.getNumParams() - 1)));
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block)
        if (const auto *Declaration =
                llvm::dyn_cast_or_null<DeclStmt>(statementOf(Element)))
          for (const Decl *Declared : Declaration->decls())
            if (const auto *Local = llvm::dyn_cast<VarDecl>(Declared))
              Grows |= isOtherName(*Local) && Variables.insert(Local).second;
  }
}

/// `auto &name = order.name;`, `std::string_view name = order.name;`, and what
/// `for (auto &line : order.lines)` declares behind the scenes.
bool Names::isOtherName(const VarDecl &Local) const {
  const Expr *Init = Local.getInit();
  if (!Init)
    return false;
  if (Local.isImplicit() ||
      (Local.isCXXForRangeDecl() && Local.getType()->isReferenceType()))
    return containsAny(Init, [&](const Stmt &Each) { return isUse(Each); });
  const Referent Of = Local.getType()->isReferenceType() ? referentOf(*Init)
                      : refersToOther(Local.getType())   ? pointeeOf(*Init)
                                                         : Referent();
  return Of.Via && Variables.contains(Of.Via);
}

bool Names::isUse(const Stmt &Each) const {
  if (llvm::isa<CXXThisExpr>(Each))
    return How == Borrow::Object || How == Borrow::Closure;
  const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Each);
  return Use &&
         (How == Borrow::Closure ? Use->refersToEnclosingVariableOrCapture()
                                 : Variables.contains(Use->getDecl()));
}

static Start beginOf(const Borrow &What, const AsyncModel &Model) {
  return Model.types().startOf(What.Coroutine->getReturnType());
}

static LateUse findLateUse(const Borrow &What, AsyncModel &Model, Start Begins,
                           unsigned Depth) {
  LateUse Result;
  const FunctionDecl *Definition = definitionOf(*What.Coroutine);
  if (!Definition || Depth > MaxDepth)
    return Result;
  const Body &Of = Model.bodyOf(*Definition);
  const Suspensions &Points = Model.suspensionsOf(Of);
  const CFG *Graph = Model.graphOf(Of).graph();
  if (!Of.IsCoroutine || !Graph)
    return Result;
  const Names Known(What, *Definition, *Graph);
  const bool IsLazy = Begins == Start::Lazy;
  Result.Found = LateUse::No;
  // `(void)order;` is no use.
  llvm::DenseSet<const Stmt *> Ignored;
  for (const Discard &Dropped : Of.Discards)
    Ignored.insert(Dropped.Value);
  const SourceManager &Sources = Model.context().getSourceManager();
  auto Note = [&](const Stmt &Use, const Expr *After) {
    if (Result.Use && !Sources.isBeforeInTranslationUnit(
                          Use.getBeginLoc(), Result.Use->getBeginLoc()))
      return;
    Result = {LateUse::Yes, &Use, After};
  };
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block) {
      const Stmt *Each = statementOf(Element);
      if (!Each || !Known.isUse(*Each) || Ignored.contains(Each))
        continue;
      const Expr *After = Points.before(*Each);
      if (After || IsLazy)
        Note(*Each, After);
    }
  if (Result.Found == LateUse::Yes)
    return Result;
  // `co_await write(order);`: the other coroutine may use it meanwhile.
  for (const Expr *Await : Of.Awaits) {
    const auto *Call = llvm::dyn_cast<CallExpr>(
        operandOf(*Await)->IgnoreUnlessSpelledInSource());
    if (!Call)
      continue;
    // `co_await work()` of `F &&work`: the lambda is there for its coroutine.
    const ParmVarDecl *Called = parameterCalled(*Call);
    const LambdaExpr *Lambda =
        Called && Known.contains(Called) ? lambdaBehind(*What.Value) : nullptr;
    if (Lambda && Model.bodyOf(*Lambda->getCallOperator()).IsCoroutine &&
        firstCaptureUse(*Lambda, Start::Hot, Model,
                        [](const LambdaCapture &) { return true; }))
      Note(*Call, Await);
    for (const Borrow &Inner : borrowsOf(*Call, Model))
      if (Inner.Of.Via && Known.contains(Inner.Of.Via) &&
          findLateUse(Inner, Model, beginOf(Inner, Model), Depth + 1).Found ==
              LateUse::Yes)
        Note(*Inner.Value, Await);
  }
  return Result;
}

LateUse asynctidy::lateUseOf(const Borrow &What, AsyncModel &Model,
                             std::optional<Start> Begins) {
  return findLateUse(What, Model, Begins ? *Begins : beginOf(What, Model), 0);
}

bool asynctidy::mayBeTakenOver(const Borrow &What) {
  if (!What.Parameter)
    return false;
  if (What.Parameter->getType()->isRValueReferenceType())
    return true;
  const FunctionDecl *Written = patternOf(What.Coroutine);
  const unsigned Index = What.Parameter->getFunctionScopeIndex();
  return Written != What.Coroutine && Written->getNumParams() > 0 &&
         Written->getParamDecl(std::min(Index, Written->getNumParams() - 1))
             ->getType()
             .getNonPackExpansionType()
             ->isRValueReferenceType();
}
