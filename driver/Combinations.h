#ifndef ASYNCTIDY_DRIVER_COMBINATIONS_H
#define ASYNCTIDY_DRIVER_COMBINATIONS_H

#include "driver/Options.h"

namespace asynctidy {

/// An error whose text is \p Sentence.
llvm::Error usageError(const llvm::Twine &Sentence);

/// Whether the options that are given fit together.
llvm::Error checkCombinations(const Options &Given);

} // namespace asynctidy

#endif
