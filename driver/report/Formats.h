#ifndef ASYNCTIDY_DRIVER_REPORT_FORMATS_H
#define ASYNCTIDY_DRIVER_REPORT_FORMATS_H

#include "driver/Finding.h"
#include "driver/Options.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// The report in any \p Format but text.
std::string reportFor(ReportFormat Format, const Report &What,
                      SourceCache &Sources);

} // namespace asynctidy

#endif
