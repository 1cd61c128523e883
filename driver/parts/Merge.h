#ifndef ASYNCTIDY_DRIVER_PARTS_MERGE_H
#define ASYNCTIDY_DRIVER_PARTS_MERGE_H

#include "driver/parts/PartRecord.h"

namespace asynctidy {

/// What all parts together have done, in the order of the whole plan.
struct MergedParts {
  Plan Work;
  std::vector<size_t> Chosen;      ///< items that have checks
  std::vector<std::string> Globs;  ///< of checks, for each of the items
  std::vector<UnitResult> Results; ///< of the chosen ones
};

/// Reads the reports of parts that \p Given names. An error, in one sentence,
/// if they are not the parts of one whole, each of them once, all made in the
/// same way from the sources that are here.
llvm::Expected<MergedParts> mergeParts(const Options &Given);

} // namespace asynctidy

#endif
