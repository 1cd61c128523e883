#ifndef ASYNCTIDY_DRIVER_REPORT_SONARQUBE_H
#define ASYNCTIDY_DRIVER_REPORT_SONARQUBE_H

#include "driver/Finding.h"
#include "driver/SourceText.h"

namespace asynctidy {

/// SonarQube's generic issues, in the format since 10.3. Its columns count
/// UTF-16 code units from 0. A unit that was not analysed is an issue of its
/// whole file.
std::string sonarQubeReport(const Report &What, SourceCache &Sources);

} // namespace asynctidy

#endif
