#include "checks/model/TaskFlow.h"
#include "checks/model/Awaitables.h"
#include "checks/model/Body.h"
#include "checks/model/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/StringSet.h"
#include <deque>

using namespace clang;
using namespace asynctidy;

namespace {

/// What an expression names: `t`, `std::move(t)`; or, as an element, `v[0]`.
struct Named {
  const VarDecl *Variable = nullptr;
  const DeclRefExpr *Use = nullptr;
  bool Element = false;
  bool Moved = false;
};

} // namespace

static Named namedBy(const Expr *Value) {
  Named Result;
  while (Value) {
    Value = Value->IgnoreUnlessSpelledInSource();
    if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(Value)) {
      Result.Use = Use;
      Result.Variable = llvm::dyn_cast<VarDecl>(Use->getDecl());
      return Result;
    }
    if (const auto *Call = llvm::dyn_cast<CallExpr>(Value)) {
      const FunctionDecl *Callee = calleeOf(*Call);
      const auto *Operator = llvm::dyn_cast<CXXOperatorCallExpr>(Call);
      if (Call->isCallToStdMove()) {
        Result.Moved = true;
        Value = Call->getArg(0);
      } else if (Operator && Operator->getOperator() == OO_Subscript) {
        Result.Element = true;
        Value = Operator->getArg(0);
      } else if (Callee && Callee->getIdentifier() && objectOf(*Call) &&
                 (Callee->getName() == "at" || Callee->getName() == "front" ||
                  Callee->getName() == "back")) {
        Result.Element = true;
        Value = objectOf(*Call);
      } else {
        return {};
      }
    } else if (const auto *Subscript =
                   llvm::dyn_cast<ArraySubscriptExpr>(Value)) {
      Result.Element = true;
      Value = Subscript->getBase();
    } else {
      return {};
    }
  }
  return {};
}

/// `t` of `t.configure_await(false)`, else the expression itself.
static const Expr *withoutConfiguration(const Expr *Awaited,
                                        const Vocabulary &Words) {
  const auto *Call =
      llvm::dyn_cast<CallExpr>(Awaited->IgnoreUnlessSpelledInSource());
  if (Call && objectOf(*Call) &&
      hasRole(Words.rolesOf(*Call), Role::ConfiguresAwait))
    return objectOf(*Call);
  return Awaited;
}

/// `t.done()`: a question that a complete task answers with true. The names
/// left out ask something else.
static const Expr *askedAboutCompletion(const Expr *Condition) {
  static const llvm::StringSet<> OtherQuestions = {
      "valid", "joinable", "empty", "has_value", "canceled", "cancelled"};
  const auto *Call = llvm::dyn_cast<CXXMemberCallExpr>(
      Condition->IgnoreUnlessSpelledInSource());
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->isConst() || Call->getNumArgs() != 0 ||
      !Method->getReturnType()->isBooleanType() || !Method->getIdentifier() ||
      OtherQuestions.contains(Method->getName()))
    return nullptr;
  return objectOf(*Call);
}

/// `f.wait_for(t) == std::future_status::ready`.
static const Expr *foundReady(const Expr *Condition) {
  Condition = Condition->IgnoreUnlessSpelledInSource();
  const Expr *Sides[2] = {nullptr, nullptr};
  if (const auto *Builtin = llvm::dyn_cast<BinaryOperator>(Condition)) {
    if (Builtin->getOpcode() == BO_EQ) {
      Sides[0] = Builtin->getLHS();
      Sides[1] = Builtin->getRHS();
    }
  }
  for (int Side = 0; Side < 2; ++Side) {
    if (!Sides[Side])
      return nullptr;
    const auto *Status = llvm::dyn_cast<DeclRefExpr>(
        Sides[1 - Side]->IgnoreUnlessSpelledInSource());
    const auto *Call =
        llvm::dyn_cast<CallExpr>(Sides[Side]->IgnoreUnlessSpelledInSource());
    if (Status && Call && objectOf(*Call) &&
        llvm::isa<EnumConstantDecl>(Status->getDecl()) &&
        Status->getDecl()->getName() == "ready")
      return objectOf(*Call);
  }
  return nullptr;
}

