#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// One page for a browser, which loads nothing else. It is XML, too.
std::string htmlReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
