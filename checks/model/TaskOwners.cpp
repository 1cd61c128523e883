#include "checks/model/TaskOwners.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/Containers.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/ReadyAwaits.h"
#include "checks/model/StmtTree.h"
#include "checks/model/Suspensions.h"
#include "checks/model/TaskOrigins.h"
#include "checks/model/TaskUses.h"
#include "checks/model/Vocabulary.h"
#include "checks/model/Wording.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/StringSet.h"
#include <set>

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// A path is given up after this many steps.
static constexpr unsigned MaxSteps = 2000;
/// Blocks that the questions about one body may visit, all in all.
static constexpr unsigned MaxVisits = 200000;

/// The local variable that \p Value names, through `all[i]` and parentheses.
static const DeclRefExpr *localIn(const Expr &Value) {
  const Expr *Plain = Value.IgnoreUnlessSpelledInSource();
  if (const auto *Element = llvm::dyn_cast<CXXOperatorCallExpr>(Plain))
    return Element->getOperator() == OO_Subscript ? localIn(*Element->getArg(0))
                                                  : nullptr;
  if (const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(Plain)) {
    const FunctionDecl *Callee = calleeOf(*Call);
    return Callee && Callee->getIdentifier() && Callee->getName() == "at" &&
                   isInStd(*Callee)
               ? localIn(*objectOf(*Call))
               : nullptr;
  }
  const auto *Use = llvm::dyn_cast<DeclRefExpr>(Plain);
  const auto *Variable =
      Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  return Variable && Variable->hasLocalStorage() &&
                 !Variable->getType()->isReferenceType()
             ? Use
             : nullptr;
}

void TaskOwners::noteTaken(const Expr &Value) {
  if (const ValuePlace Task = Uses.placeOf(Value); Task.Use)
    Taken.insert(Task.Use);
}

// `t = f()`, `all.push_back(f())`, `all[0] = f()`, `all.size()`.
void TaskOwners::classifyCall(const CallExpr &Call) {
  static const llvm::StringSet<> Asks = {"size", "empty", "has_value",
                                         "capacity", "max_size"};
  static const llvm::StringSet<> Prepares = {"reserve", "shrink_to_fit"};
  static const llvm::StringSet<> Empties = {"clear", "reset"};
  const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(&Call);
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee)
    return;
  if (Call.isCallToStdMove() ||
      hasRole(Words.rolesOf(Call),
              Role::Joins | Role::Detaches | Role::Consumes))
    for (const Expr *Argument : Call.arguments())
      noteTaken(*Argument);
  if (Operator && Operator->getOperator() == OO_Equal &&
      Operator->getNumArgs() == 2) {
    const DeclRefExpr *Target = localIn(*Operator->getArg(0));
    // Of `co_await (t = f());` the whole has the task.
    if (!Target || !Statements.contains(&Call))
      return;
    const bool Whole =
        llvm::isa<DeclRefExpr>(Operator->getArg(0)->IgnoreParenImpCasts());
    const Expr *Value = Operator->getArg(1);
    Targets.insert(Target);
    Stores[&Call] = {llvm::cast<VarDecl>(Target->getDecl()),
                     needsOwner(*Value, Words, Types) ? Value : nullptr, Whole};
    return;
  }
  const Expr *Object = objectOf(Call);
  const DeclRefExpr *Target =
      Object && Callee->getIdentifier() && isInStd(*Callee) ? localIn(*Object)
                                                            : nullptr;
  if (!Target || !Types.holdsTasks(Target->getType()))
    return;
  const auto *Variable = llvm::cast<VarDecl>(Target->getDecl());
  const StringRef Name = Callee->getName();
  if (Asks.contains(Name)) {
    Questions.insert(Target);
  } else if (Prepares.contains(Name)) {
    Targets.insert(Target);
  } else if (Empties.contains(Name) && Call.getNumArgs() == 0) {
    Targets.insert(Target);
    Stores[&Call] = {Variable, nullptr, true};
  } else if (fillsContainer(Call) && Statements.contains(&Call)) {
    Targets.insert(Target);
    for (const Expr *Argument : Call.arguments())
      if ((Types.isAwaitable(Argument->getType()) ||
           Types.holdsTasks(Argument->getType())) &&
          needsOwner(*Argument, Words, Types))
        Stores[&Call] = {Variable, Argument, false};
  }
}

