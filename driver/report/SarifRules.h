#ifndef ASYNCTIDY_DRIVER_REPORT_SARIFRULES_H
#define ASYNCTIDY_DRIVER_REPORT_SARIFRULES_H

#include "driver/Finding.h"
#include "nlohmann/json_fwd.hpp"
#include <map>

namespace asynctidy {

/// The rules of a SARIF run: every async check, and whichever others spoke up
/// in \p What.
struct SarifRules {
  explicit SarifRules(const Report &What);

  nlohmann::ordered_json descriptors() const;

  std::map<std::string, size_t> IndexByName;
};

} // namespace asynctidy

#endif