TaskFlow::TaskFlow(const Body &Of, ASTContext &Context, const Vocabulary &Words,
                   const Awaitables &Types)
    : Of(Of), Words(Words), Types(Types) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Graph = CFG::buildCFG(Of.Function, const_cast<Stmt *>(Of.Written), &Context,
                        Options);
  classifyUses();
}

TaskFlow::~TaskFlow() = default;

void TaskFlow::noteLook(const Expr *Object) {
  const Named Task = namedBy(Object);
  if (Task.Use && !Task.Moved)
    Looks.insert(Task.Use);
}

/// After \p By, the tasks that \p Awaited names are complete.
void TaskFlow::completes(const Expr *Awaited, const Stmt *By) {
  Awaited = withoutConfiguration(Awaited, Words);
  if (const auto *Join =
          llvm::dyn_cast<CallExpr>(Awaited->IgnoreUnlessSpelledInSource());
      Join && hasRole(Words.rolesOf(*Join), Role::Joins)) {
    for (const Expr *Argument : Join->arguments())
      completes(Argument, By);
    return;
  }
  const Named Task = namedBy(Awaited);
  if (!Task.Variable)
    return;
  Harmless.insert(Task.Use);
  if (Task.Element)
    return;
  Completions[By].push_back(Task.Variable);
  // `auto both = when_all(a, b); co_await both;`
  if (const Expr *Init = Task.Variable->getInit())
    if (const auto *Join =
            llvm::dyn_cast<CallExpr>(Init->IgnoreUnlessSpelledInSource());
        Join && hasRole(Words.rolesOf(*Join), Role::Joins))
      for (const Expr *Argument : Join->arguments())
        completes(Argument, By);
  for (const CXXForRangeStmt *Loop : Of.RangeLoops)
    if (Loop->getLoopVariable() == Task.Variable)
      if (const Named Container = namedBy(Loop->getRangeInit());
          Container.Variable)
        AwaitedInLoop.insert(Container.Variable);
}

void TaskFlow::classifyUses() {
  for (const CallSite &Site : Of.Calls) {
    const Role Roles = Words.rolesOf(*Site.Call);
    if (hasRole(Roles, Role::Joins))
      for (const Expr *Argument : Site.Call->arguments())
        if (const Named Task = namedBy(Argument); Task.Use && !Task.Moved)
          Harmless.insert(Task.Use);
    const Named Task = namedBy(objectOf(*Site.Call));
    const auto *Method =
        llvm::dyn_cast_or_null<CXXMethodDecl>(calleeOf(*Site.Call));
    if (!Task.Use || !Method)
      continue;
    if (hasRole(Roles, Role::Blocks)) {
      Harmless.insert(Task.Use);
      // A second wait for the same task returns at once; one with a time limit
      // proves nothing.
      if (Site.Call->getNumArgs() == 0 && !Task.Element)
        Completions[Site.Call].push_back(Task.Variable);
    } else if (Method->isConst() || hasRole(Roles, Role::ConfiguresAwait)) {
      Harmless.insert(Task.Use);
    }
    if (askedAboutCompletion(Site.Call))
      noteLook(objectOf(*Site.Call));
  }
  for (const Expr *Await : Of.Awaits)
    completes(operandOf(*Await), Await);
  for (const CXXForRangeStmt *Loop : Of.RangeLoops)
    if (const Named Container = namedBy(Loop->getRangeInit()); Container.Use)
      Harmless.insert(Container.Use);
  // `tasks[i]` and `tasks.at(i)` do not change the container either.
  for (const CallSite &Site : Of.Calls)
    if (const Named Part = namedBy(Site.Call); Part.Use && Part.Element)
      Harmless.insert(Part.Use);
  for (const Discard &Dropped : Of.Discards) {
    const Named Task = namedBy(Dropped.Value);
    // `(void)t;` is consent for a hot task; a lazy one still never runs.
    if (Task.Use && (Dropped.Said == Consent::None ||
                     Types.startOf(Task.Use->getType()) == Start::Lazy))
      Looks.insert(Task.Use);
  }
}

