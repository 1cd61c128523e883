#ifndef ASYNCTIDY_DRIVER_CONFIGINFO_H
#define ASYNCTIDY_DRIVER_CONFIGINFO_H

#include "driver/Options.h"

namespace asynctidy {

/// --dump-config, --explain-config and --verify-config, as clang-tidy has them.
/// Return the program's exit code.
int dumpConfig(const Options &Given);
int explainConfig(const Options &Given);
int verifyConfig(const Options &Given);

} // namespace asynctidy

#endif
