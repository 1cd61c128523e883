#ifndef ASYNCTIDY_DRIVER_BASELINE_SARIFBASELINE_H
#define ASYNCTIDY_DRIVER_BASELINE_SARIFBASELINE_H

#include "driver/baseline/Baseline.h"

namespace asynctidy {

/// The findings in \p Text, a SARIF report of async-tidy's in the file \p Path.
/// Those that were suppressed are none.
llvm::Expected<Baseline> sarifBaseline(const std::string &Path,
                                       llvm::StringRef Text);

} // namespace asynctidy

#endif
