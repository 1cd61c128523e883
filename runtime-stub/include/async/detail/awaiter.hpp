#pragma once

#include <async/detail/state.hpp>

#include <coroutine>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Awaits a task's state; `Result` is `T` (taken) or `const T &` (looked at).
template <typename T, typename Result> class task_awaiter {
public:
  task_awaiter(ref<state<T>> awaited, bool on_captured_context) noexcept
      : awaited_(std::move(awaited)),
        on_captured_context_(on_captured_context) {}

  bool await_ready() const noexcept { return awaited_->done(); }

  bool await_suspend(std::coroutine_handle<> coroutine) noexcept {
    resumption_.prepare(coroutine, on_captured_context_);
    return awaited_->add(resumption_);
  }

  Result await_resume() {
    if constexpr (std::is_reference_v<Result>)
      return awaited_->get();
    else
      return state<T>::take(std::move(awaited_));
  }

private:
  ref<state<T>> awaited_;
  bool on_captured_context_;
  resumption resumption_;
};

/// Awaits that a task is done, well or not, without its result.
class settled {
public:
  explicit settled(const ref<state_base> &awaited) noexcept
      : awaited_(awaited) {}

  bool await_ready() const noexcept { return awaited_->done(); }

  bool await_suspend(std::coroutine_handle<> coroutine) noexcept {
    resumption_.prepare(coroutine, false);
    return awaited_->add(resumption_);
  }

  void await_resume() const noexcept {}

private:
  ref<state_base> awaited_;
  resumption resumption_;
};

/// Goes on where the context, or the pool for null, runs posted functions.
class switch_to {
public:
  explicit switch_to(synchronization_context *context) noexcept
      : context_(context) {}

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) const {
    resume_elsewhere(context_, coroutine);
  }
  void await_resume() const noexcept {}

private:
  synchronization_context *context_;
};

} // namespace async::detail