static bool mentionedInLambda(const Body &Of, const VarDecl &Variable) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *Wanted;
    bool Found = false;
    bool VisitDeclRefExpr(DeclRefExpr *Use) {
      Found |= Use->getDecl() == Wanted;
      return !Found;
    }
  } Search;
  Search.Wanted = &Variable;
  for (const LambdaSite &Site : Of.Lambdas)
    Search.TraverseStmt(const_cast<CompoundStmt *>(
        llvm::dyn_cast_or_null<CompoundStmt>(Site.Lambda->getBody())));
  return Search.Found;
}

static const Stmt *statementOf(const CFGElement &Element) {
  const auto Statement = Element.getAs<CFGStmt>();
  return Statement ? Statement->getStmt() : nullptr;
}

static bool declares(const Stmt &Element, const VarDecl &Variable) {
  const auto *Declaration = llvm::dyn_cast<DeclStmt>(&Element);
  return Declaration &&
         llvm::is_contained(Declaration->decls(), (const Decl *)&Variable);
}

std::optional<LostPath> TaskFlow::pathWithoutOwner(const VarDecl &Local) const {
  if (!Graph || mentionedInLambda(Of, Local))
    return std::nullopt;
  struct Visit {
    const CFGBlock *From;
    unsigned Successor;
  };
  llvm::DenseMap<const CFGBlock *, Visit> Seen;
  std::deque<const CFGBlock *> Work;
  const CFGBlock *DeclaredIn = nullptr;
  bool AnyOwner = false;

  // True if control leaves the block and the task has met no owner in it.
  auto Passes = [&](const CFGBlock &Block, bool Started) {
    for (const CFGElement &Element : Block) {
      const Stmt *Statement = statementOf(Element);
      if (!Statement)
        continue;
      if (declares(*Statement, Local))
        Started = true;
      const auto *Use = llvm::dyn_cast<DeclRefExpr>(Statement);
      if (Started && Use && Use->getDecl() == &Local && !Looks.contains(Use)) {
        AnyOwner = true;
        return false;
      }
    }
    return Started && !Block.hasNoReturnElement();
  };
  auto Enter = [&](const CFGBlock &From) {
    unsigned Index = 0;
    for (const CFGBlock::AdjacentBlock &Next : From.succs()) {
      if (const CFGBlock *Block = Next.getReachableBlock())
        if (Seen.try_emplace(Block, Visit{&From, Index}).second)
          Work.push_back(Block);
      ++Index;
    }
  };

  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (const Stmt *Statement = statementOf(Element))
        if (declares(*Statement, Local))
          DeclaredIn = Block;
  if (!DeclaredIn || !Passes(*DeclaredIn, false))
    return std::nullopt;
  Enter(*DeclaredIn);
  const CFGBlock *Exit = nullptr;
  while (!Work.empty()) {
    const CFGBlock *Block = Work.front();
    Work.pop_front();
    if (Block == &Graph->getExit())
      Exit = Block;
    else if (Block != DeclaredIn && Passes(*Block, true))
      Enter(*Block);
  }
  if (!Exit)
    return std::nullopt;

  LostPath Path;
  Path.NeverUsed = !AnyOwner;
  for (const CFGBlock *At = Exit; At != DeclaredIn;) {
    const Visit Came = Seen.lookup(At);
    if (Came.From->succ_size() == 2)
      if (const Stmt *Condition = Came.From->getTerminatorCondition())
        Path.Turns.push_back({Condition->getBeginLoc(), Came.Successor == 0});
    if (At == Exit)
      for (const CFGElement &Element : *Came.From)
        if (const Stmt *Last = statementOf(Element);
            Last && llvm::isa<ReturnStmt, CoreturnStmt, CXXThrowExpr>(Last))
          Path.Exit = Last->getBeginLoc();
    At = Came.From;
  }
  std::reverse(Path.Turns.begin(), Path.Turns.end());
  return Path;
}

