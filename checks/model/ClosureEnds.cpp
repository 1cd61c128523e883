#include "checks/model/ClosureEnds.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Callables.h"
#include "checks/model/Keepers.h"
#include "checks/model/Outlives.h"
#include "checks/model/Referents.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;

/// `[](this auto) {...}`: the frame has a copy of the lambda.
static bool ownsItself(const LambdaExpr &Lambda) {
  const CXXMethodDecl *Operator = Lambda.getCallOperator();
  return Operator->isExplicitObjectMemberFunction() &&
         !Operator->getParamDecl(0)->getType()->isReferenceType();
}

/// `work` of `work()` and `std::invoke(work)`.
static const VarDecl *variableCalled(const CallExpr &Call) {
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  const Expr *Called = Operator && Operator->getOperator() == OO_Call
                           ? Operator->getArg(0)
                           : Call.getCallee();
  if (nameInStd(Call) == "invoke" && Call.getNumArgs() > 0)
    Called = Call.getArg(0);
  Called = Called->IgnoreUnlessSpelledInSource();
  // `std::forward<F>(work)()`
  if (const auto *Passed = llvm::dyn_cast<CallExpr>(Called);
      Passed && Passed->getNumArgs() == 1 &&
      (Passed->isCallToStdMove() || nameInStd(*Passed) == "forward"))
    Called = Passed->getArg(0)->IgnoreUnlessSpelledInSource();
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Called);
  return Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
}

/// \p Value is the lambda, or the name of its variable.
static bool hasLambda(const Expr &Value, const LambdaSite &Site) {
  const Expr *Plain = &withoutMove(Value);
  const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
  return Plain == Site.Lambda ||
         (Name && Site.Named && Name->getDecl() == Site.Named);
}

/// `std::transform(ids.begin(), ids.end(), std::back_inserter(all), work)`
static bool makesManyInStd(const CallExpr &Call) {
  static const llvm::StringSet<> Names = {"transform", "generate",
                                          "generate_n"};
  if (Names.contains(nameInStd(Call)))
    return true;
  // `std::ranges::transform` is an object; `std::views::transform` keeps what
  // it is given.
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  const auto *Called = Operator && Operator->getOperator() == OO_Call
                           ? llvm::dyn_cast<DeclRefExpr>(
                                 Operator->getArg(0)->IgnoreParenImpCasts())
                           : nullptr;
  return Called &&
         llvm::StringRef(plainQualifiedName(*Called->getDecl()))
             .starts_with("std::ranges::") &&
         Names.contains(Called->getDecl()->getName()) &&
         !llvm::StringRef(plainQualifiedName(*Called->getDecl()))
              .contains("views");
}

namespace {

class Search {
public:
  Search(const LambdaSite &Site, const Body &In, AsyncModel &Model)
      : Site(Site), Lambda(*Site.Lambda), In(In), Model(Model),
        Begins(
            Model.types().startOf(Lambda.getCallOperator()->getReturnType())),
        IsCoroutine(Model.bodyOf(*Lambda.getCallOperator()).IsCoroutine) {}

  std::optional<ClosureEnd> run() {
    // `co_spawn(executor, [&] { return work(order); }, detached)`
    if (!IsCoroutine)
      return Model.types().isTask(Lambda.getCallOperator()->getReturnType())
                 ? ofReferents()
                 : std::nullopt;
    const bool Owned = ownsItself(Lambda);
    if (const CallExpr *Invoked = invocation(); Invoked && !Owned)
      if (auto End = ofCall(*Invoked, In, Referent::temporary(Lambda)))
        return ended(ClosureEnd::Statement, *End);
    if (Site.Named && Site.Named->hasLocalStorage() && !Owned)
      for (const CallSite &One : In.Calls)
        if (variableCalled(*One.Call) == Site.Named)
          if (auto End = ofCall(*One.Call, In, Referent::scopeOf(*Site.Named)))
            return ended(ClosureEnd::Variable, *End);
    if (Site.PassedTo && !Owned)
      if (auto End = ofCopy())
        return End;
    return ofReferents();
  }

private:
  /// `[x] {...}()`, `std::invoke([x] {...})`
  const CallExpr *invocation() const {
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Site.PassedTo);
    return !Site.InvokedBy && !Site.Named && Call &&
                   nameInStd(*Call) == "invoke" &&
                   hasLambda(*Call->getArg(0), Site)
               ? Call
               : Site.InvokedBy;
  }

