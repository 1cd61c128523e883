#ifndef ASYNCTIDY_DRIVER_NOLINT_DIRECTIVES_H
#define ASYNCTIDY_DRIVER_NOLINT_DIRECTIVES_H

#include "driver/SourceText.h"
#include <string>
#include <vector>

namespace asynctidy {

/// One `NOLINT(async-foo, bugprone-*)` or the like in a comment.
struct NoLint {
  std::string Word; ///< NOLINT, NOLINTNEXTLINE, NOLINTBEGIN or NOLINTEND
  unsigned Offset = 0;
  /// Names and globs; `*` if it says none.
  std::vector<std::string> Checks;
  /// Whether the comment says anything else.
  bool HasReason = false;
  /// Inside of an #if that is not the guard of a header: perhaps for another
  /// configuration.
  bool IsConditional = false;
  /// What it covers. That of a NOLINTBEGIN ends at the last NOLINTEND that
  /// says the same, which is too late rather than too early.
  unsigned FirstLine = 0;
  unsigned LastLine = 0;

  bool covers(unsigned Line, const std::string &Check) const;
};

/// All of them in \p Text, in order.
std::vector<NoLint> noLintsIn(const SourceText &Text);

} // namespace asynctidy

#endif
