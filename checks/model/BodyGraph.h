#ifndef ASYNCTIDY_MODEL_BODYGRAPH_H
#define ASYNCTIDY_MODEL_BODYGRAPH_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <optional>
#include <utility>

namespace clang {
class ASTContext;
class CFG;
class CFGBlock;
} // namespace clang

namespace asynctidy {

struct Body;

/// A place in a graph.
struct Spot {
  const clang::CFGBlock *Block;
  unsigned Index;
  /// Blocks are numbered, so that spots have an order.
  std::pair<unsigned, unsigned> key() const;
};

/// Clang's control-flow graph of a body, made once for all that follow it, and
/// where the statements stand in it.
class BodyGraph {
public:
  BodyGraph(const Body &Of, clang::ASTContext &Context);
  ~BodyGraph();

  /// Null for a body that Clang cannot make one of.
  const clang::CFG *graph() const { return Graph.get(); }

  /// Expressions, and declarations as their DeclStmt; nothing for what the
  /// graph does not have.
  std::optional<Spot> spotOf(const clang::Stmt &Statement) const;

  /// The DeclStmt of \p Local as the graph has it, or null.
  const clang::DeclStmt *declarationOf(const clang::VarDecl &Local) const {
    return Declarations.lookup(&Local);
  }

  /// Every suspension point of the body, and where an exception out of it goes:
  /// the block that leads to the handlers of the innermost `try` around it, or
  /// null.
  const llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> &
  handlersOfAwaits() const {
    return Handlers;
  }

private:
  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, Spot> Spots;
  llvm::DenseMap<const clang::VarDecl *, const clang::DeclStmt *> Declarations;
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Handlers;
};

} // namespace asynctidy

#endif
