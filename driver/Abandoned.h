#ifndef ASYNCTIDY_DRIVER_ABANDONED_H
#define ASYNCTIDY_DRIVER_ABANDONED_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asynctidy {

/// Temporary files of a run that is killed are left behind, and the next one
/// removes them. A run locks its own; the names of all have a mark of the
/// running system in them, as locks say nothing of another machine on a shared
/// disk.
///
/// `.3f2a51c8.`, to stand somewhere in the name of a temporary file.
std::string systemMark();

/// Locks a new file as long as this process or a child has it open. False if
/// another run took it for abandoned before.
bool claim(int Descriptor);

/// Removes from \p Directory the files whose names begin with \p Prefix, end
/// with \p Suffix and are marked, and that nobody has claimed; each with all
/// that begin with its whole name.
void removeAbandoned(llvm::StringRef Directory, llvm::StringRef Prefix,
                     llvm::StringRef Suffix);

} // namespace asynctidy

#endif
