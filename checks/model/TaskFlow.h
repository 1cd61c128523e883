#ifndef ASYNCTIDY_MODEL_TASKFLOW_H
#define ASYNCTIDY_MODEL_TASKFLOW_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CFG;
class CFGBlock;
} // namespace clang

namespace asynctidy {

struct Body;
class Awaitables;
struct Place;
class TaskUses;
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
  /// \p AtStart: it is when the body begins.
  bool isComplete(const clang::Expr &Object, const clang::Stmt &At,
                  bool AtStart = false) const;

private:
  /// A place in the graph.
  struct Spot {
    const clang::CFGBlock *Block;
    unsigned Index;
    std::pair<unsigned, unsigned> key() const;
  };
  /// The task at this path from a variable becomes complete, or maybe another.
  struct Event : Spot {
    std::string Path;
    bool Completes;
  };

  /// What a path has found flags to be: no way through `if (b)` and `if (!b)`.
  using Known = std::vector<std::pair<const clang::VarDecl *, bool>>;

  void indexGraph();
  void forgetFlagsOf(const clang::CFGBlock &Block, Known &Flags) const;
  bool takes(const clang::CFGBlock &From, unsigned Successor, Known &So) const;
  std::optional<Spot> firstThrowIn(const clang::Stmt &Tried) const;
  bool isCompleteAt(const Place &Task, const Spot &Where, bool AtStart) const;

  std::unique_ptr<TaskUses> Uses;
  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, Spot> Spots;
  llvm::DenseMap<const clang::VarDecl *, Spot> Declarations;
  /// Per variable and in the graph's order.
  llvm::DenseMap<const clang::VarDecl *, std::vector<Spot>> Owners;
  llvm::DenseMap<const clang::Decl *, std::vector<Event>> Events;
  /// Variables that never change and that several conditions test.
  llvm::DenseSet<const clang::VarDecl *> Flags;
  mutable unsigned Visits = 0;
  mutable unsigned Walked = 0;
};

} // namespace asynctidy

#endif
