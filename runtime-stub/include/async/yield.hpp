#pragma once

#include <async/annotations.hpp>
#include <async/synchronization_context.hpp>
#include <async/task.hpp>

namespace async {

/// Lets others go first: the task is done when the current context has run
/// what was posted before, or, without a context, when the pool has. Safe from
/// any thread; throws only if there is no memory. Constant time.
inline task<> yield() {
  co_await detail::switch_to(synchronization_context::current());
}

} // namespace async
