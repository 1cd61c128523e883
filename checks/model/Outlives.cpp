#include "checks/model/Outlives.h"
#include "checks/model/AsyncModel.h"
#include "checks/model/Blocking.h"
#include "checks/model/Callables.h"
#include "checks/model/Containers.h"
#include "checks/model/Keepers.h"
#include "checks/model/Referents.h"
#include "checks/model/StmtTree.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace asynctidy;
using llvm::StringRef;

/// The statement at whose end \p Variable dies: the innermost block, loop or
/// condition that its declaration stands in; for a parameter the whole body.
static const Stmt *homeOf(const VarDecl &Variable, const Body &In) {
  if (llvm::isa<ParmVarDecl>(Variable))
    return In.Written;
  const Stmt *Around = treeOf(In).homeOf(Variable);
  return llvm::isa_and_nonnull<CompoundStmt, ForStmt, CXXForRangeStmt, IfStmt,
                               SwitchStmt, WhileStmt>(Around)
             ? Around
             : nullptr;
}

/// `all[id]`, `*maybe`
static bool isElementOf(const Stmt *At) {
  const auto *Operator = llvm::dyn_cast_or_null<CXXOperatorCallExpr>(At);
  return Operator && (Operator->getOperator() == OO_Subscript ||
                      Operator->getOperator() == OO_Star);
}

bool asynctidy::onlyGetsTasks(StmtPath Use) {
  static const llvm::StringSet<> Names = {"reserve", "size", "empty",
                                          "capacity"};
  const Stmt *Target = Use.back();
  const Stmt *Around = stepOut(Use);
  // `loop.all[id]` of `loop.all[id] = f()`
  while (llvm::isa_and_nonnull<MemberExpr>(Around) || isElementOf(Around))
    Around = stepOut(Use);
  if (const auto *Operator =
          llvm::dyn_cast_or_null<CXXOperatorCallExpr>(Around))
    return Operator->getOperator() == OO_Equal &&
           containsAny(Operator->getArg(0),
                       [&](const Stmt &Each) { return &Each == Target; });
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Around);
  return Call && (Names.contains(nameInStd(*Call)) || fillsContainer(*Call));
}

/// `loop.run()`, `wait_for_all()`: a name of something that waits, or
/// `opened.set_value()`: of something that a coroutine may be waiting for.
static bool isNamedForWaiting(const CallExpr &Call) {
  static constexpr StringRef Words[] = {
      "run",      "join",    "wait",   "get",     "sync",   "poll",
      "exec",     "drain",   "flush",  "stop",    "finish", "shutdown",
      "loop",     "block",   "await",  "process", "set_",   "setValue",
      "resume",   "release", "notify", "signal",  "fire",   "trigger",
      "complete", "cancel",  "close"};
  const FunctionDecl *Callee = calleeOf(Call);
  if (!Callee || !Callee->getIdentifier())
    return !Callee;
  // `get_executor()` names what runs it.
  if (Callee->getName().ends_with_insensitive("executor"))
    return false;
  return llvm::any_of(Words, [&](StringRef Word) {
    return Callee->getName().starts_with_insensitive(Word);
  });
}

/// asio's executors: copies of a handle to a context that lives elsewhere.
static bool isExecutor(QualType Type) {
  static const llvm::StringSet<> Names = {"any_io_executor", "any_executor",
                                          "basic_executor_type", "strand",
                                          "system_executor"};
  const CXXRecordDecl *Class = classOf(Type);
  return Class && Class->getIdentifier() && Names.contains(Class->getName());
}

/// `joiner wait_for_all(tasks);`: its destructor may do anything.
static bool mayWaitAtTheEnd(const VarDecl &Local, const AsyncModel &Model) {
  const CXXRecordDecl *Class =
      Local.getType()->isReferenceType() ? nullptr : classOf(Local.getType());
  if (!Class || !Class->hasDefinition() || isExecutor(Local.getType()) ||
      Model.types().isAwaitable(Local.getType()))
    return false;
  return isInStd(*Class)
             ? Class->getIdentifier() && Class->getName() == "jthread"
             : Class->hasUserDeclaredDestructor();
}

