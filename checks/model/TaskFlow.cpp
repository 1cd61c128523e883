#include "checks/model/TaskFlow.h"
#include "checks/model/Body.h"
#include "checks/model/TaskEdges.h"
#include "checks/model/TaskUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include <set>

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// A path is given up after this many steps.
static constexpr unsigned MaxSteps = 2000;
/// Blocks that the questions about one body may visit, all in all.
static constexpr unsigned MaxVisits = 200000;

static const Stmt *statementOf(const CFGElement &Element) {
  const auto Statement = Element.getAs<CFGStmt>();
  return Statement ? Statement->getStmt() : nullptr;
}

/// The variable of `b` and `!b`; \p Holds is turned over for the latter.
static const VarDecl *flagIn(const CFGBlock &Block, bool &Holds) {
  const Expr *Condition =
      Block.succ_size() == 2 ? Block.getLastCondition() : nullptr;
  while (Condition) {
    Condition = Condition->IgnoreParenImpCasts();
    const auto *Not = llvm::dyn_cast<UnaryOperator>(Condition);
    if (!Not || Not->getOpcode() != UO_LNot)
      break;
    Holds = !Holds;
    Condition = Not->getSubExpr();
  }
  const auto *Use = llvm::dyn_cast_or_null<DeclRefExpr>(Condition);
  const auto *Flag = Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
  return Flag && Flag->getType()->isBooleanType() && Flag->hasLocalStorage()
             ? Flag
             : nullptr;
}

TaskFlow::TaskFlow(const Body &Of, ASTContext &Context, const Vocabulary &Words,
                   const Awaitables &Types)
    : Uses(std::make_unique<TaskUses>(Of, Words, Types)) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(Of.Function, const_cast<Stmt *>(Of.Written), &Context,
                        Options);
  if (Graph)
    indexGraph();
}

TaskFlow::~TaskFlow() = default;

void TaskFlow::indexGraph() {
  struct FlagUse {
    unsigned Tests = 0, Loads = 0, Uses = 0;
  };
  llvm::DenseMap<const VarDecl *, FlagUse> FlagUses;
  // The graph lists its blocks by number, so that all lists come out sorted.
  for (const CFGBlock *Block : *Graph) {
    bool Ignored = true;
    if (const VarDecl *Flag = flagIn(*Block, Ignored))
      ++FlagUses[Flag].Tests;
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      const Spot Here{Block, Index++};
      const Stmt *Statement = statementOf(Element);
      if (!Statement)
        continue;
      Spots.try_emplace(Statement, Here);
      auto Declare = [&](const Decl *Declared) {
        Events[Declared].push_back({Here, "", false});
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
      if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Statement)) {
        if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl())) {
          ++FlagUses[Variable].Uses;
          if (!Uses->isLook(*Use))
            Owners[Variable].push_back(Here);
        }
      } else if (const auto *Cast = llvm::dyn_cast<ImplicitCastExpr>(Statement);
                 Cast && Cast->getCastKind() == CK_LValueToRValue) {
        if (const auto *Use =
                llvm::dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParens()))
          if (const auto *Variable = llvm::dyn_cast<VarDecl>(Use->getDecl()))
            ++FlagUses[Variable].Loads;
      }
    }
  }
  for (const auto &[Variable, Found] : FlagUses)
    if (Found.Tests > 1 && Found.Loads == Found.Uses &&
        !Uses->isInLambda(*Variable))
      Flags.insert(Variable);
}

std::pair<unsigned, unsigned> TaskFlow::Spot::key() const {
  return {Block->getBlockID(), Index};
}

/// A throw goes to the handlers of its `try`, whichever of them takes it, and
/// not past them, though the graph has an edge there without a `catch (...)`.
static bool isPastHandlers(const CFGBlock &From, const CFGBlock &To) {
  return llvm::isa_and_nonnull<CXXTryStmt>(From.getTerminatorStmt()) &&
         !llvm::isa_and_nonnull<CXXCatchStmt>(To.getLabel());
}

