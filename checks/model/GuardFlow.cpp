#include "checks/model/GuardFlow.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/ControlFlow.h"
#include "checks/model/GuardEvents.h"
#include "checks/model/PathFacts.h"
#include "checks/model/ReadyAwaits.h"
#include "checks/model/StmtTree.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include <set>

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// Blocks that the search from one lock visits at most.
static constexpr unsigned MaxSteps = 2000;

/// Awaits while \p Guard lives: after its declaration, to the end of the block
/// or of the statement that it is declared in.
static bool collectScope(const Stmt *At, const VarDecl &Guard,
                         llvm::SmallVectorImpl<const Stmt *> &Scope) {
  if (!At || llvm::isa<LambdaExpr>(At))
    return false;
  auto Declares = [&](const Stmt *Child) {
    while (const auto *Label = llvm::dyn_cast_or_null<LabelStmt>(Child))
      Child = Label->getSubStmt();
    while (const auto *Case = llvm::dyn_cast_or_null<SwitchCase>(Child))
      Child = Case->getSubStmt();
    const auto *Statement = llvm::dyn_cast_or_null<DeclStmt>(Child);
    return Statement && llvm::is_contained(Statement->decls(), &Guard);
  };
  bool Found = false;
  for (const Stmt *Child : At->children()) {
    Found |= Declares(Child);
    if (Found && Child)
      Scope.push_back(Child);
  }
  return Found || llvm::any_of(At->children(), [&](const Stmt *Child) {
           return collectScope(Child, Guard, Scope);
         });
}

namespace {

/// Goes all ways from where something is locked.
class HeldSearch {
public:
  HeldSearch(const Body &Of, AsyncModel &Model, const GuardEvents &Events,
             const TaskUses &Places, llvm::ArrayRef<StringRef> Allowed)
      : Of(Of), Flow(Model.graphOf(Of)), Events(Events),
        Facts(*Flow.graph(), Places, Model.context()) {
    for (const Expr *Await : Of.Awaits)
      if (!neverSuspends(*Await, Model.words()) &&
          !awaitsOneOf(*Await, Allowed))
        Suspending.insert(Await);
  }

  /// The suspensions that are met while what \p Start locks is held.
  llvm::DenseSet<const Expr *> from(const GuardEvents::Event &Start,
                                    const CFGBlock &Block);
  /// Where what the last search began with ends after a suspension, or invalid.
  SourceLocation release() const;

private:
  struct Step {
    const CFGBlock *At;
    unsigned From;
    unsigned About; ///< who has the lock
    bool Left;      ///< `g.release()` was met
    bool Waited;    ///< a suspension was met
    PathFacts::Known Facts;
  };

  void enter(Step Next) {
    if (Seen.insert({Next.At->getBlockID(), Next.About, Next.Left, Next.Waited,
                     Next.Facts})
            .second)
      Steps.push_back(std::move(Next));
  }
  bool runBlock(Step &Now);
  bool apply(const GuardEvents::Event &Next, Step &Now) const;
  bool isHeldAt(const Expr &Await, const Step &Now);
  void noteRelease(const GuardEvents::Event &Next);

  const Body &Of;
  const BodyGraph &Flow;
  const GuardEvents &Events;
  PathFacts Facts;
  llvm::DenseSet<const Stmt *> Suspending;
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const Stmt *, 8>> Scopes;
  std::vector<Step> Steps;
  std::set<std::tuple<unsigned, unsigned, bool, bool, PathFacts::Known>> Seen;
  llvm::DenseSet<const Expr *> Found;
  const CallExpr *Unlock = nullptr; ///< the first one after a suspension
  /// Whose scope ends the lock if nothing else does.
  const VarDecl *Keeper = nullptr;
};

} // namespace

bool HeldSearch::isHeldAt(const Expr &Await, const Step &Now) {
  const VarDecl *Guard = Events.subject(Now.About).Guard;
  if (!Guard || Now.Left)
    return true;
  auto [Scope, New] = Scopes.try_emplace(Guard);
  if (New)
    collectScope(Of.Written, *Guard, Scope->second);
  return llvm::any_of(Scope->second, [&](const Stmt *Part) {
    return containsAny(Part,
                       [&](const Stmt &Inner) { return &Inner == &Await; });
  });
}

void HeldSearch::noteRelease(const GuardEvents::Event &Next) {
  if (Next.What == GuardEvents::Event::Begins ||
      Next.What == GuardEvents::Event::Locks)
    return; // the next turn of a loop
  Keeper = nullptr;
  if (Next.By &&
      Guards::callNamed(nameCalled(*Next.By), /*IsConst=*/false) ==
          GuardCall::Unlocks &&
      (!Unlock || Next.By->getBeginLoc() < Unlock->getBeginLoc()))
    Unlock = Next.By;
}

SourceLocation HeldSearch::release() const {
  if (Unlock)
    return Unlock->getBeginLoc();
  const Stmt *Home = Keeper ? treeOf(Of).homeOf(*Keeper) : nullptr;
  return Home ? Home->getEndLoc() : SourceLocation();
}

/// False if nothing is held any more.
bool HeldSearch::apply(const GuardEvents::Event &Next, Step &Now) const {
  if (Next.About != Now.About)
    return true;
  switch (Next.What) {
  case GuardEvents::Event::Begins:
    return Now.Left;
  case GuardEvents::Event::Locks:
    return false;
  case GuardEvents::Event::Ends:
    return Now.Left;
  case GuardEvents::Event::Unlocks:
    return !Now.Left;
  case GuardEvents::Event::Leaves:
    Now.Left = true;
    return true;
  case GuardEvents::Event::Passes:
    Now.About = Next.To;
    return true;
  }
  llvm_unreachable("all kinds are known");
}