/// `drain();` of the object itself, which has the task. What makes a task waits
/// for none before that is awaited.
static bool isCallOfThis(const CallExpr &Call, const AsyncModel &Model) {
  const Expr *Object = objectOf(Call);
  return Object && llvm::isa<CXXThisExpr>(Object->IgnoreParenImpCasts()) &&
         !Model.types().isTask(typeOf(Call));
}

/// The loop in \p Block that the task is made in: what stands before the task
/// comes after it as well. Null if there is none.
static const Stmt *loopAround(const Expr &Task, const Stmt &Block,
                              const Body &In) {
  for (const Stmt *Around : pathTo(In, Task))
    if (llvm::isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Around) &&
        Around != &Block && treeOf(In).contains(Block, *Around))
      return Around;
  return nullptr;
}

/// Between the task's beginning and the end of \p Block, something might wait
/// until the task is done.
static bool mightWait(const Stmt &Block, const Expr &Task, const Stmt *By,
                      const Body &In, AsyncModel &Model) {
  const StmtTree &Tree = treeOf(In);
  const Stmt *Again = loopAround(Task, Block, In);
  const SourceManager &Sources = Model.context().getSourceManager();
  // The await of `co_await when_any(f(x), g())` waits for one of them only.
  const auto *Sink = llvm::dyn_cast_or_null<CallExpr>(By);
  const bool IsRace =
      Sink && hasRole(Model.words().rolesOf(*Sink), Role::Races);
  auto Comes = [&](const Expr &Each) {
    return &Each != By && Tree.contains(Block, Each) &&
           !Tree.contains(Task, Each) &&
           !(IsRace && Tree.contains(Each, *By)) &&
           (Sources.isBeforeInTranslationUnit(Task.getBeginLoc(),
                                              Each.getEndLoc()) ||
            (Again && Tree.contains(*Again, Each)));
  };
  return llvm::any_of(In.Awaits,
                      [&](const Expr *Await) { return Comes(*Await); }) ||
         llvm::any_of(In.Calls, [&](const CallSite &Site) {
           return Comes(*Site.Call) &&
                  (hasRole(Model.words().rolesOf(*Site.Call), Role::Blocks) ||
                   isNamedForWaiting(*Site.Call) ||
                   isCallOfThis(*Site.Call, Model));
         });
}

/// The sink is given an object that dies before \p Block ends, such as a pool
/// that joins its threads or a context that destroys what is left.
static bool usesLocalContext(const Stmt *By, const Expr &Task,
                             const Stmt &Block, const Body &In) {
  const auto *Sink = llvm::dyn_cast_or_null<CallExpr>(By);
  auto IsLocal = [&](const Expr *Value) {
    return Value && !treeOf(In).contains(*Value, Task) &&
           containsAny(Value, [&](const Stmt &Each) {
             const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Each);
             const auto *Variable =
                 Use ? llvm::dyn_cast<VarDecl>(Use->getDecl()) : nullptr;
             if (!Variable || !Variable->hasLocalStorage() ||
                 Variable->getType()->isReferenceType() ||
                 isExecutor(Variable->getType()))
               return false;
             const Stmt *Home = homeOf(*Variable, In);
             return !Home || Home == &Block ||
                    treeOf(In).contains(Block, *Home);
           });
  };
  return Sink &&
         (IsLocal(objectOf(*Sink)) || llvm::any_of(Sink->arguments(), IsLocal));
}

/// `kept.push_back(std::move(found))`, `found.release()`, `a.swap(b)`: what
/// the variable owned lives on elsewhere.
static bool isMovedAway(const VarDecl &Variable, const Body &In) {
  static const llvm::StringSet<> Takers = {"move",     "forward", "release",
                                           "exchange", "swap",    "extract"};
  return llvm::any_of(usesOf(Variable, In), [](const StmtPath &Use) {
    return llvm::any_of(Use, [](const Stmt *Around) {
      const auto *Call = llvm::dyn_cast<CallExpr>(Around);
      return Call && Takers.contains(nameInStd(*Call));
    });
  });
}

