#ifndef ASYNCTIDY_DRIVER_REPORT_SARIF_H
#define ASYNCTIDY_DRIVER_REPORT_SARIF_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// A SARIF 2.1.0 log that GitHub code scanning takes as it is. Code that does
/// not compile is no result but a notification of the run.
std::string sarifReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
