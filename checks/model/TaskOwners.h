#ifndef ASYNCTIDY_MODEL_TASKOWNERS_H
#define ASYNCTIDY_MODEL_TASKOWNERS_H

#include "checks/model/BodyGraph.h"
#include "checks/model/PathFacts.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>

namespace asynctidy {

struct Body;
class Awaitables;
class Vocabulary;

/// One turn that a path takes: "when this is false".
struct Turn {
  clang::SourceLocation At;
  bool Taken;
};

/// A way through a body on which a task finds no owner.
struct LostPath {
  bool NeverUsed = false; ///< no path has one
  /// What starts the task, if that is not the variable's initializer.
  const clang::Expr *Started = nullptr;
  llvm::SmallVector<Turn, 4> Turns;
  clang::SourceLocation Exit; ///< the statement that leaves, if there is one
  clang::SourceLocation Overwritten; ///< or where another task takes its place
  clang::SourceLocation Dropped; ///< the lambda that takes it and forgets it
  /// The await whose exception takes the path away from the owner.
  const clang::Expr *Failing = nullptr;
};

/// Who takes the tasks that the local variables of one body get: by their
/// initializers, by assignments, or as elements of a container.
class TaskOwners {
public:
  TaskOwners(const Body &Of, const BodyGraph &Flow, const TaskUses &Uses,
             const Vocabulary &Words, const Awaitables &Types,
             const clang::ASTContext &Context);
  ~TaskOwners();

  /// A path from where \p Local gets a task to the end of the body, or to where
  /// it gets another, on which the task is neither awaited, returned, joined
  /// nor handed on. Nothing if there is none, or if it could not be worked out.
  std::optional<LostPath> pathWithout(const clang::VarDecl &Local) const;

  /// The same for a path on which an await throws, and only for tasks that run
  /// on then: started already, of a type whose destructor does not end them.
  std::optional<LostPath> pathOfFailingAwait(const clang::VarDecl &Local) const;

private:
  enum class Meeting {
    Owner,
    Question, ///< `all.empty()`: not an owner, but the path may depend on it
    End       ///< the variable gets another task, or begins to live again
  };
  struct Event : Spot {
    Meeting Kind;
    const clang::Stmt *By;
    bool Escapes; ///< and the owner may have got more than this task
  };
  struct Birth : Spot {
    const clang::Expr *Value; ///< null for the variable's own initializer
    bool InContainer;
  };
  struct Story {
    std::vector<Event> Events; ///< in the graph's order
    std::vector<Birth> Births;
    bool HasOwner = false;
    clang::SourceLocation Dropped;
  };

  void classifyCall(const clang::CallExpr &Call);
  void noteTaken(const clang::Expr &Value);
  void classifyLambda(const clang::LambdaExpr &Lambda);
  void index();
  const Event *next(const Story &Of, const clang::CFGBlock &Block,
                    unsigned After) const;
  bool isShared(const Birth &Start, const Story &Of) const;
  bool skipsOwner(const clang::CFGBlock &From, unsigned Successor,
                  const Birth &Start, const Story &Of) const;
  std::optional<LostPath> pathFrom(const Birth &Start, const Story &Of,
                                   bool IsLazy, bool AwaitsFail) const;
  clang::QualType typeOfBorn(const Birth &Start,
                             const clang::VarDecl &Local) const;
  bool runsOn(const Birth &Start, const clang::VarDecl &Local) const;

  const Body &In;
  const BodyGraph &Flow;
  const clang::CFG &Graph;
  const TaskUses &Uses;
  const Vocabulary &Words;
  const Awaitables &Types;
  const clang::ASTContext &Context;
  llvm::SmallPtrSet<const clang::Expr *, 8> Statements;
  /// `t` of `co_await t`, `std::move(t)`: of its variable nothing is left.
  llvm::SmallPtrSet<const clang::DeclRefExpr *, 8> Taken;
  /// `t` of `t = f()`, `all` of `all.push_back(f())`.
  llvm::SmallPtrSet<const clang::DeclRefExpr *, 8> Targets;
  llvm::SmallPtrSet<const clang::DeclRefExpr *, 8> Questions;
  struct Store {
    const clang::VarDecl *Variable;
    const clang::Expr *Value; ///< null if there is nothing to lose
    bool Replaces;
  };
  llvm::DenseMap<const clang::Stmt *, Store> Stores;
  llvm::DenseMap<const clang::DeclRefExpr *, clang::SourceLocation> Forgotten;
  llvm::DenseMap<const clang::VarDecl *, Story> Stories;
  mutable std::unique_ptr<PathFacts> Facts;
  /// Where the exceptions of awaits go; those that cannot throw are not in it.
  mutable std::optional<
      llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *>>
      Failures;
  mutable unsigned Walked = 0;
};

} // namespace asynctidy

#endif