/// `auto o = std::make_shared<order>();` that is only looked into: nobody else
/// has it, unless the object itself can give it away.
static bool isOnlyOwner(const VarDecl &Pointer, const Body &In) {
  const Expr *Init = Pointer.getInit();
  const auto *Made =
      Init ? llvm::dyn_cast<CallExpr>(Init->IgnoreUnlessSpelledInSource())
           : nullptr;
  const CXXRecordDecl *Class = classOf(valueTypeOf(Pointer.getType()));
  if (!Made || nameInStd(*Made) != "make_shared" || !Class ||
      !Class->hasDefinition() ||
      llvm::any_of(Class->bases(), [](const CXXBaseSpecifier &Base) {
        const CXXRecordDecl *Inherited = classOf(Base.getType());
        return !Inherited || !Inherited->hasDefinition() ||
               Inherited->getNumBases() > 0 ||
               Inherited->getName() == "enable_shared_from_this";
      }))
    return false;
  return llvm::all_of(usesOf(Pointer, In), [](StmtPath Use) {
    const auto *Around =
        llvm::dyn_cast_or_null<CXXOperatorCallExpr>(stepOut(Use));
    return Around && (Around->getOperator() == OO_Arrow ||
                      Around->getOperator() == OO_Star);
  });
}

/// `co_await t`, `if (t)`, `when_all(a, t)`: the use leaves no other name for
/// the task.
static bool leavesNoName(StmtPath Use, const AsyncModel &Model) {
  if (onlyGetsTasks(Use))
    return true;
  if (llvm::any_of(Use, [](const Stmt *Around) {
        return llvm::isa<LambdaExpr>(Around);
      }))
    return false;
  const Stmt *Around = stepOut(Use);
  while (llvm::isa_and_nonnull<MemberExpr>(Around) || isElementOf(Around))
    Around = stepOut(Use);
  const auto *Call = llvm::dyn_cast_or_null<CallExpr>(Around);
  return llvm::isa_and_nonnull<CoroutineSuspendExpr, DependentCoawaitExpr>(
             Around) ||
         (Call &&
          (typeOf(*Call)->isBooleanType() ||
           hasRole(Model.words().rolesOf(*Call),
                   Role::Joins | Role::Blocks | Role::ConfiguresAwait)));
}

/// Something may await the task before the end of \p Block: what stands in it
/// and comes after the task, or what was given a reference to the variable
/// before.
static bool mightBeAwaited(const VarDecl &Keeps, const Stmt &Block,
                           const Expr &Task, const Body &In,
                           const AsyncModel &Model) {
  const SourceManager &Sources = Model.context().getSourceManager();
  const bool Again = loopAround(Task, Block, In) != nullptr;
  return llvm::any_of(usesOf(Keeps, In), [&](const StmtPath &Use) {
    const bool Inside = llvm::is_contained(Use, &Block);
    const SourceLocation At = Use.back()->getBeginLoc();
    if (Sources.isBeforeInTranslationUnit(
            At, Inside && !Again ? Task.getBeginLoc() : Block.getBeginLoc()))
      return !leavesNoName(Use, Model);
    return Inside && !onlyGetsTasks(Use);
  });
}

/// The first use of the task in \p Keeps that stands outside of \p Block and
/// after the task's beginning.
static const Stmt *useAfter(const VarDecl &Keeps, const Stmt *Block,
                            const Expr &Task, const Body &In,
                            const SourceManager &Sources) {
  // `for (auto x : f())`
  if (Keeps.isImplicit())
    return &Task;
  for (const StmtPath &Use : usesOf(Keeps, In))
    if (!onlyGetsTasks(Use) && !(Block && llvm::is_contained(Use, Block)) &&
        Sources.isBeforeInTranslationUnit(Task.getBeginLoc(),
                                          Use.back()->getBeginLoc()))
      return Use.back();
  return nullptr;
}

