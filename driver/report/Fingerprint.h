#ifndef ASYNCTIDY_DRIVER_REPORT_FINGERPRINT_H
#define ASYNCTIDY_DRIVER_REPORT_FINGERPRINT_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asynctidy {

/// GitHub's primaryLocationLineHash of each line of \p Text: a rolling hash of
/// the 100 non-blank characters from its start, and how often it was seen.
/// Results keep their identity when lines move.
std::vector<std::string> lineFingerprints(llvm::StringRef Text);

} // namespace asynctidy

#endif
