#include "checks/model/OneShotFlow.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Body.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/PathConditions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/Analyses/CFGReachabilityAnalysis.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <set>

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Steps of the search for paths in one body, all in all.
static constexpr unsigned MaxSteps = 50000;

namespace {

/// What happens at an element of a block.
struct Event {
  enum Kind { Throws, Begins, Uses } What;
  unsigned Index; ///< of the element
  unsigned Object = 0;
  const OneShotUse *Use = nullptr;
  const CFGBlock *Handlers = nullptr; ///< where a throw goes to
};

/// The graph of a body, with what happens in it to objects that are used up.
struct Events {
  Events(const CFG &Graph, llvm::ArrayRef<OneShotUse> Uses);

  llvm::ArrayRef<Event> in(const CFGBlock &Block) const {
    auto Found = ByBlock.find(&Block);
    return Found == ByBlock.end() ? llvm::ArrayRef<Event>()
                                  : llvm::ArrayRef<Event>(Found->second);
  }

  using Spot = std::pair<const CFGBlock *, unsigned>;
  const CFG &Graph;
  /// The part of a variable that each object is.
  std::vector<std::pair<const ValueDecl *, StringRef>> Objects;
  llvm::DenseMap<const CFGBlock *, std::vector<Event>> ByBlock;
  /// Where variables are declared.
  llvm::DenseMap<const ValueDecl *, Spot> Declarations;

private:
  void addDeclaration(const DeclStmt &Statement, Spot At);
  void addTry(const CFGBlock &Dispatch);
  const Spot *firstIn(const Stmt &Tried) const;

  llvm::DenseMap<const Stmt *, Spot> Spots;
  llvm::DenseMap<const ValueDecl *, llvm::SmallVector<unsigned, 2>> ByRoot;
};

} // namespace

Events::Events(const CFG &Graph, llvm::ArrayRef<OneShotUse> Uses)
    : Graph(Graph) {
  std::set<std::pair<const ValueDecl *, StringRef>> Known;
  for (const OneShotUse &Use : Uses)
    if (usesUp(Use.Effect) && Known.insert({Use.Root, Use.Path}).second) {
      ByRoot[Use.Root].push_back(Objects.size());
      Objects.emplace_back(Use.Root, Use.Path);
    }
  for (const CFGBlock *Block : Graph) {
    unsigned Index = 0;
    for (const CFGElement &Element : *Block) {
      const Spot Here{Block, Index++};
      const Stmt *Statement = statementOf(Element);
      if (!Statement)
        continue;
      Spots.try_emplace(Statement, Here);
      if (const auto *Declares = llvm::dyn_cast<DeclStmt>(Statement))
        addDeclaration(*Declares, Here);
    }
  }
  for (const OneShotUse &Use : Uses) {
    auto At = Spots.find(Use.At);
    if (At == Spots.end())
      At = Spots.find(Use.Name);
    if (At == Spots.end()) // it is never reached
      continue;
    for (const unsigned Object : ByRoot.lookup(Use.Root)) {
      const StringRef Path = Objects[Object].second;
      const bool Touches =
          Path.starts_with(Use.Path) || StringRef(Use.Path).starts_with(Path);
      if (usesUp(Use.Effect) ? Path == Use.Path : Touches)
        ByBlock[At->second.first].push_back(
            {Event::Uses, At->second.second, Object, &Use});
    }
  }
  for (const CFGBlock *Block : Graph)
    addTry(*Block);
  for (auto &Entry : ByBlock)
    llvm::sort(Entry.second, [](const Event &A, const Event &B) {
      return std::tuple(A.Index, A.What, A.Use, A.Object) <
             std::tuple(B.Index, B.What, B.Use, B.Object);
    });
}

void Events::addDeclaration(const DeclStmt &Statement, Spot At) {
  auto Add = [&](const ValueDecl &Variable) {
    Declarations[&Variable] = At;
    for (const unsigned Object : ByRoot.lookup(&Variable))
      ByBlock[At.first].push_back({Event::Begins, At.second, Object});
  };
  for (const Decl *Declared : Statement.decls()) {
    if (const auto *Variable = llvm::dyn_cast<VarDecl>(Declared))
      Add(*Variable);
    if (const auto *Parts = llvm::dyn_cast<DecompositionDecl>(Declared))
      for (const BindingDecl *Part : Parts->bindings())
        Add(*Part);
  }
}

/// A handler begins with what was so before its `try`: how much of the `try`
/// was done nobody knows.
void Events::addTry(const CFGBlock &Dispatch) {
  const auto *Try =
      llvm::dyn_cast_or_null<CXXTryStmt>(Dispatch.getTerminatorStmt());
  if (const Spot *First = Try ? firstIn(*Try->getTryBlock()) : nullptr)
    ByBlock[First->first].push_back(
        {Event::Throws, First->second, 0, nullptr, &Dispatch});
}

