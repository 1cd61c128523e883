#ifndef ASYNCTIDY_DRIVER_REPORT_WORDING_H
#define ASYNCTIDY_DRIVER_REPORT_WORDING_H

#include "driver/Finding.h"
#include "nlohmann/json_fwd.hpp"
#include "llvm/ADT/StringRef.h"

namespace asynctidy {

/// Whether reports for programs list \p Found: code that does not compile is
/// told of as a unit that was not analysed.
bool isResult(const Finding &Found);

/// What formats that know only findings call a unit that was not analysed.
constexpr const char *NotAnalysed = "not-analysed";

/// Why \p Unit was not analysed, as a sentence without its path.
std::string sentenceOf(const FailedUnit &Unit);

/// Where \p Unit lies, as its reports' other paths are.
std::string pathOf(const FailedUnit &Unit, const std::string &SourceRoot);

/// \p Text with a full stop.
std::string sentence(llvm::StringRef Text);

/// %0A, for a line feed.
std::string percentEncoded(char Byte);

/// Indented, and on a line of its own. Bytes that are no UTF-8 are replaced.
std::string jsonText(const nlohmann::ordered_json &Value);
std::string jsonLine(const nlohmann::ordered_json &Value);

} // namespace asynctidy

#endif
