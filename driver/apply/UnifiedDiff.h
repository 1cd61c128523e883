#ifndef ASYNCTIDY_DRIVER_APPLY_UNIFIEDDIFF_H
#define ASYNCTIDY_DRIVER_APPLY_UNIFIEDDIFF_H

#include "driver/apply/Fixes.h"

namespace asynctidy {

/// What \p Plan does as a unified diff, for `git apply` or `patch -p1` in
/// \p SourceRoot.
struct UnifiedDiff {
  std::string Text;
  std::vector<std::string> Outside; ///< files that no path in it can reach
};
UnifiedDiff unifiedDiff(const FixPlan &Plan, const std::string &SourceRoot);

} // namespace asynctidy

#endif
