#ifndef ASYNCTIDY_DRIVER_BASELINE_COVERAGE_H
#define ASYNCTIDY_DRIVER_BASELINE_COVERAGE_H

#include "driver/Engine.h"
#include "driver/Plan.h"
#include "driver/baseline/Baseline.h"
#include <map>
#include <set>

namespace asynctidy {

/// What a run has looked at: only there does a finding that is missing mean
/// that it is fixed.
class Coverage {
public:
  Coverage(const std::string &SourceRoot, bool IsWholeProject)
      : SourceRoot(SourceRoot), IsComplete(IsWholeProject) {}

  /// \p Item was analysed with the checks of \p Globs.
  void add(const WorkItem &Item, const UnitResult &Result,
           const std::string &Globs);
  /// No check is enabled for \p Item.
  void addSkipped(const WorkItem &Item);

  /// Whether all that could have such a finding was looked at: a source by its
  /// own units, a header by all units of the project.
  bool judged(const BaselineKey &Key) const;

private:
  std::string SourceRoot;
  bool IsComplete;
  std::set<std::string> Sources;
  std::set<std::string> Missed; ///< of the sources
  std::map<std::string, std::set<std::string>> GlobsByFile;
};

} // namespace asynctidy

#endif
