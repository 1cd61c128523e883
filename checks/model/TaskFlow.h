#ifndef ASYNCTIDY_MODEL_TASKFLOW_H
#define ASYNCTIDY_MODEL_TASKFLOW_H

#include "checks/model/BodyGraph.h"
#include "checks/model/TaskOwners.h"
#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CFGBlock;
} // namespace clang

namespace asynctidy {

struct Body;
class Awaitables;
struct ValuePlace;
class TaskUses;
class Vocabulary;

/// Follows the tasks in one body along its control flow.
class TaskFlow {
public:
  TaskFlow(const Body &Of, const BodyGraph &Flow, clang::ASTContext &Context,
           const Vocabulary &Words, const Awaitables &Types);
  ~TaskFlow();

  /// See TaskOwners::pathWithout.
  std::optional<LostPath> pathWithoutOwner(const clang::VarDecl &Local) const;

  /// See TaskOwners::pathOfFailingAwait.
  std::optional<LostPath> pathOfFailingAwait(const clang::VarDecl &Local) const;

  /// The task \p Object is known to be complete before \p At, on every path:
  /// awaited, joined, or tested. \p Object is a variable or an element of one.
  /// \p AtStart: it is when the body begins.
  bool isComplete(const clang::Expr &Object, const clang::Stmt &At,
                  bool AtStart = false) const;

private:
  /// The task at this path from a variable becomes complete, or maybe another.
  struct Event : Spot {
    std::string Path;
    bool Completes;
    /// What begins here, with a task of its own.
    const clang::VarDecl *Fresh = nullptr;
  };

  /// What a path has found flags to be: no way through `if (b)` and `if (!b)`.
  using Known = std::vector<std::pair<const clang::VarDecl *, bool>>;

  const TaskOwners *owners() const;
  void indexGraph();
  void forgetFlagsOf(const clang::CFGBlock &Block, Known &Flags) const;
  bool takes(const clang::CFGBlock &From, unsigned Successor, Known &So) const;
  std::optional<Spot> firstThrowIn(const clang::Stmt &Tried) const;
  bool isCompleteAt(const ValuePlace &Task, const Spot &Where, bool AtStart,
                    unsigned Depth = 0) const;
  bool isMadeOfComplete(const clang::VarDecl &Variable, const ValuePlace &Task,
                        bool AtStart, unsigned Depth) const;

  const Body &Of;
  const BodyGraph &Flow;
  clang::ASTContext &Context;
  const Vocabulary &Words;
  const Awaitables &Types;
  std::unique_ptr<TaskUses> Uses;
  llvm::DenseMap<const clang::VarDecl *, Spot> Declarations;
  /// Per variable and in the graph's order.
  llvm::DenseMap<const clang::Decl *, std::vector<Event>> Events;
  /// Variables that never change and that several conditions test.
  llvm::DenseSet<const clang::VarDecl *> Flags;
  mutable unsigned Visits = 0;
  mutable std::unique_ptr<TaskOwners> Owners;
};

} // namespace asynctidy

#endif
