#ifndef ASYNCTIDY_DRIVER_INFO_H
#define ASYNCTIDY_DRIVER_INFO_H

#include "driver/Options.h"

namespace asynctidy {

/// --list-checks: prints what is enabled for the first file. Returns the
/// program's exit code.
int listChecks(const Options &Given);

/// --explain: prints the check's page. Returns the program's exit code.
int explainCheck(const std::string &Name);

} // namespace asynctidy

#endif
