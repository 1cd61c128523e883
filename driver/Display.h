#ifndef ASYNCTIDY_DRIVER_DISPLAY_H
#define ASYNCTIDY_DRIVER_DISPLAY_H

#include "driver/Plan.h"
#include "driver/Pool.h"
#include "driver/Progress.h"
#include <optional>
#include <set>
#include <tuple>

namespace asynctidy {

/// Shows on standard error how far the workers are, as long as it lives.
class Display : public PoolWatcher {
public:
  /// Of \p Work, \p Total items are analysed.
  Display(const Plan &Work, size_t Total, bool IsQuiet);
  ~Display() override;

  void begun(size_t Item) override;
  void done(size_t Item, const UnitResult &Result) override;
  void postponed(size_t Item) override;
  void tick() override;

private:
  std::string nameOf(size_t Item) const;

  const Plan &Work;
  const bool IsTerminal;
  std::optional<Progress> Shown; ///< nothing if it is to be quiet
  /// What several units say of a header counts once.
  std::set<std::tuple<std::string, unsigned, std::string>> Found;
};

} // namespace asynctidy

#endif
