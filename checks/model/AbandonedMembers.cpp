#include "checks/model/AbandonedMembers.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Containers.h"
#include "checks/model/Detached.h"
#include "checks/model/Keepers.h"
#include "checks/model/Outlives.h"
#include "checks/model/StmtPath.h"
#include "checks/model/StrongSelf.h"
#include "checks/model/Wording.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace asynctidy;

const CXXRecordDecl *asynctidy::classAround(const Body &Of,
                                            const AsyncModel &Model) {
  for (const Body *Around = &Of; Around && Around->Function;
       Around = Model.enclosingBody(*Around->Function)) {
    const auto *Method = llvm::dyn_cast<CXXMethodDecl>(Around->Function);
    if (!Method)
      return nullptr;
    if (!isLambdaCallOperator(Method))
      return Method->isInstance() ? Method->getParent() : nullptr;
  }
  return nullptr;
}

void AbandonedMembers::add(const Body &Of) {
  Bodies.push_back(&Of);
  for (const CallSite &Site : Of.Calls)
    if (const auto *Callee =
            llvm::dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Site.Call));
        Callee && Callee->isInstance() && !isInStd(*Callee))
      Callers[patternOf(Callee)->getCanonicalDecl()].push_back({&Of, &Site});
}

namespace {

/// The object on which a coroutine is started.
enum class Owner {
  Somebody, ///< `this`, a part of it, or what a smart pointer holds
  Caller,   ///< a variable of the caller
  Program,  ///< a global or static variable
  Unknown
};

} // namespace

/// `run()`, `worker_.run()`, `session->run()`: whose object that is.
static Owner ownerOf(const CallExpr &Call) {
  const Expr *Object = objectOf(Call);
  while (Object) {
    const Expr *Plain = Object->IgnoreUnlessSpelledInSource();
    if (llvm::isa<CXXThisExpr>(Plain))
      return Owner::Somebody;
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Plain)) {
      const bool IsSmart = Operator->getOperator() == OO_Arrow ||
                           Operator->getOperator() == OO_Star;
      const auto *Held = llvm::dyn_cast<DeclRefExpr>(
          Operator->getArg(0)->IgnoreUnlessSpelledInSource());
      const auto *Variable =
          Held ? llvm::dyn_cast<VarDecl>(Held->getDecl()) : nullptr;
      if (!IsSmart)
        return Owner::Unknown;
      // It goes with the variable.
      if (Variable && Variable->hasLocalStorage() &&
          isUniqueOwner(Variable->getType()))
        return Variable->getType()->isReferenceType() ? Owner::Unknown
                                                      : Owner::Caller;
      return Variable && Variable->hasGlobalStorage() ? Owner::Program
                                                      : Owner::Somebody;
    }
    if (const auto *Member = llvm::dyn_cast<MemberExpr>(Plain)) {
      // What a pointer or a reference in a member leads to is not known.
      const auto *Field = llvm::dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->getType()->isPointerType() ||
          Field->getType()->isReferenceType())
        return Owner::Unknown;
      Object = Member->getBase();
      continue;
    }
    const auto *Name = llvm::dyn_cast<DeclRefExpr>(Plain);
    const auto *Variable =
        Name ? llvm::dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable || Variable->getType()->isReferenceType() ||
        Variable->getType()->isPointerType())
      return Owner::Unknown;
    return Variable->hasGlobalStorage() ? Owner::Program : Owner::Caller;
  }
  return Owner::Unknown;
}

/// `worker_` of `this->worker_.run()` and `worker_->run()` is a part of this
/// object, and goes with it; an element of a container may go before.
static bool isPartOfThis(const CallExpr &Call) {
  const Expr *Object = objectOf(Call);
  bool IsPart = false;
  while (Object) {
    Object = Object->IgnoreUnlessSpelledInSource();
    if (const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Object)) {
      Object = isUniqueOwner(Operator->getArg(0)->getType())
                   ? Operator->getArg(0)
                   : nullptr;
      continue;
    }
    const auto *Member = llvm::dyn_cast<MemberExpr>(Object);
    if (!Member)
      return IsPart && llvm::isa<CXXThisExpr>(Object);
    IsPart = true;
    Object = Member->getBase();
  }
  return false;
}

