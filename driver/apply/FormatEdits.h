#ifndef ASYNCTIDY_DRIVER_APPLY_FORMATEDITS_H
#define ASYNCTIDY_DRIVER_APPLY_FORMATEDITS_H

#include "driver/Options.h"
#include "driver/apply/Fixes.h"

namespace asynctidy {

/// Formats the lines that \p Plan edits as clang-format does, in the style that
/// --format-style or the file's configuration names; there may be none.
llvm::Error formatEdits(FixPlan &Plan, const EngineOptions &Given);

} // namespace asynctidy

#endif
