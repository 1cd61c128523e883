#ifndef ASYNCTIDY_MODEL_LATEUSES_H
#define ASYNCTIDY_MODEL_LATEUSES_H

#include "checks/model/Borrows.h"
#include <optional>

namespace asynctidy {

/// Where a coroutine uses what it has borrowed when the caller has gone on.
struct LateUse {
  enum Answer {
    Unknown, ///< the body is not visible, or could not be followed
    No,
    Yes
  } Found = Unknown;
  const clang::Stmt *Use = nullptr;
  /// The `co_await` before it; null if the coroutine is lazy, so that all of
  /// it comes after its first suspension.
  const clang::Expr *After = nullptr;
};

/// For a coroutine that starts at once: a use after its first suspension. For
/// a lazy one: any use. Follows references and views that are made of the
/// parameter, and `for (auto &x : parameter)`.
/// \p Begins is when the coroutine does, if that is not left to its type.
LateUse lateUseOf(const Borrow &What, AsyncModel &Model,
                  std::optional<Start> Begins = std::nullopt);

} // namespace asynctidy

#endif
