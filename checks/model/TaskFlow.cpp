#include "checks/model/TaskFlow.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/TaskEdges.h"
#include "checks/model/TaskUses.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include <set>

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Blocks that the questions about one body may visit, all in all.
static constexpr unsigned MaxVisits = 200000;
/// Copies of copies of tasks are followed this deep.
static constexpr unsigned MaxCopies = 8;

TaskFlow::TaskFlow(const Body &Of, const BodyGraph &Flow, ASTContext &Context,
                   const Vocabulary &Words, const Awaitables &Types)
    : Of(Of), Flow(Flow), Context(Context), Words(Words), Types(Types),
      Uses(std::make_unique<TaskUses>(Of, Words, Types)) {
  if (Flow.graph())
    indexGraph();
}

TaskFlow::~TaskFlow() = default;

void TaskFlow::indexGraph() {
  // The graph lists its blocks by number, so that all lists come out sorted.
  for (const CFGBlock *Block : *Flow.graph()) {
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      const Spot Here{Block, Index++};
      const Stmt *Statement = statementOf(Element);
      if (!Statement)
        continue;
      auto Declare = [&](const Decl *Declared) {
        Events[Declared].push_back(
            {Here, "", false, llvm::dyn_cast<VarDecl>(Declared)});
      };
      if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(Statement))
        for (const Decl *Declared : Declaration->decls()) {
          if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared))
            Declarations[Variable] = Here;
          Declare(Declared);
          if (const auto *Parts = llvm::dyn_cast<DecompositionDecl>(Declared))
            for (const BindingDecl *Part : Parts->bindings())
              Declare(Part);
        }
      for (const Effect &Done : Uses->effectsOf(*Statement))
        Events[Done.On.Root].push_back({Here, Done.On.Path, Done.Completes});
    }
  }
  for (const VarDecl *Flag : flagsOf(*Flow.graph()))
    if (!Uses->isInLambda(*Flag))
      Flags.insert(Flag);
}

/// The next turn of a loop has flags of its own.
void TaskFlow::forgetFlagsOf(const CFGBlock &Block, Known &Flags) const {
  llvm::erase_if(Flags, [&](const auto &Flag) {
    const auto Fresh = Declarations.find(Flag.first);
    return Fresh != Declarations.end() && Fresh->second.Block == &Block;
  });
}

/// A path that has found flags to be \p So can leave \p From by its n-th
/// successor; \p So tells then what that says of another flag.
bool TaskFlow::takes(const CFGBlock &From, unsigned Successor,
                     Known &So) const {
  bool Turned = false;
  const VarDecl *Flag = flagIn(From, Turned);
  if (!Flags.contains(Flag))
    return true;
  const bool Value = (Successor == 0) != Turned;
  if (llvm::is_contained(So, std::pair(Flag, !Value)))
    return false;
  if (!llvm::is_contained(So, std::pair(Flag, Value))) {
    So.emplace_back(Flag, Value);
    llvm::sort(So);
  }
  return true;
}

const TaskOwners *TaskFlow::owners() const {
  if (Flow.graph() && !Owners)
    Owners =
        std::make_unique<TaskOwners>(Of, Flow, *Uses, Words, Types, Context);
  return Owners.get();
}

std::optional<LostPath> TaskFlow::pathWithoutOwner(const VarDecl &Local) const {
  return owners() ? owners()->pathWithout(Local) : std::nullopt;
}

std::optional<LostPath>
TaskFlow::pathOfFailingAwait(const VarDecl &Local) const {
  return owners() ? owners()->pathOfFailingAwait(Local) : std::nullopt;
}

/// Where \p Tried may throw first: what has been done before, handlers can rely
/// on. Nothing if it cannot throw.
std::optional<Spot> TaskFlow::firstThrowIn(const Stmt &Tried) const {
  const auto *Await = llvm::dyn_cast<CoroutineSuspendExpr>(&Tried);
  if (Await) {
    if (auto First = firstThrowIn(*Await->getOperand()))
      return First;
  } else {
    for (const Stmt *Child : Tried.children())
      if (Child)
        if (auto First = firstThrowIn(*Child))
          return First;
  }
  const auto Found = Flow.spotOf(Tried);
  // `when_all(a, b)` that is awaited throws what its tasks have ended with.
  const auto *Call = llvm::dyn_cast<CallExpr>(&Tried);
  if (Call &&
      hasRole(Words.rolesOf(*Call), Role::Joins | Role::ConfiguresAwait))
    return std::nullopt;
  if (!Found || !llvm::isa<CoroutineSuspendExpr, DependentCoawaitExpr, CallExpr,
                           CXXConstructExpr, CXXNewExpr, CXXThrowExpr>(Tried))
    return std::nullopt;
  // What an await throws, the awaited has ended with.
  return Spot{Found->Block, Found->Index + (Await ? 1 : 0)};
}

