#ifndef ASYNCTIDY_TEST_CASES_HARNESS_COMPILERS_H
#define ASYNCTIDY_TEST_CASES_HARNESS_COMPILERS_H

#include "Discovery.h"

namespace asynctidy {

/// GCC has to accept the file of \p Which; otherwise the error is what it said.
/// Clang is asked by whoever runs the case.
llvm::Error compileWithGcc(const Case &Which);

/// Every header that \p Which needs has to be installed.
llvm::Error checkNeeds(const Case &Which);

} // namespace asynctidy

#endif
