#ifndef ASYNCTIDY_DRIVER_REPORT_RDJSONL_H
#define ASYNCTIDY_DRIVER_REPORT_RDJSONL_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// reviewdog's Diagnostic, one a line. Its columns count bytes. A unit that
/// was not analysed is a diagnostic of its whole file.
std::string rdJsonlReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
