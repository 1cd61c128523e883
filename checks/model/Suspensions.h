#ifndef ASYNCTIDY_MODEL_SUSPENSIONS_H
#define ASYNCTIDY_MODEL_SUSPENSIONS_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>

namespace clang {
class ASTContext;
class CFG;
class CFGBlock;
} // namespace clang

namespace asynctidy {

struct Body;

/// Where an exception out of each `co_await` of \p Of goes in \p Graph: the
/// block that leads to the handlers of the innermost `try` around it, or null.
llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *>
handlersOfAwaits(const Body &Of, const clang::CFG &Graph);

/// Where a body may be suspended, along its control flow. The initial and the
/// final suspension point do not count, nested lambdas neither.
class Suspensions {
public:
  Suspensions(const Body &Of, clang::ASTContext &Context);
  ~Suspensions();

  /// The graph that the answers are read from; null if there is none.
  const clang::CFG *graph() const { return Graph.get(); }

  using Question = llvm::function_ref<bool(const clang::Stmt &)>;

  /// The first `co_await` or `co_yield` on some way from the beginning of the
  /// body to \p At. Null if there is none. What was suspended before a
  /// statement for which \p Renews is true does not count, as in `if
  /// (token.stop_requested()) co_return;`.
  const clang::Expr *before(const clang::Stmt &At,
                            Question Renews = nullptr) const;

  /// The first one on some way from the end of \p From to \p To on which
  /// neither \p From is met again nor a statement for which \p Ends is true.
  /// Null if there is none. All three are found as the graph has them:
  /// expressions, and declarations as their DeclStmt. \p Renews as above.
  const clang::Expr *between(const clang::Stmt &From, const clang::Stmt &To,
                             Question Ends, Question Renews = nullptr) const;

  /// The DeclStmt of \p Local as the graph has it, or null.
  const clang::DeclStmt *declarationOf(const clang::VarDecl &Local) const;

  /// Where an exception out of \p Await goes: the block that leads to the
  /// handlers of the innermost `try`, or null.
  const clang::CFGBlock *handlersOf(const clang::Stmt &Await) const {
    return Points.lookup(&Await);
  }

private:
  struct Spot {
    const clang::CFGBlock *Block;
    unsigned Index;
  };

  const clang::Expr *search(Spot Start, const clang::Stmt *From,
                            const clang::Stmt &To, Question Ends,
                            Question Renews) const;

  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, Spot> Spots;
  /// What a suspension point may lead to by throwing: the innermost `try`'s
  /// handlers, or null.
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Points;
};

} // namespace asynctidy

#endif