/// `main` and tests keep what they start, or end with it.
static bool isOutermost(const Body &In, const AsyncModel &Model) {
  for (const Body *Around = &In; Around && Around->Function;
       Around = Model.enclosingBody(*Around->Function))
    if (Around->Function->isMain() ||
        isMadeByTestMacro(Around->Function->getLocation(), Model.context()))
      return true;
  return false;
}

/// The lambda that \p In is the body of is spawned and detached: the call that
/// does it, or null.
static const Stmt *spawnerOf(const Body &In, AsyncModel &Model) {
  const LambdaSite *Site = Model.lambdaSiteOf(*In.Function);
  const Body *Around = Model.enclosingBody(*In.Function);
  if (!Site || !Around || Site->InvokedBy)
    return nullptr;
  const Keeper By = keeperOf(*Site->Lambda, *Around, Model);
  return By.How == Keeper::Detached ? By.By : nullptr;
}

/// `load().then(show)` lets the task of `load()` run on: that call, or null.
static const Stmt *continuationOf(const CallExpr &Task, const Body &In,
                                  const AsyncModel &Model) {
  for (const CallSite &Site : In.Calls)
    if (const Expr *Object = objectOf(*Site.Call);
        Object && Object->IgnoreUnlessSpelledInSource() == &Task &&
        !Site.Await &&
        hasRole(Model.words().rolesOf(*Site.Call), Role::Detaches))
      return Site.Call;
  return nullptr;
}

static bool capturesThis(const Body &In, const AsyncModel &Model) {
  const LambdaSite *Site = Model.lambdaSiteOf(*In.Function);
  return Site &&
         llvm::any_of(Site->Lambda->captures(), [](const LambdaCapture &Taken) {
           return Taken.capturesThis() && Taken.getCaptureKind() == LCK_This;
         });
}

std::optional<Abandonment> AbandonedMembers::ofLambda(const Body &Lambda,
                                                      AsyncModel &Model) const {
  const CXXRecordDecl *Class = classAround(Lambda, Model);
  if (!Class || !capturesThis(Lambda, Model) || isOutermost(Lambda, Model))
    return std::nullopt;
  const Stmt *Spawner = spawnerOf(Lambda, Model);
  if (!Spawner || bringsOwner(*Spawner, *Class))
    return std::nullopt;
  return Abandonment{Abandonment::Spawn, Spawner->getBeginLoc()};
}

/// Nobody else than what is seen here can get at the private members.
static bool showsAllOfIt(const CXXRecordDecl &Class) {
  return !Class.hasFriends() && !Class.getDescribedClassTemplate() &&
         llvm::all_of(Class.methods(), [](const CXXMethodDecl *Method) {
           return !Method->isUserProvided() || Method->isDefined();
         });
}

/// `saving_ = save();` is all that is done with the private \p Member.
bool AbandonedMembers::isNeverAwaited(const ValueDecl &Member,
                                      const AsyncModel &Model,
                                      const CXXRecordDecl &Class) const {
  if (Member.getAccess() != AS_private || !showsAllOfIt(Class))
    return false;
  if (!LookedInto) {
    LookedInto.emplace();
    for (const Body *Each : Bodies)
      containsAny(Each->Written, [&](const Stmt &Part) {
        const auto *Use = llvm::dyn_cast<MemberExpr>(&Part);
        const auto *Field =
            Use ? llvm::dyn_cast<FieldDecl>(Use->getMemberDecl()) : nullptr;
        if (Field &&
            (Model.types().isAwaitable(Field->getType()) ||
             Model.types().holdsTasks(Field->getType())) &&
            !onlyGetsTasks(pathTo(*Each, Part)))
          LookedInto->insert(Field);
        return false;
      });
  }
  return !LookedInto->contains(&Member);
}

