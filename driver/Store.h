#ifndef ASYNCTIDY_DRIVER_STORE_H
#define ASYNCTIDY_DRIVER_STORE_H

#include "driver/Engine.h"
#include "driver/Finding.h"
#include <string>
#include <vector>

namespace asynctidy {

/// The findings of all units: what several of them say of a shared header is
/// said once, and the order depends on nothing but the code: files under
/// \p SourceRoot by path, then the others; within a file by offset, check and
/// message.
std::vector<Finding> mergeFindings(std::vector<UnitResult> Results,
                                   const std::string &SourceRoot);

/// What all of \p Results have suppressed, in the same way.
std::vector<Finding> suppressed(const std::vector<UnitResult> &Results,
                                const std::string &SourceRoot);

} // namespace asynctidy

#endif
