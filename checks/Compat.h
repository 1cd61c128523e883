#ifndef ASYNCTIDY_COMPAT_H
#define ASYNCTIDY_COMPAT_H

// The only place that knows which LLVM we are built against.
#include "llvm/Config/llvm-config.h"

#if LLVM_VERSION_MAJOR >= 22
#include "clang-tidy/ClangTidyModule.h"
#else
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#endif
