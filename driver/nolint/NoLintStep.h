#ifndef ASYNCTIDY_DRIVER_NOLINT_NOLINTSTEP_H
#define ASYNCTIDY_DRIVER_NOLINT_NOLINTSTEP_H

#include "driver/Engine.h"
#include "driver/Options.h"
#include "driver/baseline/Coverage.h"

namespace asynctidy {

/// What --report-unused-nolint and --require-nolint-reason find in the files
/// of \p Results: comments that name an async check and suppress nothing of
/// it, or do not say why they do. Where the run has not looked at all that
/// could be suppressed, nothing is unused.
UnitResult judgeNoLints(const std::vector<UnitResult> &Results,
                        const Options &Given, const std::string &SourceRoot,
                        const Coverage &Covered);

} // namespace asynctidy

#endif
