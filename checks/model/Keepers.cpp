#include "checks/model/Keepers.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Blocking.h"
#include "checks/model/Callables.h"
#include "checks/model/Containers.h"
#include "checks/model/Detached.h"
#include "checks/model/StmtPath.h"
#include "checks/model/WithBody.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The variable or member that \p Target is, or is an element of: `all[0]`,
/// `this->saving_`, `order.task`.
static const ValueDecl *variableIn(const Expr &Target) {
  const Expr *Plain = Target.IgnoreUnlessSpelledInSource();
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain))
    return Use->getDecl();
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain)) {
    const ValueDecl *Inside = variableIn(*Member->getBase());
    const auto *Local = llvm::dyn_cast_or_null<VarDecl>(Inside);
    return Local && Local->hasLocalStorage() ? Inside : Member->getMemberDecl();
  }
  if (const auto *Element = llvm::dyn_cast<CXXOperatorCallExpr>(Plain))
    return Element->getOperator() == OO_Subscript ||
                   Element->getOperator() == OO_Star ||
                   Element->getOperator() == OO_Arrow
               ? variableIn(*Element->getArg(0))
               : nullptr;
  if (const auto *Element = llvm::dyn_cast<ArraySubscriptExpr>(Plain))
    return variableIn(*Element->getBase());
  return nullptr;
}

/// A variable has the task itself; a reference or a pointer has it for
/// somebody else. By-value members are part of what they are in.
static Keeper keptIn(const Stmt *By, const ValueDecl *Variable,
                     const Body &In) {
  if (!Variable)
    return {};
  if (llvm::isa<FieldDecl>(Variable))
    return {Keeper::Stored, By, Variable};
  const auto *Object = llvm::dyn_cast<VarDecl>(Variable);
  if (!Object)
    return {};
  const QualType Type = Object->getType();
  // `void start(std::vector<task<>> &all)`: what the caller has, or what the
  // function around a lambda has.
  if (!Object->hasLocalStorage() || Object->getDeclContext() != In.Function ||
      (llvm::isa<ParmVarDecl>(Object) &&
       (Type->isLValueReferenceType() || Type->isPointerType())))
    return {Keeper::Stored, By, Variable};
  return Type->isReferenceType() || Type->isPointerType()
             ? Keeper{}
             : Keeper{Keeper::Local, By, Variable};
}

/// `oneway start(task<> work) { co_await std::move(work); }`: nobody can await
/// what it returns.
static bool isDetacher(const CallExpr &Call, AsyncModel &Model) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || Callee->getNumParams() != 1)
    return false;
  const FunctionDecl *Definition = withBody(*patternOf(Callee));
  if (!Definition)
    return false;
  const Body &Of = Model.bodyOf(*Definition);
  if (Of.Awaits.size() != 1 || !escapeFromDetached(Of, Model))
    return false;
  const auto *Name =
      llvm::dyn_cast<DeclRefExpr>(&withoutMove(*operandOf(*Of.Awaits.front())));
  return Name && llvm::isa<ParmVarDecl>(Name->getDecl()) &&
         !Name->getDecl()->getType()->isReferenceType();
}

/// `co_spawn(executor, f(), detached)`: the task runs on, and nobody waits.
static bool letsRunOn(const CallExpr &Call, const Body &In, AsyncModel &Model) {
  const Role Roles = Model.words().rolesOf(Call);
  if (hasRole(Roles, Role::Detaches) || isDetacher(Call, Model))
    return true;
  return hasRole(Roles, Role::Consumes) && typeOf(Call)->isVoidType() &&
         llvm::any_of(In.Discards, [&](const Discard &Dropped) {
           return Dropped.Value == &Call;
         });
}

/// The parameter that gets \p Part of \p Call; null for a part that is none of
/// its arguments.
static const ParmVarDecl *parameterOf(const CallExpr &Call, const Stmt &Part) {
  const FunctionDecl *Callee = calleeOf(Call);
  const auto Arguments = argumentsFor(Call);
  const auto *At = llvm::find(Arguments, &Part);
  const auto Index = static_cast<unsigned>(At - Arguments.begin());
  return Callee && Index < Arguments.size() && Index < Callee->getNumParams()
             ? Callee->getParamDecl(Index)
             : nullptr;
}

/// The callee has the task for itself: `void keep(task<> work)`, or all of
/// them.
static bool takesTask(const CallExpr &Call, const Stmt &Part,
                      const AsyncModel &Model) {
  const ParmVarDecl *Parameter = parameterOf(Call, Part);
  if (!Parameter || Parameter->getType()->isLValueReferenceType())
    return false;
  const QualType Type = Parameter->getType().getNonReferenceType();
  return Model.types().isTask(Type) || Model.types().holdsTasks(Type);
}

static bool isNamedForWaiting(StringRef Name) {
  static constexpr StringRef Words[] = {"wait", "join",  "get",
                                        "sync", "block", "run_until"};
  return llvm::any_of(Words, [&](StringRef Word) {
    return Name.starts_with_insensitive(Word);
  });
}

