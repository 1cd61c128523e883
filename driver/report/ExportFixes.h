#ifndef ASYNCTIDY_DRIVER_REPORT_EXPORTFIXES_H
#define ASYNCTIDY_DRIVER_REPORT_EXPORTFIXES_H

#include "driver/Finding.h"
#include "driver/apply/Fixes.h"

namespace asynctidy {

/// The findings as clang-tidy's --export-fixes writes them, for
/// clang-apply-replacements. Only the fixes that \p Plan takes are in it: that
/// program applies all it reads or nothing.
std::string fixesYaml(const Report &What, const FixPlan &Plan);

} // namespace asynctidy

#endif
