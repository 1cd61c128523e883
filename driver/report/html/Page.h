#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_PAGE_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_PAGE_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// One page for a browser, which loads nothing else and runs no script: the
/// code with what is said of it, and lists by file and by check that lead
/// there. It is XML, too.
std::string htmlReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
