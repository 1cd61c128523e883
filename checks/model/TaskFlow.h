#ifndef ASYNCTIDY_MODEL_TASKFLOW_H
#define ASYNCTIDY_MODEL_TASKFLOW_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>

namespace clang {
class ASTContext;
class CFG;
class CFGBlock;
} // namespace clang

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
  llvm::SmallVector<Turn, 4> Turns;
  clang::SourceLocation Exit; ///< the statement that leaves, if there is one
};

/// Follows the tasks in one body along its control flow.
class TaskFlow {
public:
  TaskFlow(const Body &Of, clang::ASTContext &Context, const Vocabulary &Words,
           const Awaitables &Types);
  ~TaskFlow();

  /// A path from the declaration of \p Local to the end of the body on which it
  /// is neither awaited, returned, joined nor handed on. Nothing if there is
  /// none, or if the flow could not be worked out.
  std::optional<LostPath> pathWithoutOwner(const clang::VarDecl &Local) const;

  /// The task \p Object is known to be complete before \p At, on every path:
  /// awaited, joined, or tested. \p Object is a variable or an element of one.
  bool isComplete(const clang::Expr &Object, const clang::Stmt &At) const;

private:
  void classifyUses();
  void noteLook(const clang::Expr *Object);
  void completes(const clang::Expr *Awaited, const clang::Stmt *By);
  bool step(const clang::Stmt &Element, const clang::VarDecl &Task,
            bool Complete) const;
  bool onEdge(const clang::CFGBlock &From, unsigned Successor,
              const clang::VarDecl &Task, bool Complete) const;

  const Body &Of;
  const Vocabulary &Words;
  const Awaitables &Types;
  std::unique_ptr<clang::CFG> Graph;
  /// Uses that only look at a task: `t.done()`, `(void)t`.
  llvm::DenseSet<const clang::DeclRefExpr *> Looks;
  /// Uses after which a complete task is still complete.
  llvm::DenseSet<const clang::DeclRefExpr *> Harmless;
  /// Expressions after which these tasks are complete.
  llvm::DenseMap<const clang::Stmt *,
                 llvm::SmallVector<const clang::VarDecl *, 1>>
      Completions;
  /// Containers all of whose elements a range-for awaits.
  llvm::DenseSet<const clang::VarDecl *> AwaitedInLoop;
};

} // namespace asynctidy

#endif
