#ifndef ASYNCTIDY_DRIVER_REPORT_TEXT_H
#define ASYNCTIDY_DRIVER_REPORT_TEXT_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// The findings as clang prints diagnostics, with snippets. Paths below
/// \p CurrentDirectory are shown relative to it.
std::string textReport(const Report &What, SourceCache &Sources,
                       const std::string &CurrentDirectory, bool Color);

/// One line that counts, for people; \p Seconds is how long it took.
std::string summaryLine(const Report &What, double Seconds);

} // namespace asynctidy

#endif