/// The state of \p Task after \p Element.
bool TaskFlow::step(const Stmt &Element, const VarDecl &Task,
                    bool Complete) const {
  if (declares(Element, Task))
    return false;
  if (const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Element))
    if (Use->getDecl() == &Task && !Harmless.contains(Use))
      return false;
  auto Found = Completions.find(&Element);
  return Complete || (Found != Completions.end() &&
                      llvm::is_contained(Found->second, &Task));
}

/// The state of \p Task when \p From is left by its n-th successor.
bool TaskFlow::onEdge(const CFGBlock &From, unsigned Successor,
                      const VarDecl &Task, bool Complete) const {
  if (const auto *Loop =
          llvm::dyn_cast_or_null<CXXForRangeStmt>(From.getTerminatorStmt()))
    return Complete || (namedBy(Loop->getRangeInit()).Variable == &Task &&
                        AwaitedInLoop.contains(&Task));
  const auto *Condition =
      From.succ_size() == 2
          ? llvm::dyn_cast_or_null<Expr>(From.getTerminatorCondition())
          : nullptr;
  bool Holds = Successor == 0;
  while (Condition) {
    Condition = Condition->IgnoreUnlessSpelledInSource();
    const auto *Not = llvm::dyn_cast<UnaryOperator>(Condition);
    if (!Not || Not->getOpcode() != UO_LNot)
      break;
    Holds = !Holds;
    Condition = Not->getSubExpr();
  }
  if (!Condition || !Holds)
    return Complete;
  const Expr *Object = askedAboutCompletion(Condition);
  const Named Tested = namedBy(Object ? Object : foundReady(Condition));
  return Complete || (Tested.Variable == &Task && !Tested.Element);
}

bool TaskFlow::isComplete(const Expr &Object, const Stmt &At) const {
  const Named Waited = namedBy(&Object);
  if (!Waited.Variable || !Graph)
    return false;
  // `for (auto &t : tasks)`: complete if t is, or if all of tasks are.
  for (const CXXForRangeStmt *Loop : Of.RangeLoops)
    if (Loop->getLoopVariable() == Waited.Variable && !Waited.Element &&
        isComplete(*Loop->getRangeInit(), At))
      return true;

  // A task is complete where it is complete on every way in, so all blocks
  // start as "complete" and lose that until nothing changes.
  llvm::DenseMap<const CFGBlock *, bool> AtEntry;
  for (const CFGBlock *Block : *Graph)
    AtEntry[Block] = Block != &Graph->getEntry();
  bool Result = true;
  for (bool Changed = true; Changed;) {
    Changed = false;
    Result = true;
    for (const CFGBlock *Block : llvm::reverse(*Graph)) {
      bool Complete = AtEntry[Block];
      for (const CFGElement &Element : *Block) {
        const Stmt *Statement = statementOf(Element);
        if (Statement == &At)
          Result = Result && Complete;
        if (Statement)
          Complete = step(*Statement, *Waited.Variable, Complete);
      }
      unsigned Index = 0;
      for (const CFGBlock::AdjacentBlock &Next : Block->succs()) {
        const CFGBlock *To = Next.getReachableBlock();
        if (To && AtEntry[To] &&
            !onEdge(*Block, Index, *Waited.Variable, Complete)) {
          AtEntry[To] = false;
          Changed = true;
        }
        ++Index;
      }
    }
  }
  return Result;
}