/// `return when_all(std::move(all));`: the tasks in \p Keeps leave the function
/// there, and nothing else is done with them that might wait for one. `auto t =
/// f(x); return t;` is the business of the `return`.
static const Stmt *leftBy(const VarDecl &Keeps, const Body &In,
                          AsyncModel &Model) {
  const Stmt *Left = nullptr;
  const auto Uses = usesOf(Keeps, In);
  for (const StmtPath &Use : Uses) {
    if (onlyGetsTasks(Use))
      continue;
    const Keeper Next = keeperOf(*llvm::cast<Expr>(Use.back()), In, Model);
    if (Next.How != Keeper::Returned)
      return nullptr;
    Left = Next.By;
  }
  const bool IsWhole = Uses.size() == 1 && Keeps.getInit() &&
                       Model.types().isAwaitable(Keeps.getType());
  return IsWhole ? nullptr : Left;
}

/// The member or global is named again where it might be awaited.
static bool isNamedAgain(const ValueDecl &Keeps, const Stmt &Block,
                         const Body &In) {
  return containsAny(&Block, [&](const Stmt &Each) {
    const auto *Member = llvm::dyn_cast<MemberExpr>(&Each);
    const auto *Use = llvm::dyn_cast<DeclRefExpr>(&Each);
    return ((Member && Member->getMemberDecl() == &Keeps) ||
            (Use && Use->getDecl() == &Keeps)) &&
           !onlyGetsTasks(pathTo(In, Each));
  });
}

std::optional<Outlives> asynctidy::outlives(const Expr &Task, const Keeper &By,
                                            const Referent &Object,
                                            const Body &In, AsyncModel &Model) {
  if (!Object.diesHere() || By.How == Keeper::Unknown ||
      By.How == Keeper::Awaited)
    return std::nullopt;
  const SourceManager &Sources = Model.context().getSourceManager();
  const auto *Keeps =
      By.How == Keeper::Local ? llvm::dyn_cast<VarDecl>(By.Variable) : nullptr;
  Outlives Result;
  if (Object.Dies == Referent::FullExpression) {
    Result.Death = Task.getEndLoc();
    if (Keeps)
      Result.Use = useAfter(*Keeps, nullptr, Task, In, Sources);
    return Result;
  }
  const VarDecl &Root = *Object.Root;
  const Stmt *Block = homeOf(Root, In);
  if (!Block || (Object.IsOwned && isMovedAway(Root, In)) ||
      (Object.IsShared && !isOnlyOwner(Root, In)))
    return std::nullopt;
  Result.Death = Block->getEndLoc();
  if (By.How == Keeper::Returned)
    return Result;
  // What `main` itself has lives as long as the program does.
  if (Block == In.Written && In.Function && In.Function->isMain())
    return std::nullopt;
  if (Keeps) {
    const Stmt *Lives = homeOf(*Keeps, In);
    if (!Lives)
      return std::nullopt;
    if (Lives == Block || treeOf(In).contains(*Block, *Lives)) {
      Result.Use = leftBy(*Keeps, In, Model);
      return Result.Use ? std::optional(Result) : std::nullopt;
    }
    if (mightBeAwaited(*Keeps, *Block, Task, In, Model))
      return std::nullopt;
    Result.Use = useAfter(*Keeps, Block, Task, In, Sources);
    return Result;
  }
  if (By.How == Keeper::Stored && By.Variable &&
      isNamedAgain(*By.Variable, *Block, In))
    return std::nullopt;
  if (By.How == Keeper::Detached && usesLocalContext(By.By, Task, *Block, In))
    return std::nullopt;
  if (mightWait(*Block, Task, By.By, In, Model) ||
      llvm::any_of(In.Locals, [&](const VarDecl *Local) {
        return Local != &Root && homeOf(*Local, In) == Block &&
               mayWaitAtTheEnd(*Local, Model);
      }))
    return std::nullopt;
  return Result;
}