bool HeldSearch::runBlock(Step &Now) {
  llvm::ArrayRef<GuardEvents::Event> Left = Events.in(*Now.At);
  for (unsigned Index = 0; Index < Now.At->size(); ++Index) {
    const Stmt *Statement = statementOf((*Now.At)[Index]);
    for (; !Left.empty() && Left.front().Index == Index;
         Left = Left.drop_front()) {
      if (Index < Now.From)
        continue;
      if (Now.Waited && Left.front().About == Now.About)
        noteRelease(Left.front());
      if (!apply(Left.front(), Now))
        return false;
    }
    if (!Statement || Index < Now.From || !Suspending.contains(Statement))
      continue;
    const auto &Await = *llvm::cast<Expr>(Statement);
    if (isHeldAt(Await, Now)) {
      // Not after `g.release()`, and only until something else ends it.
      if (Found.empty() && !Now.Left)
        Keeper = Events.subject(Now.About).Guard;
      Found.insert(&Await);
      Now.Waited = true;
    }
    if (const CFGBlock *Handlers = Flow.handlersOfAwaits().lookup(&Await)) {
      PathFacts::Known Kept = Now.Facts;
      Facts.pass(*Now.At, Now.From, Kept);
      enter({Handlers, 0, Now.About, Now.Left, Now.Waited, std::move(Kept)});
    }
  }
  return !Now.At->hasNoReturnElement();
}

llvm::DenseSet<const Expr *> HeldSearch::from(const GuardEvents::Event &Start,
                                              const CFGBlock &Block) {
  Steps.clear();
  Seen.clear();
  Found.clear();
  Unlock = nullptr;
  Keeper = nullptr;
  Steps.push_back({&Block, Start.Index + 1, Start.About, /*Left=*/false,
                   /*Waited=*/false, Facts.before(Block, Start.Index)});
  for (unsigned Number = 0; Number < Steps.size(); ++Number) {
    if (Number > MaxSteps)
      return {};
    Step Now = Steps[Number];
    if (!runBlock(Now))
      continue;
    Facts.pass(*Now.At, Now.From, Now.Facts);
    const Expr *Condition =
        Now.At->succ_size() == 2 ? Now.At->getLastCondition() : nullptr;
    const auto Answer = Condition
                            ? Events.answerOf(*Condition, Start, Now.About)
                            : std::nullopt;
    unsigned Successor = 0;
    for (const CFGBlock::AdjacentBlock &Next : Now.At->succs()) {
      const unsigned Turn = Successor++;
      const CFGBlock *To = Next.getReachableBlock();
      PathFacts::Known After = Now.Facts;
      if (To && !isPastHandlers(*Now.At, *To) &&
          (!Answer || *Answer == (Turn == 0)) &&
          Facts.follow(*Now.At, Turn, After))
        enter({To, 0, Now.About, Now.Left, Now.Waited, std::move(After)});
    }
  }
  return Found;
}

/// Most bodies name no guard and no lock, and need no graph.
static bool mayLock(const Body &Of, const Guards &Types) {
  auto Locks = [](const CallSite &Site) {
    const FunctionDecl *Callee = calleeOf(*Site.Call);
    const GuardCall Does =
        Callee && Callee->getIdentifier()
            ? Guards::callNamed(Callee->getName(), /*IsConst=*/true)
            : GuardCall::Looks;
    return Does == GuardCall::Locks || Does == GuardCall::Tries;
  };
  return llvm::any_of(Of.Calls, Locks) ||
         llvm::any_of(Of.Locals, [&](const VarDecl *Local) {
           return Types.kindOf(*Local) != GuardKind::None;
         });
}

std::vector<HeldGuard>
asynctidy::heldWhileSuspended(const Body &Of, AsyncModel &Model,
                              const Guards &Types,
                              llvm::ArrayRef<StringRef> Allowed) {
  std::vector<HeldGuard> Result;
  if (Of.Awaits.empty() || !mayLock(Of, Types))
    return Result;
  const CFG *Graph = Model.graphOf(Of).graph();
  if (!Graph)
    return Result;
  const TaskUses Places(Of, Model.words(), Model.types());
  const GuardEvents Events(Of, *Graph, Places, Types);
  std::unique_ptr<HeldSearch> Search;
  for (const CFGBlock *Block : *Graph)
    for (const GuardEvents::Event &Start : Events.in(*Block)) {
      if (Start.What != GuardEvents::Event::Locks)
        continue;
      if (!Search)
        Search =
            std::make_unique<HeldSearch>(Of, Model, Events, Places, Allowed);
      const auto Held = Search->from(Start, *Block);
      if (Held.empty())
        continue;
      const VarDecl *Guard = Events.subject(Start.About).Guard;
      auto Same = llvm::find_if(Result, [&](const HeldGuard &One) {
        return Guard ? One.Guard == Guard : One.Lock == Start.By;
      });
      if (Same == Result.end()) {
        const Expr *Mutex = Start.Mutex;
        // `g.lock()` locks what g was made with.
        if (Guard && !Mutex &&
            llvm::isa_and_nonnull<CXXMemberCallExpr>(Start.By))
          Mutex = Types.startOf(*Guard, Guard->getInit()).Mutex;
        Result.push_back({Guard, Start.By, Mutex, {}});
        Same = std::prev(Result.end());
      }
      if (Same->Release.isInvalid())
        Same->Release = Search->release();
      for (const Expr *Await : Of.Awaits)
        if (Held.contains(Await) &&
            !llvm::is_contained(Same->Suspensions, Await))
          Same->Suspensions.push_back(Await);
      llvm::sort(Same->Suspensions, [&](const Expr *A, const Expr *B) {
        return llvm::find(Of.Awaits, A) < llvm::find(Of.Awaits, B);
      });
    }
  return Result;
}
