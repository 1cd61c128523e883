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
  unsigned MemoryInMiB = 0; ///< for one worker; 0: none
};

/// Hears how the work goes on.
class PoolWatcher {
public:
  virtual ~PoolWatcher() = default;
  virtual void begun(size_t) {}
  virtual void done(size_t, const UnitResult &) {}
  /// The item lacked memory and is to be begun once more.
  virtual void postponed(size_t) {}
  /// Called at least once a second.
  virtual void tick() {}
};

/// Analyses \p Items in worker processes. A worker that crashes or takes too
/// long costs the item it was at, whose result then says so; one that lacks
/// memory is tried once more, when the others are done, alone and without a
/// bound. The results are in the order of the items, whatever the number of
/// workers. Fails only if no process can be started.
llvm::Expected<std::vector<UnitResult>>
analyseAll(const std::vector<size_t> &Items, const Analysis &Analyse,
           const PoolLimits &Limits, PoolWatcher &Watcher);

} // namespace asynctidy

#endif