// `[t = std::move(t)] {}`: the lambda takes the task and never looks at it.
void TaskOwners::classifyLambda(const LambdaExpr &Lambda) {
  for (const ForgottenCapture &Taken : forgottenCaptures(Lambda, Types))
    if (const ValuePlace Task = Uses.placeOf(*Taken.Init); Task.Use)
      Forgotten.try_emplace(Task.Use, Taken.At);
}

TaskOwners::TaskOwners(const Body &Of, const BodyGraph &Flow,
                       const TaskUses &Uses, const Vocabulary &Words,
                       const Awaitables &Types, const ASTContext &Context)
    : In(Of), Flow(Flow), Graph(*Flow.graph()), Uses(Uses), Words(Words),
      Types(Types), Context(Context) {
  for (const Discard &Statement : Of.Discards)
    Statements.insert(Statement.Value);
  for (const CallSite &Site : Of.Calls)
    classifyCall(*Site.Call);
  for (const Expr *Await : Of.Awaits)
    noteTaken(*operandOf(*Await));
  for (const LambdaSite &Site : Of.Lambdas)
    classifyLambda(*Site.Lambda);
  index();
}

TaskOwners::~TaskOwners() = default;

void TaskOwners::index() {
  // The graph lists its blocks by number, so that all lists come out sorted.
  for (const CFGBlock *Block : Graph) {
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      const Spot Here{Block, Index++};
      const auto Found = Element.getAs<CFGStmt>();
      if (!Found)
        continue;
      const Stmt *Statement = Found->getStmt();
      auto Meet = [&](const VarDecl &Variable, Meeting Kind) {
        const auto *Use = llvm::dyn_cast<DeclRefExpr>(Statement);
        Stories[&Variable].Events.push_back(
            {Here, Kind, Statement,
             Kind == Meeting::Owner && !Taken.contains(Use)});
      };
      if (const auto *Declaration = llvm::dyn_cast<DeclStmt>(Statement)) {
        for (const Decl *Declared : Declaration->decls())
          if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared)) {
            Meet(*Variable, Meeting::End);
            if (Variable->getInit() &&
                needsOwner(*Variable->getInit(), Words, Types))
              Stories[Variable].Births.push_back(
                  {Here, nullptr, Types.holdsTasks(Variable->getType())});
          }
      } else if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Statement)) {
        const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
        if (!Variable || Uses.isLook(*Use) || Targets.contains(Use))
          continue;
        const auto Lambda = Forgotten.find(Use);
        if (Lambda != Forgotten.end()) {
          Stories[Variable].Dropped = Lambda->second;
        } else {
          const bool Asks = Questions.contains(Use);
          Meet(*Variable, Asks ? Meeting::Question : Meeting::Owner);
          Stories[Variable].HasOwner |= !Asks;
        }
      } else if (const auto Store = Stores.find(Statement);
                 Store != Stores.end()) {
        if (Store->second.Replaces)
          Meet(*Store->second.Variable, Meeting::End);
        if (Store->second.Value)
          Stories[Store->second.Variable].Births.push_back(
              {Here, Store->second.Value,
               Types.holdsTasks(Store->second.Variable->getType())});
      }
    }
  }
}

/// The first event in \p Block from its n-th element on, or null.
const TaskOwners::Event *
TaskOwners::next(const Story &Of, const CFGBlock &Block, unsigned From) const {
  const auto Found = llvm::lower_bound(
      Of.Events, std::pair(Block.getBlockID(), From),
      [](const Event &Some, const auto &Key) { return Some.key() < Key; });
  for (auto Event = Found; Event != Of.Events.end() && Event->Block == &Block;
       ++Event)
    // A container that nobody takes is lost whatever it answers.
    if (Event->Kind != Meeting::Question || Of.HasOwner)
      return &*Event;
  return nullptr;
}