/// Where \p Tried begins to run. The text does not tell, as of `a = f()` the
/// right side is first; but the graph numbers its blocks from the end.
const Events::Spot *Events::firstIn(const Stmt &Tried) const {
  auto Own = Spots.find(&Tried);
  const Spot *First = Own == Spots.end() ? nullptr : &Own->second;
  for (const Stmt *Child : Tried.children()) {
    const Spot *Other = Child ? firstIn(*Child) : nullptr;
    if (Other &&
        (!First ||
         std::pair(First->first->getBlockID(), -int(First->second)) <
             std::pair(Other->first->getBlockID(), -int(Other->second))))
      First = Other;
  }
  return First;
}

namespace {

/// What one path or another has done to the objects before a block.
struct Facts {
  llvm::BitVector UsedUp, Escaped;
  bool Reached = false;

  /// True if that brings something new.
  bool join(const Facts &Other) {
    const Facts Before = *this;
    UsedUp |= Other.UsedUp;
    Escaped |= Other.Escaped;
    Reached = true;
    return !Before.Reached || UsedUp != Before.UsedUp ||
           Escaped != Before.Escaped;
  }
};

} // namespace

/// The objects that are used up where they may be used up already: a forward
/// analysis of two bits an object. It takes branches for independent.
static llvm::BitVector usedTwice(const Events &Known) {
  const unsigned Count = Known.Objects.size();
  const Facts Nothing{llvm::BitVector(Count), llvm::BitVector(Count)};
  std::vector<Facts> Before(Known.Graph.getNumBlockIDs(), Nothing);
  llvm::BitVector Twice(Count);
  PostOrderCFGView Order(&Known.Graph);
  ForwardDataflowWorklist Work(Known.Graph, &Order);
  auto Enter = [&](const CFGBlock &Block, const Facts &With) {
    if (Before[Block.getBlockID()].join(With))
      Work.enqueueBlock(&Block);
  };
  Enter(Known.Graph.getEntry(), Nothing);
  while (const CFGBlock *Block = Work.dequeue()) {
    Facts Now = Before[Block->getBlockID()];
    for (const Event &Next : Known.in(*Block)) {
      if (Next.What == Event::Throws) {
        Enter(*Next.Handlers, Now);
      } else if (Next.What == Event::Begins) {
        Now.UsedUp.reset(Next.Object);
        Now.Escaped.reset(Next.Object);
      } else if (usesUp(Next.Use->Effect)) {
        if (Now.UsedUp[Next.Object] && !Now.Escaped[Next.Object])
          Twice.set(Next.Object);
        Now.UsedUp.set(Next.Object);
      } else {
        Now.UsedUp.reset(Next.Object);
        if (Next.Use->Effect == OneShotEffect::Escapes)
          Now.Escaped.set(Next.Object);
      }
    }
    for (const CFGBlock::AdjacentBlock &To : Block->succs())
      if (const CFGBlock *Next = To.getReachableBlock())
        if (!isPastHandlers(*Block, *Next))
          Enter(*Next, Now);
  }
  return Twice;
}

namespace {

/// Goes all ways through a body for one object, and knows the flags on each.
class PathFinder {
public:
  explicit PathFinder(const Events &Known)
      : Known(Known), Reachable(Known.Graph), Flags(flagsOf(Known.Graph)) {}

  void follow(unsigned Object, std::vector<Reuse> &Result);

private:
  using Settings = std::vector<std::pair<const VarDecl *, bool>>;
  struct Step {
    const CFGBlock *At;
    unsigned From; ///< the first element
    const OneShotUse *First;
    Settings Flags;
    unsigned Before; ///< the step that led here
  };

  void enter(Step Next) {
    if (Seen.insert({Next.At->getBlockID(), Next.First, Next.Flags}).second)
      Steps.push_back(std::move(Next));
  }
  /// False if nothing is to be learned beyond the block.
  bool runBlock(Step &Now, unsigned Number, unsigned Object);
  void leaveBlock(const Step &Now, unsigned Number);
  bool matters(const CFGBlock &Block, const CFGBlock &Next,
               const CFGBlock &Goal);
  bool mayBeImpossible(unsigned Number, const OneShotUse &First,
                       const OneShotUse &Second, unsigned Object);

  const Events &Known;
  CFGReverseBlockReachabilityAnalysis Reachable;
  const llvm::DenseSet<const VarDecl *> Flags;
  unsigned Taken = 0;
  std::vector<Step> Steps;
  std::set<std::tuple<unsigned, const OneShotUse *, Settings>> Seen;
  /// By the second use, the first one.
  std::map<const OneShotUse *, const OneShotUse *> Found;
};

} // namespace

void PathFinder::follow(unsigned Object, std::vector<Reuse> &Result) {
  Steps.clear();
  Seen.clear();
  Found.clear();
  const auto Declared = Known.Declarations.find(Known.Objects[Object].first);
  if (Declared == Known.Declarations.end())
    Steps.push_back({&Known.Graph.getEntry(), 0, nullptr, {}, 0});
  else
    Steps.push_back(
        {Declared->second.first, Declared->second.second + 1, nullptr, {}, 0});
  for (unsigned Next = 0; Next < Steps.size(); ++Next) {
    if (++Taken > MaxSteps)
      return;
    Step Now = Steps[Next];
    if (runBlock(Now, Next, Object))
      leaveBlock(Now, Next);
  }
  for (const auto &[Second, First] : Found)
    Result.push_back({*First, *Second});
}

