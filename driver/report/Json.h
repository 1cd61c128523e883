#ifndef ASYNCTIDY_DRIVER_REPORT_JSON_H
#define ASYNCTIDY_DRIVER_REPORT_JSON_H

#include "driver/Finding.h"

namespace asynctidy {

/// One object with all that a report holds. Paths are relative to the source
/// root, columns count bytes.
std::string jsonReport(const Report &What);

/// The findings of that object, one a line.
std::string jsonLinesReport(const Report &What);

/// What Checks.def knows of each check, as an array of objects.
std::string jsonCheckList();

} // namespace asynctidy

#endif
