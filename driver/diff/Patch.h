#ifndef ASYNCTIDY_DRIVER_DIFF_PATCH_H
#define ASYNCTIDY_DRIVER_DIFF_PATCH_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace asynctidy {

struct LineRange {
  unsigned First; ///< from 1
  unsigned Last;
};

/// The lines that are new or changed, by file; the others are not in it.
using ChangedLines = std::map<std::string, std::vector<LineRange>>;

/// Reads the unified diff \p Text, as git and diff write it, without the first
/// \p Strip parts of its paths. An error is one sentence with \p Name, which
/// says where the diff comes from, and the line.
llvm::Expected<ChangedLines> parsePatch(llvm::StringRef Text, unsigned Strip,
                                        llvm::StringRef Name);

} // namespace asynctidy

#endif