  /// Where \p Closure dies before the task that \p Call makes from it.
  std::optional<SourceLocation> ofCall(const Expr &Call, const Body &Around,
                                       const Referent &Closure) const {
    const Keeper By = keeperOf(Call, Around, Model);
    const auto How = outlives(Call, By, Closure, Around, Model);
    if (!How)
      return std::nullopt;
    // A lazy one that nobody awaits later never begins.
    if (Begins == Start::Lazy &&
        (By.How == Keeper::Dropped || (By.How == Keeper::Local && !How->Use)))
      return std::nullopt;
    return How->Death;
  }

  std::optional<ClosureEnd> ended(ClosureEnd::Kind What, SourceLocation Death,
                                  const FunctionDecl *Taker = nullptr) const {
    const auto Use = firstCaptureUse(
        Lambda, Begins, Model, [](const LambdaCapture &) { return true; });
    if (!Use)
      return std::nullopt;
    return ClosureEnd{What, *Use, Death,
                      What == ClosureEnd::Variable ? Site.Named : nullptr,
                      Taker};
  }

  std::optional<ClosureEnd> ofCopy() const {
    const auto *Call = llvm::dyn_cast<CallExpr>(Site.PassedTo);
    const auto *Made = llvm::dyn_cast<CXXConstructExpr>(Site.PassedTo);
    const FunctionDecl *Taker = Call   ? calleeOf(*Call)
                                : Made ? Made->getConstructor()
                                       : nullptr;
    if (!Taker)
      return std::nullopt;
    const Role Roles =
        Call ? Model.words().rolesOf(*Call) : Model.words().rolesOf(*Taker);
    // `std::thread([x] {...})`, `ui.post([x] {...})`: called once, dropped. A
    // slot may be called again, but not that of `QTimer::singleShot`.
    if (hasRole(Roles, Role::DropsResult) ||
        (hasRole(Roles, Role::PostsToContext) && Call && asVoid(*Call, *Taker)))
      return Begins == Start::Hot && !keepsCallable(*Taker) &&
                     (hasRole(Roles, Role::DropsResult) ||
                      !hasRole(Roles, Role::Connects))
                 ? ended(ClosureEnd::Copy, {}, Taker)
                 : std::nullopt;
    if (hasRole(Roles, Role::PostsToContext))
      return std::nullopt;
    // They have a copy for as long as they run, and keep the tasks only.
    if (Call && makesManyInStd(*Call))
      return ended(ClosureEnd::Copy, {}, Taker);
    if (hasRole(Roles, Role::Consumes | Role::Detaches | Role::Offloads) ||
        !Call || Site.Named)
      return std::nullopt;
    if (const auto Death = inCallee(*Call, *Taker))
      return ended(ClosureEnd::Copy, *Death, Taker);
    return std::nullopt;
  }

  /// The lambda becomes a `std::function<void()>`, so that nobody gets its
  /// task.
  bool asVoid(const CallExpr &Call, const FunctionDecl &Taker) const {
    const auto Arguments = argumentsFor(Call);
    for (unsigned Index = 0;
         Index < std::min<size_t>(Arguments.size(), Taker.getNumParams());
         ++Index) {
      const QualType Type =
          Taker.getParamDecl(Index)->getType().getNonReferenceType();
      if (!hasLambda(*Arguments[Index], Site) ||
          !hasRole(Model.words().rolesOf(Type), Role::Callable))
        continue;
      const QualType Signature = valueTypeOf(Type);
      const auto *Function =
          Signature.isNull() ? nullptr : Signature->getAs<FunctionProtoType>();
      return Function && Function->getReturnType()->isVoidType();
    }
    return false;
  }

  /// `std::stop_callback(token, [x] {...})` has its callable until it ends.
  static bool keepsCallable(const FunctionDecl &Taker) {
    const auto *Class = llvm::dyn_cast<CXXRecordDecl>(Taker.getDeclContext());
    return Class && Class->getIdentifier() &&
           Class->getName() == "stop_callback";
  }

