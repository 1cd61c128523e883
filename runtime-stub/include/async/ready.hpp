#pragma once

#include <async/annotations.hpp>
#include <async/detail/completion_source.hpp>
#include <async/task.hpp>

#include <exception>
#include <stdexcept>
#include <utility>

namespace async {

/// A task that is done and has this result: what a plain function returns that
/// has nothing to await. Safe from any thread; throws only what moving the
/// value does, or if there is no memory. Constant time.
template <typename T> ASYNC_MAKES_READY task<T> from_result(T value) {
  detail::completion_source<T> made;
  task<T> result = made.get_task();
  made.set_value(std::move(value));
  return result;
}

/// A task that is done. As `from_result`.
ASYNC_MAKES_READY inline task<> completed() {
  detail::completion_source<> made;
  task<> result = made.get_task();
  made.set_value();
  return result;
}

/// A task that has failed with `error`; std::invalid_argument if that is null.
/// As `from_result`.
template <typename T = void>
ASYNC_MAKES_READY task<T> from_exception(std::exception_ptr error) {
  if (!error)
    throw std::invalid_argument("async::from_exception: no exception");
  detail::completion_source<T> made;
  task<T> result = made.get_task();
  made.set_error(std::move(error));
  return result;
}

} // namespace async
