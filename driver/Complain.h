#ifndef ASYNCTIDY_DRIVER_COMPLAIN_H
#define ASYNCTIDY_DRIVER_COMPLAIN_H

#include "llvm/ADT/Twine.h"

namespace asynctidy {

/// Tells the user one sentence, on standard error.
void complain(const llvm::Twine &Sentence);

} // namespace asynctidy

#endif
