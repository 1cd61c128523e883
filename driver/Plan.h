#ifndef ASYNCTIDY_DRIVER_PLAN_H
#define ASYNCTIDY_DRIVER_PLAN_H

#include "driver/Language.h"
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
  size_t Number = 0; ///< among those of the whole, from 1
  Language In = Language::Cxx;
};

/// All the work, of which a run may have a part only.
struct Whole {
  size_t Units = 0;
  std::string Hash;       ///< of their files' names
  bool IsProject = false; ///< no file was named, and no diff
};

/// What to analyse, sorted by file, and what the reports' paths are relative
/// to.
struct Plan {
  std::vector<WorkItem> Items;
  std::string SourceRoot; ///< absolute, without symbolic links
  Whole All;
};

/// \p Command with what \p Given adds to it and takes from it, for Clang.
std::vector<std::string> adjusted(std::vector<std::string> Command,
                                  const std::string &File,
                                  const Options &Given);

/// Finds the compile commands for what \p Given names. An error is one
/// sentence with the path.
llvm::Expected<Plan> makePlan(const Options &Given);

} // namespace asynctidy

#endif
