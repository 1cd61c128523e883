#ifndef ASYNCTIDY_DRIVER_GATE_H
#define ASYNCTIDY_DRIVER_GATE_H

#include "driver/Finding.h"
#include "driver/Options.h"
#include "driver/Run.h"

namespace asynctidy {

/// What a run with this report ends with, if --fail-on says \p Gate.
ExitCode exitCode(const Report &Of, FailOn Gate);

} // namespace asynctidy

#endif
