#ifndef ASYNCTIDY_DRIVER_DIFF_GIT_H
#define ASYNCTIDY_DRIVER_DIFF_GIT_H

#include "llvm/Support/Error.h"
#include <string>

namespace asynctidy {

/// What git says has changed below \p Directory since \p Revision, in paths
/// relative to it with one part before them. An error is one sentence.
llvm::Expected<std::string> gitDiff(const std::string &Revision,
                                    const std::string &Directory);

} // namespace asynctidy

#endif