/// On the way from \p Block by \p Next to \p Goal the turn matters: the other
/// one does not come there, or all is in a loop.
bool PathFinder::matters(const CFGBlock &Block, const CFGBlock &Next,
                         const CFGBlock &Goal) {
  return Reachable.isReachable(&Goal, &Block) ||
         llvm::none_of(Block.succs(), [&](const CFGBlock *Other) {
           return Other && Other != &Next &&
                  (Other == &Goal || Reachable.isReachable(Other, &Goal));
         });
}

/// The turn from \p Block that is not taken makes the object a new one.
static bool refills(const Events &Known, const CFGBlock &Block,
                    const CFGBlock &Next, unsigned Object) {
  auto Resets = [&](const Event &One) {
    return One.Object == Object && One.Use &&
           One.Use->Effect == OneShotEffect::Resets;
  };
  return llvm::any_of(Block.succs(), [&](const CFGBlock *Other) {
    return Other && Other != &Next && llvm::any_of(Known.in(*Other), Resets);
  });
}

/// What led to the first use may keep the path from \p Second.
bool PathFinder::mayBeImpossible(unsigned Number, const OneShotUse &First,
                                 const OneShotUse &Second, unsigned Object) {
  if (!Steps[Number].First) // both in one block
    return false;
  PathConditions Conditions(*Second.Root, *First.Name, *Second.Name);
  const CFGBlock *Goal = Steps[Number].At;
  Conditions.addChanges(*Goal);
  while (Number != 0) {
    const Step &To = Steps[Number];
    const Step &From = Steps[To.Before];
    if (To.First) {
      Conditions.addChanges(*From.At);
      if (matters(*From.At, *To.At, *Goal))
        Conditions.addTest(*From.At, *To.At);
      if (refills(Known, *From.At, *To.At, Object))
        Conditions.addRefill(*From.At);
      if (!From.First)
        Goal = From.At;
    } else if (matters(*From.At, *To.At, *Goal)) {
      Conditions.addGuard(*From.At, *To.At);
    }
    Number = To.Before;
  }
  return Conditions.mayExcludeSecond(Flags);
}

bool PathFinder::runBlock(Step &Now, unsigned Number, unsigned Object) {
  for (const Event &Next : Known.in(*Now.At)) {
    if (Next.Index < Now.From)
      continue;
    if (Next.What == Event::Throws) {
      enter({Next.Handlers, 0, Now.First, Now.Flags, Number});
    } else if (Next.Object != Object) {
      continue;
    } else if (Next.What == Event::Begins ||
               Next.Use->Effect == OneShotEffect::Escapes) {
      return false;
    } else if (!usesUp(Next.Use->Effect)) {
      Now.First = nullptr;
    } else if (Now.First) {
      if (!mayBeImpossible(Number, *Now.First, *Next.Use, Object))
        Found.try_emplace(Next.Use, Now.First);
    } else {
      Now.First = Next.Use;
    }
  }
  return true;
}

void PathFinder::leaveBlock(const Step &Now, unsigned Number) {
  const CFGBlock &Block = *Now.At;
  Settings Kept = Now.Flags;
  llvm::erase_if(Kept, [&](const auto &Flag) {
    auto Fresh = Known.Declarations.find(Flag.first);
    return Fresh != Known.Declarations.end() && Fresh->second.first == &Block;
  });
  bool Turned = false;
  const VarDecl *Flag = flagIn(Block, Turned);
  if (!Flags.contains(Flag))
    Flag = nullptr;
  unsigned Successor = 0;
  for (const CFGBlock::AdjacentBlock &To : Block.succs()) {
    const bool Value = (Successor++ == 0) != Turned;
    const CFGBlock *Next = To.getReachableBlock();
    if (!Next || isPastHandlers(Block, *Next))
      continue;
    Settings After = Kept;
    if (Flag) {
      if (llvm::is_contained(Kept, std::pair(Flag, !Value)))
        continue;
      if (!llvm::is_contained(Kept, std::pair(Flag, Value))) {
        After.emplace_back(Flag, Value);
        llvm::sort(After);
      }
    }
    enter({Next, 0, Now.First, std::move(After), Number});
  }
}

std::vector<Reuse> asynctidy::reusesIn(const Body &Of,
                                       const std::vector<OneShotUse> &Uses,
                                       AsyncModel &Model) {
  std::vector<Reuse> Result;
  if (llvm::none_of(Uses,
                    [](const OneShotUse &Use) { return usesUp(Use.Effect); }))
    return Result;
  const CFG *Graph = Model.graphOf(Of).graph();
  if (!Graph)
    return Result;
  const Events Known(*Graph, Uses);
  const llvm::BitVector Twice = usedTwice(Known);
  if (Twice.none())
    return Result;
  PathFinder Paths(Known);
  for (const unsigned Object : Twice.set_bits())
    Paths.follow(Object, Result);
  llvm::sort(Result, [](const Reuse &A, const Reuse &B) {
    return A.Second.Name->getBeginLoc() < B.Second.Name->getBeginLoc();
  });
  return Result;
}
