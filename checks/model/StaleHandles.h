#ifndef ASYNCTIDY_MODEL_STALEHANDLES_H
#define ASYNCTIDY_MODEL_STALEHANDLES_H

#include "checks/model/StmtPath.h"
#include <optional>

namespace asynctidy {

class AsyncModel;
struct Body;

/// A use of something that may have become bad while the coroutine was
/// suspended.
struct StaleUse {
  const clang::Stmt *Taken;     ///< where the handle got its value
  const clang::Expr *Suspended; ///< the suspension point
  const clang::Expr *Used;      ///< the use after it; null for a loop's step
};

/// What is asked about a variable that may become bad.
struct HandleQuestions {
  /// The value leads to something that may become bad; null stands for the
  /// initializer.
  llvm::function_ref<bool(const clang::Expr *)> IsBad;
  /// After this statement all is good again.
  llvm::function_ref<bool(const clang::Stmt &)> Renews = nullptr;
  /// This use counts; by default, all but comparisons do.
  llvm::function_ref<bool(const StmtPath &)> IsUse = nullptr;
};

/// The first use of \p Local in the coroutine \p In, in the order of the text,
/// that a suspension separates from where the variable got a bad value. Nothing
/// if a lambda assigns to it.
std::optional<StaleUse> staleUseOf(const clang::VarDecl &Local, const Body &In,
                                   AsyncModel &Model,
                                   const HandleQuestions &Ask);

/// What \p Local is assigned in \p In: `users.find(id)` of
/// `it = users.find(id)`.
llvm::SmallVector<const clang::Expr *, 2>
valuesAssignedTo(const clang::VarDecl &Local, const Body &In);

/// The suspension point after which \p Loop goes on to its next element.
std::optional<StaleUse>
staleStepOf(const clang::CXXForRangeStmt &Loop, const Body &In,
            AsyncModel &Model,
            llvm::function_ref<bool(const clang::Stmt &)> Renews = nullptr);

/// `auto guard = co_await mutex.lock();` or a blocking guard is alive at both:
/// nobody else gets at what it protects meanwhile.
bool isGuarded(const clang::Stmt &From, const clang::Stmt &To, const Body &In,
               const AsyncModel &Model);

} // namespace asynctidy

#endif
