#ifndef ASYNCTIDY_DRIVER_RUN_H
#define ASYNCTIDY_DRIVER_RUN_H

#include "driver/Options.h"

namespace asynctidy {

enum ExitCode { Clean = 0, HasFindings = 1, Unusable = 2, Incomplete = 3 };

/// Does what the command line asks for; complaints go to standard error.
/// Returns the program's exit code.
int run(const Options &Given);

} // namespace asynctidy

#endif
