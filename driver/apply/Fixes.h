#ifndef ASYNCTIDY_DRIVER_APPLY_FIXES_H
#define ASYNCTIDY_DRIVER_APPLY_FIXES_H

#include "driver/Finding.h"
#include "llvm/Support/Error.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asynctidy {

/// A file as it is, and what to do to it: in order, and apart from each other.
struct FileEdits {
  std::string Before;
  std::vector<Edit> Edits;
};

/// What the fixes of many findings come to, all of it still in memory.
struct FixPlan {
  std::map<std::string, std::string> TextByPath; ///< the files as they become
  std::map<std::string, FileEdits> EditsByPath;  ///< what makes them so
  std::set<size_t> Taken;                        ///< findings, by their index
  std::vector<std::string> Refusals;             ///< sentences
};

/// Merges the fixes of \p Findings, in their order. Edits that several of them
/// share are made once; a finding whose edits overlap those before it keeps
/// its file as it is, whole. Fails if a file cannot be read.
llvm::Expected<FixPlan> planFixes(const std::vector<Finding> &Findings);

/// Writes the files of \p Plan; each of them is replaced as a whole. Nothing
/// is replaced before all of them are written.
llvm::Error applyFixes(const FixPlan &Plan);

} // namespace asynctidy

#endif