bool asynctidy::wrapsTask(const CallExpr &Call, const Stmt &Part,
                          const AsyncModel &Model) {
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || Callee->getReturnType()->isReferenceType() ||
      isInStd(*Callee) || !Model.types().isAwaitable(typeOf(Call)) ||
      hasRole(Model.words().rolesOf(Call),
              Role::Blocks | Role::MakesReady | Role::Detaches) ||
      isNamedForWaiting(nameOfCallee(Call)))
    return false;
  if (const Expr *Object = objectOf(Call); Object && Call.getCallee() == &Part)
    return Model.types().isTask(Object->getType());
  return takesTask(Call, Part, Model) && Model.types().isTask(typeOf(Call));
}

/// `spawn(f());` of `detached spawn(task<> work)`: a coroutine that nobody can
/// await has the task, and awaits it when it likes.
static bool isLeftToDetached(const CallExpr &Call, const Stmt &Part,
                             const AsyncModel &Model) {
  const QualType Type = typeOf(Call);
  return takesTask(Call, Part, Model) && !Model.types().isAwaitable(Type) &&
         (hasRole(Model.words().rolesOf(Type), Role::Detached) ||
          (Model.types().isCoroutineType(Type) &&
           Model.types().startOf(Type) == Start::Hot));
}

/// `pool.spawn(f());`: the name says it, and the body, if it is visible, waits
/// for nothing.
static bool isSpawn(const CallExpr &Call, const Stmt &Part, AsyncModel &Model) {
  static constexpr StringRef Words[] = {
      "spawn",          "co_spawn",        "detach",  "launch",
      "start_detached", "fire_and_forget", "enqueue", "run_detached"};
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || !Callee->getIdentifier() || !typeOf(Call)->isVoidType() ||
      !takesTask(Call, Part, Model) ||
      llvm::none_of(Words, [&](StringRef Word) {
        return Callee->getName().starts_with_insensitive(Word);
      }))
    return false;
  const FunctionDecl *Definition = withBody(*patternOf(Callee));
  return !Definition ||
         llvm::none_of(Model.bodyOf(*Definition).Calls,
                       [&](const CallSite &Site) {
                         return hasRole(Model.words().rolesOf(*Site.Call),
                                        Role::Blocks) ||
                                isNamedForWaiting(nameCalled(*Site.Call));
                       });
}

/// `when_any(f(), delay(1s))`: what runs already, and is not ended by its
/// owner, goes on when another was first.
static bool runsOnAfter(const CallExpr &Call, const Stmt &Part,
                        const AsyncModel &Model) {
  const auto *Task = llvm::dyn_cast<Expr>(&Part);
  return Task && hasRole(Model.words().rolesOf(Call), Role::Races) &&
         Model.types().isTask(typeOf(*Task)) &&
         Model.types().startOf(typeOf(*Task)) == Start::Hot &&
         !Model.types().endsWithItsOwner(typeOf(*Task));
}

/// `std::make_unique<task<>>(f())`, `std::make_pair(1, f())`
static bool isStdMaker(const CallExpr &Call) {
  static const llvm::StringSet<> Names = {
      "make_unique", "make_shared", "make_optional", "make_pair", "make_tuple"};
  return Names.contains(nameInStd(Call));
}

