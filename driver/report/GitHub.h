#ifndef ASYNCTIDY_DRIVER_REPORT_GITHUB_H
#define ASYNCTIDY_DRIVER_REPORT_GITHUB_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// Workflow commands, of which GitHub Actions makes annotations. A unit that
/// was not analysed is an error of its whole file.
std::string gitHubReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
