#ifndef ASYNCTIDY_DRIVER_NOLINT_WITHOUTNOLINT_H
#define ASYNCTIDY_DRIVER_NOLINT_WITHOUTNOLINT_H

#include "llvm/Support/VirtualFileSystem.h"

namespace asynctidy {

/// The files of \p Under, but every NOLINT in them is spelled in a way that
/// means nothing to clang-tidy and moves no offset. clang-tidy tells nobody
/// what it suppressed; analysing these files does.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
withoutNoLint(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Under);

} // namespace asynctidy

#endif