/// `for (int id : ids) co_await all.at(id);`: a loop that looks into a
/// container is taken to run, as it was told how often by what filled the
/// container.
bool TaskOwners::skipsOwner(const CFGBlock &From, unsigned Successor,
                            const Birth &Start, const Story &Of) const {
  const Stmt *Loop = From.getTerminatorStmt();
  if (!Start.InContainer || Successor != 1 ||
      !llvm::isa_and_nonnull<ForStmt, WhileStmt, CXXForRangeStmt>(Loop))
    return false;
  auto Has = [&](const Stmt &Inner) {
    return treeOf(In).contains(*Loop, Inner);
  };
  return !(Start.Value && Has(*Start.Value)) &&
         llvm::any_of(Of.Events, [&](const Event &One) {
           return One.Kind == Meeting::Owner && Has(*One.By);
         });
}

static bool endsInThrow(const CFGBlock &Block) {
  return llvm::any_of(Block, [](const CFGElement &Element) {
    return llvm::isa_and_nonnull<CXXThrowExpr>(statementOf(Element));
  });
}

std::optional<LostPath> TaskOwners::pathFrom(const Birth &Start,
                                             const Story &Of, bool IsLazy,
                                             bool AwaitsFail) const {
  struct Step {
    const CFGBlock *At;
    unsigned From;
    unsigned Successor;
    PathFacts::Known Facts;
    const Expr *Failed = nullptr; ///< the await that threw
  };
  if (!Facts)
    Facts = std::make_unique<PathFacts>(Graph, Uses, Context);
  std::vector<Step> Steps = {
      {Start.Block, 0, 0, Facts->before(*Start.Block, Start.Index)}};
  std::set<std::pair<unsigned, PathFacts::Known>> Seen;
  unsigned Exit = 0;
  std::optional<unsigned> Again;
  const Stmt *Replaced = nullptr;
  bool AnyOwner = false;
  for (unsigned Now = 0; Now < Steps.size(); ++Now) {
    if (Now > MaxSteps || ++Walked > MaxVisits)
      return std::nullopt;
    const CFGBlock &Block = *Steps[Now].At;
    if (&Block == &Graph.getExit()) {
      Exit = Exit ? Exit : Now;
      continue;
    }
    const unsigned First = Now == 0 ? Start.Index + 1 : 0;
    const Event *Met = next(Of, Block, First);
    const unsigned Last = Met ? Met->Index : Block.size();
    for (unsigned Index = First; AwaitsFail && Index < Last; ++Index)
      if (const auto Failure = Failures->find(statementOf(Block[Index]));
          Failure != Failures->end()) {
        const CFGBlock *To =
            Failure->second ? Failure->second : &Graph.getExit();
        PathFacts::Known After = Steps[Now].Facts;
        Facts->pass(Block, First, After);
        if (Seen.insert({To->getBlockID(), After}).second)
          Steps.push_back(
              {To, Now, 0, After, llvm::cast<Expr>(Failure->first)});
      }
    if (Met) {
      if (Met->Kind != Meeting::End) {
        AnyOwner = true;
      } else if (!Again) {
        // Another task, or the next turn of a loop with one of its own.
        Again = Now;
        Replaced = llvm::isa<DeclStmt>(Met->By) ? nullptr : Met->By;
      }
      continue;
    }
    if (Block.hasNoReturnElement())
      continue;
    // `EXPECT_THROW(t.result(), error)` has its expression under an `if`, too.
    const Stmt *Branch = Block.getTerminatorStmt();
    const bool IsTest = Branch && Block.succ_size() == 2 &&
                        isInTestMacro(Branch->getBeginLoc(), Context);
    PathFacts::Known Kept = Steps[Now].Facts;
    Facts->pass(Block, First, Kept);
    // Who throws has given a lazy task up before it began.
    const bool GivesUp = IsLazy && endsInThrow(Block);
    unsigned Successor = 0;
    for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
      const unsigned Index = Successor++;
      const CFGBlock *To = Next.getReachableBlock();
      PathFacts::Known After = Kept;
      if (To && !(GivesUp && To == &Graph.getExit()) &&
          !isPastHandlers(Block, *To) && !(IsTest && Index == 1) &&
          !skipsOwner(Block, Index, Start, Of) &&
          Facts->follow(Block, Index, After) &&
          Seen.insert({To->getBlockID(), After}).second)
        Steps.push_back({To, Now, Index, std::move(After), Steps[Now].Failed});
    }
  }
  // Another task in its place is lost by no exception.
  if (AwaitsFail ? !Exit || !Steps[Exit].Failed : !Exit && !Again)
    return std::nullopt;

  LostPath Path;
  Path.Failing = Exit ? Steps[Exit].Failed : nullptr;
  Path.NeverUsed = !AnyOwner;
  Path.Started = Start.Value;
  Path.Dropped = Of.Dropped;
  if (!Exit && Replaced)
    Path.Overwritten = Replaced->getBeginLoc();
  for (unsigned At = Exit ? Exit : *Again; At != 0; At = Steps[At].From) {
    const Step &Before = Steps[Steps[At].From];
    const CFGBlock &From = *Before.At;
    const bool Threw = Steps[At].Failed != Before.Failed;
    if (From.succ_size() == 2 && !Threw)
      if (const Stmt *Condition = From.getTerminatorCondition())
        Path.Turns.push_back(
            {Condition->getBeginLoc(), Steps[At].Successor == 0});
    if (At == Exit)
      for (const CFGElement &Element : From)
        if (const auto Last = Element.getAs<CFGStmt>();
            Last &&
            llvm::isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(Last->getStmt()))
          Path.Exit = Last->getStmt()->getBeginLoc();
  }
  std::reverse(Path.Turns.begin(), Path.Turns.end());
  return Path;
}

