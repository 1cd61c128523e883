#ifndef ASYNCTIDY_DRIVER_PARTS_MERGE_H
#define ASYNCTIDY_DRIVER_PARTS_MERGE_H

#include "driver/parts/PartRecord.h"

namespace asynctidy {

/// What all parts together have done, in the order of the whole plan.
struct MergedParts {
  std::string SourceRoot;
  Whole All;
  std::vector<PartRecord::Unit> Units;
};

/// Reads the reports of parts that \p Given names. An error, in one sentence,
/// if they are not the parts of one whole, each of them once, all made in the
/// same way from the sources that are here.
llvm::Expected<MergedParts> mergeParts(const Options &Given);

} // namespace asynctidy

#endif
