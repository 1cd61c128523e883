#ifndef ASYNCTIDY_DRIVER_FLAGS_H
#define ASYNCTIDY_DRIVER_FLAGS_H

#include <string>
#include <vector>

namespace asynctidy {

/// A compile command as Clang can take it: without the flags that only other
/// compilers know, without precompiled headers (their format is each
/// compiler's own), without turning warnings into errors (another compiler's
/// warnings must not fail a build that passes), and with the directory of the
/// built-in headers. The first word is the compiler.
std::vector<std::string> commandForClang(std::vector<std::string> Command);

/// The same for bare flags.
std::vector<std::string> flagsForClang(const std::vector<std::string> &Flags);

} // namespace asynctidy

#endif
