#ifndef ASYNCTIDY_MODEL_LEFTLOOPS_H
#define ASYNCTIDY_MODEL_LEFTLOOPS_H

#include "checks/model/TaskOwners.h"
#include <optional>

namespace asynctidy {

class AsyncModel;

/// `for (auto &t : tasks) if (co_await t < 0) co_return -1;`: the loop over the
/// running tasks in \p Tasks that awaits one after the other is left in
/// between, and those behind run on. Nothing if something else has the tasks,
/// or if the loop cancels them.
std::optional<LostPath> pathOutOfLoop(const clang::VarDecl &Tasks,
                                      const Body &In, AsyncModel &Model);

} // namespace asynctidy

#endif
