#ifndef ASYNCTIDY_DRIVER_SOURCEROOT_H
#define ASYNCTIDY_DRIVER_SOURCEROOT_H

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asynctidy {

/// The directory of the project that holds \p Files: \p Wanted if it is not
/// empty, else the git work tree, else the nearest directory that holds the
/// files and, when it is a build directory of theirs, \p DatabaseDirectory.
llvm::Expected<std::string> sourceRoot(const std::string &Wanted,
                                       const std::vector<std::string> &Files,
                                       const std::string &DatabaseDirectory);

} // namespace asynctidy

#endif
