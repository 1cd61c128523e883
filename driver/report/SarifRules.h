#ifndef ASYNCTIDY_DRIVER_REPORT_SARIFRULES_H
#define ASYNCTIDY_DRIVER_REPORT_SARIFRULES_H

#include "driver/Finding.h"
#include "nlohmann/json_fwd.hpp"
#include "llvm/ADT/StringRef.h"
#include <map>

namespace asynctidy {

/// The page of a check that is not ours: clang-tidy's, the analyzer's or the
/// compiler's; empty for ours and for what the driver itself reports.
std::string upstreamPage(llvm::StringRef Name);

/// The rules of a SARIF run: every async check, and whichever others spoke up
/// in \p What.
struct SarifRules {
  explicit SarifRules(const Report &What);

  nlohmann::ordered_json descriptors() const;

  std::map<std::string, size_t> IndexByName;
};

} // namespace asynctidy

#endif
