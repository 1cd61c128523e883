#ifndef ASYNCTIDY_DRIVER_ENGINE_H
#define ASYNCTIDY_DRIVER_ENGINE_H

#include "driver/Configuration.h"
#include "driver/Finding.h"
#include "driver/Plan.h"
#include "nlohmann/json_fwd.hpp"
#include <set>
#include <string>
#include <vector>

namespace asynctidy {

/// What came of one translation unit.
struct UnitResult {
  std::vector<Finding> Findings;
  std::string Failure; ///< why it was not analysed; empty if it was
  /// What it consists of, without symbolic links; no system headers.
  std::set<std::string> Files = {};
  std::vector<Finding> Suppressed = {}; ///< by NOLINT, if asked for
};

/// Runs the enabled checks over \p Item in this process, by clang-tidy's
/// engine. Findings in headers outside of \p SourceRoot are left out unless
/// the configuration chooses the headers itself. With \p WithSuppressed, code
/// that has a NOLINT is analysed once more without.
UnitResult analyse(const WorkItem &Item, const Configuration &Config,
                   const std::string &SourceRoot, bool WithSuppressed = false);

void to_json(nlohmann::ordered_json &To, const UnitResult &From);
void from_json(const nlohmann::ordered_json &From, UnitResult &To);

} // namespace asynctidy

#endif