/// Adds the tasks that \p Value is made of: a of `auto b = a;`, a and b of
/// `std::pair{a, b}`. False if there are others in it.
static bool tasksIn(const Expr &Value, const TaskUses &Uses,
                    const Awaitables &Types,
                    llvm::SmallVectorImpl<ValuePlace> &Result) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  // In a template, the `(f(x))` of `auto t(f(x));` has no type yet.
  if (Plain->getType().isNull())
    return false;
  const QualType Type = Plain->getType().getNonReferenceType();
  if (ValuePlace Task = Uses.placeOf(*Plain)) {
    if (Types.isAwaitable(Type) || Types.holdsTasks(Type))
      Result.push_back(std::move(Task));
    return true;
  }
  const auto *Call = llvm::dyn_cast<CallExpr>(Plain);
  const FunctionDecl *Callee = Call ? calleeOf(*Call) : nullptr;
  const bool IsMade =
      llvm::isa<CXXConstructExpr, InitListExpr, CXXStdInitializerListExpr,
                CXXFunctionalCastExpr>(Plain) ||
      (Callee && Callee->getIdentifier() && isInStd(*Callee) &&
       Callee->getName().starts_with("make_"));
  if (!IsMade)
    return !Types.isAwaitable(Type) && !Types.holdsTasks(Type);
  return llvm::all_of(Plain->children(), [&](const Stmt *Part) {
    const auto *Inner = llvm::dyn_cast_or_null<Expr>(Part);
    return !Inner || tasksIn(*Inner, Uses, Types, Result);
  });
}

/// `co_await a; auto b = std::move(a);`: what \p Task names is complete, as all
/// was that its variable was made of.
bool TaskFlow::isMadeOfComplete(const VarDecl &Variable, const ValuePlace &Task,
                                bool AtStart, unsigned Depth) const {
  llvm::SmallVector<ValuePlace, 2> Parts;
  if (Depth > MaxCopies || !Variable.getInit() ||
      !tasksIn(*Variable.getInit(), *Uses, Types, Parts))
    return false;
  const bool IsCopy = Parts.size() == 1 && Uses->placeOf(*Variable.getInit());
  return !Parts.empty() && llvm::all_of(Parts, [&](ValuePlace &Part) {
    if (IsCopy)
      Part.Path += Task.Path;
    // As it was before the copy, which might move it.
    const auto Where = Flow.spotOf(*Part.Use);
    return Where && isCompleteAt(Part, *Where, AtStart, Depth + 1);
  });
}

/// \p Task is complete at \p Where: on every way back, the first event that
/// has to do with it completes it.
bool TaskFlow::isCompleteAt(const ValuePlace &Task, const Spot &Where,
                            bool AtStart, unsigned Depth) const {
  llvm::ArrayRef<Event> Found;
  if (auto Of = Events.find(Task.Root); Of != Events.end())
    Found = Of->second;
  struct Step : Spot {
    Known Flags;
  };
  std::set<std::pair<unsigned, Known>> Seen;
  std::vector<Step> Work = {{Where, {}}};
  while (!Work.empty()) {
    Step At = std::move(Work.back());
    Work.pop_back();
    // Silence is better than a guess about a body too big to follow.
    if (++Visits > MaxVisits)
      return true;
    const auto *Event = llvm::lower_bound(
        Found, At.key(),
        [](const auto &Some, const auto &Key) { return Some.key() < Key; });
    bool Decided = false;
    while (!Decided && Event != Found.begin() && (--Event)->Block == At.Block) {
      const StringRef On = Event->Path;
      if (Event->Completes
              ? StringRef(Task.Path).starts_with(On)
              : Event->Fresh &&
                    isMadeOfComplete(*Event->Fresh, Task, AtStart, Depth))
        Decided = true;
      else if (!Event->Completes && (StringRef(Task.Path).starts_with(On) ||
                                     On.starts_with(Task.Path)))
        return false;
    }
    if (Decided)
      continue;
    if (At.Block == &Flow.graph()->getEntry()) {
      if (!AtStart)
        return false;
      continue;
    }
    forgetFlagsOf(*At.Block, At.Flags);
    // What a `try` throws comes from anywhere in it.
    if (const auto *Try =
            llvm::dyn_cast_or_null<CXXTryStmt>(At.Block->getTerminatorStmt()))
      if (const auto First = firstThrowIn(*Try->getTryBlock()))
        Work.push_back({*First, At.Flags});
    for (const CFGBlock *From : At.Block->preds()) {
      if (!From)
        continue;
      unsigned Index = 0;
      for (const CFGBlock::AdjacentBlock &Next : From->succs()) {
        Known Before = At.Flags;
        if (Next.getReachableBlock() == At.Block &&
            takes(*From, Index, Before) &&
            llvm::none_of(
                completedOnEdge(*Uses, *From, Index),
                [&](const ValuePlace &Done) { return Task.isIn(Done); }) &&
            Seen.insert({From->getBlockID(), Before}).second)
          Work.push_back({{From, From->size()}, std::move(Before)});
        ++Index;
      }
    }
  }
  return true;
}

bool TaskFlow::isComplete(const Expr &Object, const Stmt &At,
                          bool AtStart) const {
  if (Uses->races().isFromRace(Object))
    return true;
  const ValuePlace Task = Uses->placeOf(Object);
  if (!Flow.graph() || !Task)
    return false;
  // Code that is never reached waits for nothing.
  const auto Where = Flow.spotOf(At);
  if (!Where || isCompleteAt(Task, *Where, AtStart))
    return true;
  // `for (auto &t : tasks)`: complete if t is, or if all of tasks are.
  const ValuePlace All = Uses->containerOf(Task);
  return All && isCompleteAt(All, *Where, AtStart);
}
