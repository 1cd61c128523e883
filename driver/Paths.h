#ifndef ASYNCTIDY_DRIVER_PATHS_H
#define ASYNCTIDY_DRIVER_PATHS_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asynctidy {

/// \p Path seen from \p Base, or from the working directory, without dots.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Base = "");

/// \p Path without symbolic links, or as it is if it does not exist.
std::string realPath(llvm::StringRef Path);

/// \p Path relative to the directory \p Root, or as it is when outside of it.
std::string relativeTo(llvm::StringRef Root, llvm::StringRef Path);

/// Whether \p Path is \p Directory or below it.
bool holds(llvm::StringRef Directory, llvm::StringRef Path);

} // namespace asynctidy

#endif
