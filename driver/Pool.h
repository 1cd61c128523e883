#ifndef ASYNCTIDY_DRIVER_POOL_H
#define ASYNCTIDY_DRIVER_POOL_H

#include "driver/Worker.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace asynctidy {

struct PoolLimits {
  unsigned Jobs = 1;
  unsigned TimeoutInSeconds = 0; ///< for one item; 0: none
  /// Asked before an item is begun while others run; then one of them at a
  /// time is enough.
  std::function<bool()> IsOverloaded = [] { return false; };
};

/// Told after each item how many are done.
using Progress = std::function<void(size_t Done)>;

/// Analyses \p Items in worker processes. A worker that crashes or takes too
/// long costs the item it was at, whose result then says so. The results are
/// in the order of the items, whatever the number of workers. Fails only if no
/// process can be started.
llvm::Expected<std::vector<UnitResult>>
analyseAll(const std::vector<size_t> &Items, const Analysis &Analyse,
           const PoolLimits &Limits, const Progress &Tell);

} // namespace asynctidy

#endif
