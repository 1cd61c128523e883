#ifndef ASYNCTIDY_FIXIT_AWAITRETURNED_H
#define ASYNCTIDY_FIXIT_AWAITRETURNED_H

#include "checks/fixit/Await.h"

namespace asynctidy {

class AsyncModel;

/// `return send(mail);` becomes `co_return co_await send(mail);` in all of a
/// plain function, which becomes a coroutine by that. Empty where that would
/// not be safe: if it returns anything but calls of its own task type, has
/// parameters that a coroutine would have to keep alive, captures, or a
/// deduced type, and in macros and handlers.
Edits awaitReturned(const Body &In, const AsyncModel &Model);

} // namespace asynctidy

#endif
