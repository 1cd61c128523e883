#ifndef ASYNCTIDY_MODEL_SUSPENSIONS_H
#define ASYNCTIDY_MODEL_SUSPENSIONS_H

#include "checks/model/BodyGraph.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace asynctidy {

/// Where a body may be suspended, along its control flow. The initial and the
/// final suspension point do not count, nested lambdas neither.
class Suspensions {
public:
  explicit Suspensions(const BodyGraph &Flow) : Flow(Flow) {}

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

  /// The first one on some way from the end of \p From to the end of the body.
  /// Null if there is none, or if the graph does not have \p From.
  const clang::Expr *after(const clang::Stmt &From) const;

private:
  enum class Next {
    Go,
    Renew, ///< what was suspended before does not count
    Leave, ///< this way ends here
    Stop   ///< all ways do
  };
  /// Is given each statement, and the first suspension on the way to it.
  using Visitor = llvm::function_ref<Next(const clang::Stmt &,
                                          const clang::Expr *Suspended)>;

  /// Takes all ways from \p Start, each block once before a suspension and once
  /// after one.
  void walk(Spot Start, Visitor Visit) const;
  const clang::Expr *search(Spot Start, const clang::Stmt *From,
                            const clang::Stmt &To, Question Ends,
                            Question Renews) const;

  const BodyGraph &Flow;
  mutable std::optional<
      llvm::DenseMap<const clang::Stmt *, const clang::Expr *>>
      Earlier;
};

} // namespace asynctidy

#endif
