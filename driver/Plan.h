#ifndef ASYNCTIDY_DRIVER_PLAN_H
#define ASYNCTIDY_DRIVER_PLAN_H

#include "driver/Options.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asynctidy {

/// One translation unit: a file and how to compile it.
struct WorkItem {
  std::string File; ///< absolute
  std::string Directory;
  std::vector<std::string> Command;
};

/// What to analyse, sorted by file, and what the reports' paths are relative
/// to.
struct Plan {
  std::vector<WorkItem> Items;
  std::string SourceRoot; ///< absolute, without symbolic links
};

/// Finds the compile commands for what \p Given names. An error is one
/// sentence with the path.
llvm::Expected<Plan> makePlan(const Options &Given);

} // namespace asynctidy

#endif