/// What \p Around, which the task is a part of, does with it. Nothing if it
/// passes it on to what stands around it.
static std::optional<Keeper> keptBy(const Stmt &Around, const Stmt &Part,
                                    const Body &In, AsyncModel &Model) {
  if (llvm::isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Around))
    return Keeper{llvm::isa<CoyieldExpr>(Around) ? Keeper::Unknown
                                                 : Keeper::Awaited,
                  &Around};
  if (llvm::isa<ReturnStmt, CoreturnStmt>(Around))
    return Keeper{Keeper::Returned, &Around};
  if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(&Around)) {
    for (const Decl *Declared : Declaration->decls())
      if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared);
          Variable && Variable->getInit() == &Part) {
        // `auto &&t = f();` prolongs the life of the task.
        if (Variable->getType()->isReferenceType())
          return Keeper{Keeper::Local, &Around, Variable};
        return keptIn(&Around, Variable, In);
      }
    return Keeper{};
  }
  // `f().configure_await(false)`, `f().wait()`
  if (const auto *Member = llvm::dyn_cast<MemberExpr>(&Around)) {
    return llvm::isa<CXXMethodDecl>(Member->getMemberDecl())
               ? std::nullopt
               : std::optional(Keeper{});
  }
  if (const auto *Call = llvm::dyn_cast<CallExpr>(&Around)) {
    const Role Roles = Model.words().rolesOf(*Call);
    if (hasRole(Roles, Role::Blocks))
      return Keeper{Keeper::Awaited, &Around};
    if (runsOnAfter(*Call, Part, Model))
      return Keeper{Keeper::Detached, &Around};
    if (hasRole(Roles, Role::Joins | Role::ConfiguresAwait) ||
        Call->isCallToStdMove() || isStdMaker(*Call) ||
        wrapsTask(*Call, Part, Model))
      return std::nullopt;
    if (hasRole(Roles, Role::Detaches) && Model.types().isTask(typeOf(*Call)) &&
        llvm::none_of(In.Discards, [&](const Discard &Dropped) {
          return Dropped.Value == Call;
        }))
      return std::nullopt;
    if (letsRunOn(*Call, In, Model))
      return Keeper{Keeper::Detached, &Around};
    if (fillsContainer(*Call) && objectOf(*Call) != &Part)
      return keptIn(&Around, variableIn(*objectOf(*Call)), In);
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Call);
        Operator && Operator->getOperator() == OO_Equal &&
        Operator->getArg(1) == &Part)
      return keptIn(&Around, variableIn(*Operator->getArg(0)), In);
    if (isLeftToDetached(*Call, Part, Model) || isSpawn(*Call, Part, Model))
      return Keeper{Keeper::Detached, &Around, nullptr, true};
    return Keeper{};
  }
  // `std::vector{f()}`, `pair{f(), 1}`; a class of one's own may do anything.
  if (const auto *Made = llvm::dyn_cast<CXXConstructExpr>(&Around)) {
    const CXXConstructorDecl *Constructor = Made->getConstructor();
    const bool Keeps = Constructor->isCopyOrMoveConstructor() ||
                       isInStd(*Constructor) ||
                       Model.types().isAwaitable(Made->getType());
    return Keeps ? std::nullopt : std::optional(Keeper{});
  }
  // A MemberExpr: `f().wait()` is decided by the call around it.
  if (llvm::isa<ParenExpr, ImplicitCastExpr, FullExpr, CXXBindTemporaryExpr,
                MaterializeTemporaryExpr, InitListExpr,
                CXXStdInitializerListExpr, MemberExpr>(Around))
    return std::nullopt;
  if (const auto *Cast = llvm::dyn_cast<ExplicitCastExpr>(&Around))
    return Cast->getType()->isVoidType() ? Keeper{Keeper::Dropped, &Around}
                                         : std::optional<Keeper>();
  if (const auto *Choice = llvm::dyn_cast<AbstractConditionalOperator>(&Around))
    return Choice->getCond() == &Part ? std::optional(Keeper{}) : std::nullopt;
  return Keeper{};
}

/// `t` of `all.push_back(std::move(t))`, if that is all that is done with it.
static const Expr *onlyUseMoved(const VarDecl &Keeps, const Body &In) {
  const auto Uses = usesOf(Keeps, In);
  // `auto t = f(std::move(t));` would go round in a circle.
  if (Uses.size() != 1 || llvm::isa<ParmVarDecl>(Keeps) ||
      mentions(Keeps.getInit(), Keeps))
    return nullptr;
  const bool IsMoved = llvm::any_of(Uses.front(), [&](const Stmt *Around) {
    const auto *Call = llvm::dyn_cast<CallExpr>(Around);
    return Call && Call->isCallToStdMove() &&
           &withoutMove(*Call) == Uses.front().back();
  });
  return IsMoved ? llvm::cast<Expr>(Uses.front().back()) : nullptr;
}

/// What a local gives away goes where it is moved to.
static Keeper afterMove(const Keeper &By, const Body &In, AsyncModel &Model) {
  const auto *Keeps =
      By.How == Keeper::Local ? llvm::dyn_cast<VarDecl>(By.Variable) : nullptr;
  const Expr *Moved = Keeps ? onlyUseMoved(*Keeps, In) : nullptr;
  const Keeper Next = Moved ? keeperOf(*Moved, In, Model) : Keeper();
  return Next.How == Keeper::Local || Next.How == Keeper::Stored ||
                 Next.How == Keeper::Detached
             ? Next
             : By;
}

Keeper asynctidy::keeperOf(const Expr &Task, const Body &In,
                           AsyncModel &Model) {
  if (llvm::any_of(In.Discards, [&](const Discard &Dropped) {
        return Dropped.Value == &Task;
      }))
    return {Keeper::Dropped, &Task};
  const StmtPath Path = pathTo(In, Task);
  if (Path.empty())
    return {};
  for (size_t At = Path.size() - 1; At-- > 0;)
    if (const auto Found = keptBy(*Path[At], *Path[At + 1], In, Model))
      return afterMove(*Found, In, Model);
  // The initializer of a global or of a member, a constructor's too.
  if (!In.Function)
    return {Keeper::Stored, In.Written};
  if (const auto *Constructor = llvm::dyn_cast<CXXConstructorDecl>(In.Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->getInit() == Path.front() && Init->isMemberInitializer())
        return {Keeper::Stored, Path.front(), Init->getMember()};
  return {};
}
