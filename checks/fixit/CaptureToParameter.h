#ifndef ASYNCTIDY_FIXIT_CAPTURETOPARAMETER_H
#define ASYNCTIDY_FIXIT_CAPTURETOPARAMETER_H

#include "checks/fixit/Await.h"

namespace asynctidy {

class AsyncModel;
struct LambdaSite;

/// `[order]() -> task<> {...}()` becomes `[](order_t order) -> task<> {...}
/// (order)`: a coroutine's frame has its parameters, and not its captures.
/// Empty where that would not be safe: for lambdas that are not called at
/// once, captures of `this` or by reference, types that cannot be written, and
/// in macros and templates.
Edits captureToParameter(const LambdaSite &Site, const AsyncModel &Model);

} // namespace asynctidy

#endif
