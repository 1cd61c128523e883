#pragma once

#include <async/annotations.hpp>
#include <async/detail/awaiter.hpp>
#include <async/detail/promise.hpp>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {
struct handles;
}

/// A task with a choice of where its awaiter goes on; made by
/// `configure_await`, to be awaited at once.
template <typename T, typename Result>
class ASYNC_TASK ASYNC_HOT configured_task {
public:
  auto operator co_await() && noexcept {
    return detail::task_awaiter<T, Result>(std::move(state_),
                                           on_captured_context_);
  }

private:
  template <typename> friend class task;
  configured_task(detail::ref<detail::state<T>> state,
                  bool on_captured_context) noexcept
      : state_(std::move(state)), on_captured_context_(on_captured_context) {}

  detail::ref<detail::state<T>> state_;
  bool on_captured_context_;
};

/// Work that has begun and will give a `T`: the return type of a coroutine that
/// runs at once until its first real suspension. A copyable handle: copies
/// mean the same work, and all of them may be awaited, many times. Dropping it
/// stops nothing, but then nobody sees an exception.
///
/// An await resumes on the context that was current when it began, if there was
/// one, otherwise on the thread that completes the work or on the pool.
///
/// The work may be completed and awaited on different threads; a single handle
/// is as thread-safe as an int. Members throw std::logic_error on an empty
/// (default-constructed or moved-from) handle. All but the blocking ones take
/// constant time.
template <typename T = void> class ASYNC_TASK ASYNC_HOT task {
  static_assert(!std::is_reference_v<T>,
                "a task owns its result: use a pointer or a value");

public:
  using value_type = T;

  struct promise_type : detail::promise<T> {
    task get_return_object() noexcept { return task(this->state_); }
  };

  /// An empty handle, to be assigned to.
  task() = default;

  /// Whether the work has ended, well or not. What it did is then visible to
  /// the caller.
  bool done() const { return state().done(); }

  /// Blocks the thread until the work is done; throws what it failed with. On a
  /// context's thread, which the work may need to go on, that is a deadlock.
  ASYNC_BLOCKS detail::shared_result_t<T> result() const & {
    state().wait();
    return state_->get();
  }

  /// The same for the last use of a handle: the result by value.
  ASYNC_BLOCKS T result() && {
    state().wait();
    return detail::state<T>::take(std::move(state_));
  }

  /// Blocks like `result`, but does not throw what the work failed with.
  ASYNC_BLOCKS void wait() const { state().wait(); }

  /// Blocks at most this long. Whether the work is done.
  template <typename Rep, typename Period>
  ASYNC_BLOCKS bool
  wait_for(const std::chrono::duration<Rep, Period> &limit) const {
    return state().wait_until(
        detail::deadline_after(detail::to_nanoseconds(limit)));
  }

  /// What the work failed with; null while it runs and if it did not fail.
  std::exception_ptr exception() const { return state().error(); }

  /// Awaits as `co_await` of the task does, but with `false` goes on wherever
  /// the work ends, never on a context's thread.
  ASYNC_CONFIGURES_AWAIT configured_task<T, detail::shared_result_t<T>>
  configure_await(bool continue_on_captured_context) const & {
    state();
    return {state_, continue_on_captured_context};
  }

  /// The same for the last use of a handle.
  ASYNC_CONFIGURES_AWAIT configured_task<T, T>
  configure_await(bool continue_on_captured_context) && {
    state();
    return {std::move(state_), continue_on_captured_context};
  }

  /// The result, or what the work failed with: the shared one, which lives as
  /// long as the task's handles do.
  auto operator co_await() const & {
    state();
    return detail::task_awaiter<T, detail::shared_result_t<T>>(state_, true);
  }

  /// The same for the last use of a handle: the result by value, moved if no
  /// other handle can see it. A result that cannot be copied is always moved.
  auto operator co_await() && {
    state();
    return detail::task_awaiter<T, T>(std::move(state_), true);
  }

private:
  friend detail::handles;
  explicit task(detail::ref<detail::state<T>> state) noexcept
      : state_(std::move(state)) {}

  detail::state<T> &state() const {
    if (!state_)
      throw std::logic_error("async::task: the handle is empty");
    return *state_;
  }

  detail::ref<detail::state<T>> state_;
};

namespace detail {

/// For the rest of the runtime: handles from states and back.
struct handles {
  template <typename T> static task<T> make(ref<state<T>> state) noexcept {
    return task<T>(std::move(state));
  }
  template <typename T> static ref<state<T>> state_of(task<T> handle) {
    handle.state();
    return std::move(handle.state_);
  }
};

} // namespace detail
} // namespace async
