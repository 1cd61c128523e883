#include "checks/model/Borrows.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/Ownership.h"
#include "checks/model/StmtPath.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace asynctidy;

const FunctionDecl *asynctidy::definitionOf(const FunctionDecl &Callee) {
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
      !Method->getParent()->hasAttr<FinalAttr>())
    return nullptr;
  const FunctionDecl *Definition = withBody(*patternOf(&Callee));
  return Definition && !Definition->isInvalidDecl() &&
                 !Definition->isDefaulted()
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

/// `async_write(socket, buffer(text), use_awaitable)`, `timer.async_wait(...)`:
/// asio's documentation calls them initiating functions, and names each so.
static bool isInitiating(const FunctionDecl &Callee) {
  if (!Callee.getIdentifier() || !Callee.getName().starts_with("async_"))
    return false;
  const std::string Name = plainQualifiedName(Callee);
  return llvm::any_of(
      llvm::ArrayRef{"asio::", "boost::asio::", "boost::beast::"},
      [&](llvm::StringRef Space) {
        return llvm::StringRef(Name).starts_with(Space);
      });
}

const LambdaExpr *asynctidy::lambdaBehind(const Expr &Object) {
  const Expr *Plain = Object.IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
        Variable && Variable->getInit() && !llvm::isa<ParmVarDecl>(Variable))
      Plain = Variable->getInit()->IgnoreUnlessSpelledInSource();
  return llvm::dyn_cast<LambdaExpr>(Plain);
}

/// asio's buffers; names of hosts and the like are copied at once.
static bool isBuffer(QualType Type) {
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() && refersToOther(Type) &&
         Class->getName().contains("buffer");
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

  /// The operation copies what it is given, but for streams and buffers. One
  /// that began at once is ended by its stream, and not by its buffers.
  void fromInitiating(const CallExpr &Call) {
    const bool HasBegun = Call.getType()->isVoidType();
    const auto Arguments = argumentsFor(Call);
    const unsigned Count =
        std::min<size_t>(Arguments.size(), Coroutine.getNumParams());
    for (unsigned Index = 0; Index < Count; ++Index) {
      const ParmVarDecl &Parameter = *Coroutine.getParamDecl(Index);
      const Expr &Argument = *Arguments[Index];
      const QualType Type = Parameter.getType();
      if (isBuffer(Argument.getType()))
        add(Borrow::View, Argument, &Parameter, pointeeOf(Argument));
      else if (Type->isLValueReferenceType() &&
               !Type->getPointeeType().isConstQualified())
        add(Borrow::Reference, Argument, &Parameter, referentOf(Argument));
    }
    fromObject(Call);
    for (Borrow &Each : Result)
      Each.IsOperations = true;
    const bool EndsHere =
        HasBegun && llvm::any_of(Result, [](const Borrow &Each) {
          return Each.How != Borrow::View && Each.Of.diesHere();
        });
    if (HasBegun)
      llvm::erase_if(Result, [&](const Borrow &Each) {
        return EndsHere || Each.How != Borrow::View;
      });
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
  const FunctionDecl *Instance = withBody(Callee);
  if (!Instance)
    Instance = definitionOf(Callee);
  const CallExpr *Inner = onlyReturnedCall(Instance->getBody());
  const FunctionDecl *Coroutine = Inner ? calleeOf(*Inner) : nullptr;
  const FunctionDecl *Definition =
      Coroutine ? definitionOf(*Coroutine) : nullptr;
  if (!Definition || !Model.bodyOf(*Definition).IsCoroutine)
    return;
  llvm::SmallVector<Borrow, 2> Behind;
  Collector Found(*Coroutine, true, Behind);
  Found.fromArguments(*Inner);
  Found.fromObject(*Inner);
  const auto Arguments = argumentsFor(Call);
  for (Borrow &Each : Behind) {
    // `task<> run() { return save(order_); }` borrows what it is called on.
    if (const Expr *Object = Each.Of.IsOfThis ? objectOf(Call) : nullptr) {
      Each.Value = Object;
      Each.Of = Object->getType()->isPointerType() ? pointeeOf(*Object)
                                                   : referentOf(*Object);
      Result.push_back(Each);
      continue;
    }
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
  if (!Callee || Callee->isInvalidDecl() || isInStd(*Callee) ||
      Callee->hasAttr<CoroDisableLifetimeBoundAttr>() ||
      !(isMadeByCoroutines(typeOf(Call), Model) ||
        (isInitiating(*Callee) && typeOf(Call)->isVoidType())) ||
      hasRole(Model.words().rolesOf(Call),
              Role::Joins | Role::Races | Role::ConfiguresAwait |
                  Role::MakesReady | Role::Consumes | Role::Detaches))
    return Result;
  if (isInitiating(*Callee)) {
    Collector(*Callee, true, Result).fromInitiating(Call);
    return Result;
  }
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
