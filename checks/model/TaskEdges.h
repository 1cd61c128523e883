#ifndef ASYNCTIDY_MODEL_TASKEDGES_H
#define ASYNCTIDY_MODEL_TASKEDGES_H

#include "checks/model/TaskUses.h"

namespace clang {
class CFGBlock;
} // namespace clang

namespace asynctidy {

/// The tasks that are complete if \p From is left by its n-th successor: a test
/// found them so, or a loop has awaited them all.
llvm::SmallVector<ValuePlace, 2> completedOnEdge(const TaskUses &Uses,
                                                 const clang::CFGBlock &From,
                                                 unsigned Successor);

} // namespace asynctidy

#endif
