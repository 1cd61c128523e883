#ifndef ASYNCTIDY_DRIVER_APPLY_FIXROUNDS_H
#define ASYNCTIDY_DRIVER_APPLY_FIXROUNDS_H

#include "driver/Finding.h"
#include "driver/Options.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <set>
#include <string>

namespace asynctidy {

/// Analyses the code of which \p Edited files have changed; all of it if there
/// are none.
using AnalyseAgain =
    std::function<llvm::Error(const std::set<std::string> &Edited)>;

/// Fixes what \p Findings say after each call of \p Analyse. One fix makes room
/// for the next: overlapping ones, or what the fixed code shows for the first
/// time. What is changed is formatted as \p Given says. Complains about what is
/// left; returns how many were fixed.
llvm::Expected<unsigned> fixInRounds(const AnalyseAgain &Analyse,
                                     const std::vector<Finding> &Findings,
                                     const EngineOptions &Given);

} // namespace asynctidy

#endif