  /// `template <class F> void start(F work) { detach(work()); }`: what the
  /// callee shows that it does with the task of its parameter.
  std::optional<SourceLocation> inCallee(const CallExpr &Call,
                                         const FunctionDecl &Taker) const {
    const FunctionDecl *Definition = withBody(Taker);
    if (!Definition)
      return std::nullopt;
    const Body &Of = Model.bodyOf(*Definition);
    const auto Arguments = argumentsFor(Call);
    if (Of.IsCoroutine)
      return std::nullopt;
    for (unsigned Index = 0;
         Index < std::min<size_t>(Arguments.size(), Definition->getNumParams());
         ++Index) {
      const ParmVarDecl *Parameter = Definition->getParamDecl(Index);
      if (!hasLambda(*Arguments[Index], Site))
        continue;
      for (const CallSite &One : Of.Calls) {
        if (variableCalled(*One.Call) != Parameter)
          continue;
        if (keeperOf(*One.Call, Of, Model).How == Keeper::Returned)
          return ofCall(Call, In, Referent::temporary(Lambda));
        return ofCall(*One.Call, Of, Referent::scopeOf(*Parameter));
      }
    }
    return std::nullopt;
  }

  /// `void start(F work) { co_await work(); }`: a coroutine has the lambda in
  /// its frame.
  bool isInFrameOf(const CallExpr &Call) const {
    const FunctionDecl *Taker = calleeOf(Call);
    const FunctionDecl *Definition =
        Taker ? withBody(*patternOf(Taker)) : nullptr;
    if (!Definition || !Model.bodyOf(*Definition).IsCoroutine)
      return false;
    const auto Arguments = argumentsFor(Call);
    for (unsigned Index = 0;
         Index < std::min<size_t>(Arguments.size(), Taker->getNumParams());
         ++Index)
      if (hasLambda(*Arguments[Index], Site))
        return !Taker->getParamDecl(Index)->getType()->isReferenceType();
    return false;
  }

  /// Nobody has the task that \p Call makes, and nobody could.
  bool isDetached(const CallExpr &Call) const {
    const QualType Type = typeOf(Call);
    return hasRole(Model.words().rolesOf(Type), Role::Detached) ||
           (!Model.types().isAwaitable(Type) &&
            Model.types().isCoroutineType(Type));
  }

  /// `co_spawn(executor, [&] {...}, detached)`: the lambda is kept.
  std::optional<ClosureEnd> ofReferents() const {
    const Expr *Task = &Lambda;
    Start Late = Start::Lazy;
    bool LetGo = false;
    const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Site.PassedTo);
    if (Call && hasRole(Model.words().rolesOf(*Call), Role::Offloads) &&
        Model.types().isTask(typeOf(*Call))) {
      Task = Call;
    } else if (Call && IsCoroutine && isInFrameOf(*Call)) {
      Task = Call;
      // A hot one may call the lambda before it is suspended.
      if (Model.types().startOf(typeOf(*Call)) != Start::Lazy)
        Late = Start::Hot;
      LetGo = isDetached(*Call);
    } else if (Site.Named || !Site.PassedTo) {
      return std::nullopt;
    }
    const Keeper By = keeperOf(*Task, In, Model);
    if (By.How != Keeper::Detached &&
        (Task == &Lambda || By.How == Keeper::Awaited ||
         (By.How == Keeper::Dropped && !LetGo)))
      return std::nullopt;
    const auto *Init = Lambda.capture_init_begin();
    for (const LambdaCapture &One : Lambda.captures()) {
      const Expr *Value = *Init++;
      if (One.getCaptureKind() != LCK_ByRef || !One.capturesVariable() ||
          !Value)
        continue;
      const Referent Of = referentOf(*Value);
      const auto How =
          Of.Dies == Referent::Scope && Of.Root->getDeclContext() == In.Function
              ? outlives(*Task, By, Of, In, Model)
              : std::nullopt;
      if (!How)
        continue;
      // The coroutine begins when somebody has time for it.
      if (const auto Use = firstCaptureUse(
              Lambda, Late, Model,
              [&](const LambdaCapture &Each) { return &Each == &One; }))
        return ClosureEnd{ClosureEnd::Referent, *Use, How->Death};
    }
    return std::nullopt;
  }

  const LambdaSite &Site;
  const LambdaExpr &Lambda;
  const Body &In;
  AsyncModel &Model;
  const Start Begins;
  const bool IsCoroutine;
};

} // namespace

std::optional<ClosureEnd> asynctidy::closureEndOf(const LambdaSite &Site,
                                                  const Body &In,
                                                  AsyncModel &Model) {
  if (Site.Lambda->capture_size() == 0)
    return std::nullopt;
  return Search(Site, In, Model).run();
}
