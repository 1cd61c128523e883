#ifndef ASYNCTIDY_DRIVER_OTHEROPTIONS_H
#define ASYNCTIDY_DRIVER_OTHEROPTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace asynctidy {

/// Fails if one of \p Words is an option that clang-tidy or run-clang-tidy has
/// and async-tidy has not. The sentence says what to use instead.
llvm::Error refuseOtherOptions(llvm::ArrayRef<const char *> Words);

} // namespace asynctidy

#endif