std::optional<LostPath> TaskFlow::pathWithoutOwner(const VarDecl &Local) const {
  const auto Declared = Declarations.find(&Local);
  if (!Graph || Uses->isInLambda(Local) || Declared == Declarations.end())
    return std::nullopt;
  // What a path has found flags to be: no way through `if (b)` and `if (!b)`.
  using Known = std::vector<std::pair<const VarDecl *, bool>>;
  struct Step {
    const CFGBlock *At;
    unsigned From;
    unsigned Successor;
    Known Flags;
  };
  const CFGBlock *Start = Declared->second.Block;
  llvm::ArrayRef<Spot> Met;
  if (auto Found = Owners.find(&Local); Found != Owners.end())
    Met = Found->second;
  auto HasOwner = [&](const CFGBlock &Block, unsigned After) {
    const auto *Next = llvm::lower_bound(
        Met, std::pair(Block.getBlockID(), After),
        [](const Spot &Use, const auto &Key) { return Use.key() < Key; });
    return Next != Met.end() && Next->Block == &Block;
  };
  if (HasOwner(*Start, Declared->second.Index) || Start->hasNoReturnElement())
    return std::nullopt;

  std::vector<Step> Steps = {{Start, 0, 0, {}}};
  std::set<std::pair<unsigned, Known>> Seen;
  unsigned Exit = 0, Again = 0;
  bool AnyOwner = false;
  for (unsigned Now = 0; Now < Steps.size(); ++Now) {
    if (Now > MaxSteps || ++Walked > MaxVisits)
      return std::nullopt;
    const CFGBlock &Block = *Steps[Now].At;
    if (&Block == &Graph->getExit()) {
      Exit = Exit ? Exit : Now;
      continue;
    }
    if (Now != 0 && &Block == Start) {
      // The next turn of a loop has a task of its own.
      Again = Again ? Again : Now;
      continue;
    }
    if (Now != 0 && HasOwner(Block, 0)) {
      AnyOwner = true;
      continue;
    }
    if (Block.hasNoReturnElement())
      continue;
    Known Kept = Steps[Now].Flags;
    llvm::erase_if(Kept, [&](const auto &Flag) {
      auto Fresh = Declarations.find(Flag.first);
      return Fresh != Declarations.end() && Fresh->second.Block == &Block;
    });
    bool Turned = false;
    const VarDecl *Flag = flagIn(Block, Turned);
    if (!Flags.contains(Flag))
      Flag = nullptr;
    unsigned Successor = 0;
    for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
      const unsigned Index = Successor++;
      const CFGBlock *To = Next.getReachableBlock();
      if (!To || isPastHandlers(Block, *To))
        continue;
      Known After = Kept;
      if (Flag) {
        const bool Value = (Index == 0) != Turned;
        if (llvm::is_contained(Kept, std::pair(Flag, !Value)))
          continue;
        if (!llvm::is_contained(Kept, std::pair(Flag, Value))) {
          After.emplace_back(Flag, Value);
          llvm::sort(After);
        }
      }
      if (Seen.insert({To->getBlockID(), After}).second)
        Steps.push_back({To, Now, Index, std::move(After)});
    }
  }
  const unsigned End = Exit ? Exit : Again;
  if (!End)
    return std::nullopt;

  LostPath Path;
  Path.NeverUsed = !AnyOwner;
  for (unsigned At = End; At != 0; At = Steps[At].From) {
    const CFGBlock &From = *Steps[Steps[At].From].At;
    if (From.succ_size() == 2)
      if (const Stmt *Condition = From.getTerminatorCondition())
        Path.Turns.push_back(
            {Condition->getBeginLoc(), Steps[At].Successor == 0});
    if (At == Exit)
      for (const CFGElement &Element : From)
        if (const Stmt *Last = statementOf(Element);
            Last && llvm::isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(Last))
          Path.Exit = Last->getBeginLoc();
  }
  std::reverse(Path.Turns.begin(), Path.Turns.end());
  return Path;
}

/// Where \p Tried begins to run.
const TaskFlow::Spot *TaskFlow::firstIn(const Stmt &Tried) const {
  for (const Stmt *Child : Tried.children())
    if (const Spot *First = Child ? firstIn(*Child) : nullptr)
      return First;
  auto Found = Spots.find(&Tried);
  return Found == Spots.end() ? nullptr : &Found->second;
}

/// \p Task is complete at \p Where: on every way back, the first event that
/// has to do with it completes it.
bool TaskFlow::isCompleteAt(const Place &Task, const Spot &Where) const {
  llvm::ArrayRef<Event> Found;
  if (auto Known = Events.find(Task.Root); Known != Events.end())
    Found = Known->second;
  llvm::DenseSet<const CFGBlock *> Seen;
  llvm::SmallVector<Spot, 16> Work = {Where};
  auto Enters = [&](const CFGBlock &Block) {
    if (Seen.insert(&Block).second)
      Work.push_back({&Block, Block.size()});
  };
  while (!Work.empty()) {
    const Spot At = Work.pop_back_val();
    // Silence is better than a guess about a body too big to follow.
    if (++Visits > MaxVisits)
      return true;
    const auto *Event = llvm::lower_bound(
        Found, At.key(),
        [](const auto &Some, const auto &Key) { return Some.key() < Key; });
    bool Decided = false;
    while (!Decided && Event != Found.begin() && (--Event)->Block == At.Block) {
      const StringRef On = Event->Path;
      if (Event->Completes && StringRef(Task.Path).starts_with(On))
        Decided = true;
      else if (!Event->Completes && (StringRef(Task.Path).starts_with(On) ||
                                     On.starts_with(Task.Path)))
        return false;
    }
    if (Decided)
      continue;
    if (At.Block == &Graph->getEntry())
      return false;
    // What a `try` throws comes from anywhere in it.
    if (const auto *Try =
            llvm::dyn_cast_or_null<CXXTryStmt>(At.Block->getTerminatorStmt()))
      if (const Spot *First = firstIn(*Try->getTryBlock()))
        Work.push_back(*First);
    for (const CFGBlock *From : At.Block->preds()) {
      if (!From)
        continue;
      unsigned Index = 0;
      for (const CFGBlock::AdjacentBlock &Next : From->succs()) {
        if (Next.getReachableBlock() == At.Block &&
            llvm::none_of(completedOnEdge(*Uses, *From, Index),
                          [&](const Place &Done) { return Task.isIn(Done); }))
          Enters(*From);
        ++Index;
      }
    }
  }
  return true;
}

bool TaskFlow::isComplete(const Expr &Object, const Stmt &At) const {
  const Place Task = Uses->placeOf(Object);
  if (!Graph || !Task)
    return false;
  // Code that is never reached waits for nothing.
  const auto Where = Spots.find(&At);
  if (Where == Spots.end() || isCompleteAt(Task, Where->second))
    return true;
  // `for (auto &t : tasks)`: complete if t is, or if all of tasks are.
  const Place All = Uses->containerOf(Task);
  return All && isCompleteAt(All, Where->second);
}