std::optional<Abandonment>
AbandonedMembers::startedBy(const Caller &One, const Body &Coroutine,
                            AsyncModel &Model) const {
  const CXXRecordDecl *Class = classAround(Coroutine, Model);
  const CallExpr &Call = *One.Site->Call;
  if (ownerOf(Call) != Owner::Somebody || isOutermost(*One.In, Model) ||
      !One.In->Function)
    return std::nullopt;
  const Keeper By = keeperOf(Call, *One.In, Model);
  const Stmt *Start = nullptr;
  switch (By.How) {
  case Keeper::Detached: {
    // Who awaits the first of several tasks may well await this one later.
    const auto *Sink = llvm::dyn_cast<CallExpr>(By.By);
    if (!Sink || !hasRole(Model.words().rolesOf(*Sink), Role::Races))
      Start = By.By;
    break;
  }
  case Keeper::Dropped: {
    // `(void)run();`; a plain `run();` is a mistake of another kind.
    const auto *Dropped = llvm::find_if(
        One.In->Discards, [&](const Discard &D) { return D.Value == &Call; });
    if (Dropped != One.In->Discards.end() && Dropped->Said != Consent::None &&
        Model.types().startOf(Call.getType()) == asynctidy::Start::Hot)
      Start = &Call;
    break;
  }
  case Keeper::Awaited:
  case Keeper::Returned:
    // `co_spawn(executor, [this] { return run(); }, detached);`
    if (isLambdaCallOperator(One.In->Function))
      if (const Stmt *Spawner = spawnerOf(*One.In, Model);
          Spawner && (By.How == Keeper::Returned || One.In->IsCoroutine))
        Start = Spawner;
    break;
  case Keeper::Stored: {
    const auto *Whole = classAround(*One.In, Model);
    const QualType Type = typeOf(Call);
    if (Whole && llvm::isa_and_nonnull<FieldDecl>(By.Variable) &&
        By.Variable->getDeclContext() == Whole &&
        Model.types().startOf(Type) == asynctidy::Start::Hot &&
        !Model.types().endsWithItsOwner(Type) &&
        isNeverAwaited(*By.Variable, Model, *Whole))
      Start = &Call;
    break;
  }
  default:
    Start = continuationOf(Call, *One.In, Model);
    break;
  }
  if (!Start || bringsOwner(*Start, *Class) ||
      (One.In->IsCoroutine && isKeptAlive(Call, *One.In, *Class)))
    return std::nullopt;
  return Abandonment{Abandonment::Start, Start->getBeginLoc()};
}

std::optional<Abandonment> AbandonedMembers::of(
    const Body &Coroutine, AsyncModel &Model,
    llvm::function_ref<bool(const CXXRecordDecl &)> Stays) const {
  const FunctionDecl &Function = *Coroutine.Function;
  if (isLambdaCallOperator(&Function))
    return ofLambda(Coroutine, Model);
  const auto *Method = llvm::dyn_cast<CXXMethodDecl>(&Function);
  if (!Method || !Method->isInstance())
    return std::nullopt;
  const auto Found = Callers.find(patternOf(Method)->getCanonicalDecl());
  const llvm::ArrayRef<Caller> Known =
      Found == Callers.end() ? llvm::ArrayRef<Caller>() : Found->second;
  if (escapeFromDetached(Coroutine, Model)) {
    const bool AllKnown =
        !Known.empty() && llvm::all_of(Known, [&](const Caller &One) {
          const Owner Whose = ownerOf(*One.Site->Call);
          return Whose == Owner::Program || Whose == Owner::Caller ||
                 isOutermost(*One.In, Model);
        });
    if (AllKnown)
      return std::nullopt;
    return Abandonment{Abandonment::Type, {}};
  }
  for (const Caller &One : Known) {
    const auto Start = startedBy(One, Coroutine, Model);
    const CXXRecordDecl *Whole = Start && isPartOfThis(*One.Site->Call)
                                     ? classAround(*One.In, Model)
                                     : nullptr;
    if (Start && !(Whole && Stays(*Whole)))
      return Start;
  }
  return std::nullopt;
}