/// Somebody may have got a reference to the variable before \p Start, and take
/// whatever comes into it.
bool TaskOwners::isShared(const Birth &Start, const Story &Of) const {
  if (!Start.Value ||
      llvm::none_of(Of.Events, [](const Event &One) { return One.Escapes; }))
    return false;
  llvm::DenseSet<const CFGBlock *> Seen;
  llvm::SmallVector<Spot, 8> Work = {Start};
  while (!Work.empty()) {
    const Spot At = Work.pop_back_val();
    for (const Event &One : Of.Events)
      if (One.Escapes && One.Block == At.Block && One.Index < At.Index)
        return true;
    for (const CFGBlock *From : At.Block->preds())
      if (From && Seen.insert(From).second)
        Work.push_back({From, From->size()});
  }
  return false;
}

std::optional<LostPath> TaskOwners::pathWithout(const VarDecl &Local) const {
  const auto Found = Stories.find(&Local);
  if (Found == Stories.end() || Uses.isInLambda(Local))
    return std::nullopt;
  for (const Birth &Start : Found->second.Births)
    if (!isShared(Start, Found->second))
      if (auto Path = pathFrom(Start, Found->second,
                               Types.startOf(typeOfBorn(Start, Local)) ==
                                   asynctidy::Start::Lazy,
                               /*AwaitsFail=*/false))
        return Path;
  return std::nullopt;
}

QualType TaskOwners::typeOfBorn(const Birth &Start,
                                const VarDecl &Local) const {
  return Start.Value ? typeOf(*Start.Value) : typeOfLocal(Local);
}

/// The task was started when it was made, and its destructor does not end it.
bool TaskOwners::runsOn(const Birth &Start, const VarDecl &Local) const {
  const QualType Type = typeOfBorn(Start, Local);
  return Types.startOf(Type) == asynctidy::Start::Hot &&
         !Types.endsWithItsOwner(Type);
}

std::optional<LostPath>
TaskOwners::pathOfFailingAwait(const VarDecl &Local) const {
  const auto Found = Stories.find(&Local);
  if (Found == Stories.end() || Uses.isInLambda(Local))
    return std::nullopt;
  if (!Failures) {
    Failures = Flow.handlersOfAwaits();
    for (const Expr *Await : In.Awaits)
      if (!mayFail(*Await, Words))
        Failures->erase(Await);
  }
  for (const Birth &Start : Found->second.Births)
    if (runsOn(Start, Local) && !isShared(Start, Found->second))
      if (auto Path = pathFrom(Start, Found->second, /*IsLazy=*/false,
                               /*AwaitsFail=*/true))
        return Path;
  return std::nullopt;
}
