#ifndef ASYNCTIDY_DRIVER_REPORT_GITLAB_H
#define ASYNCTIDY_DRIVER_REPORT_GITLAB_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// GitLab's code quality report. Its fingerprints have no line numbers in them
/// and are unique, as GitLab drops what has the same. A unit that was not
/// analysed is a finding of the file's first line.
std::string gitLabReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
