#pragma once

#include <async/annotations.hpp>
#include <async/fire_and_forget.hpp>
#include <async/task.hpp>
#include <async/value_task.hpp>

#include <concepts>
#include <exception>
#include <utility>

namespace async {

namespace detail {
template <typename OnError>
ASYNC_DETACHES fire_and_forget observe(ref<state_base> work, OnError on_error) {
  co_await settled(work);
  if (const std::exception_ptr error = work->error())
    on_error(error);
}
} // namespace detail

/// Lets the work go on by itself. If it fails, also by cancellation, `on_error`
/// gets its exception: at once if it has failed already, else where the work
/// ends, but never on a context's thread. An exception from `on_error` ends the
/// process. The work does not keep the process alive. Safe from any thread;
/// throws std::logic_error on an empty handle. Constant time, one allocation.
template <typename T, std::invocable<std::exception_ptr> OnError>
ASYNC_DETACHES void detach(task<T> work, OnError on_error) {
  detail::observe(detail::handles::state_of(std::move(work)),
                  std::move(on_error));
}

/// The same for a value task.
template <typename T, std::invocable<std::exception_ptr> OnError>
ASYNC_DETACHES void detach(value_task<T> work, OnError on_error) {
  detach(std::move(work).as_task(), std::move(on_error));
}

} // namespace async
