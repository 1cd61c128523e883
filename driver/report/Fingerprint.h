#ifndef ASYNCTIDY_DRIVER_REPORT_FINGERPRINT_H
#define ASYNCTIDY_DRIVER_REPORT_FINGERPRINT_H

#include "driver/Finding.h"
#include "driver/SourceText.h"
#include <map>
#include <string>
#include <vector>

namespace asynctidy {

/// GitHub's primaryLocationLineHash of each line of \p Text: a rolling hash of
/// the 100 non-blank characters from its start, and how often it was seen.
/// Results keep their identity when lines move.
std::vector<std::string> lineFingerprints(llvm::StringRef Text);

/// Those of files, each of them read once.
class LineFingerprints {
public:
  explicit LineFingerprints(SourceCache &Sources) : Sources(Sources) {}

  /// That of the line where \p Where begins, or nothing if it cannot be read.
  std::string at(const Place &Where);

private:
  SourceCache &Sources;
  std::map<std::string, std::vector<std::string>> ByPath;
};

} // namespace asynctidy

#endif
