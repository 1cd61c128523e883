#pragma once

#include <async/detail/state.hpp>

#include <concepts>
#include <coroutine>
#include <exception>
#include <utility>

namespace async::detail {

/// Ends a coroutine: its frame, with the parameters in it, is gone before
/// anybody learns that it is done.
class finish {
public:
  bool await_ready() const noexcept { return false; }

  template <typename Promise>
  void await_suspend(std::coroutine_handle<Promise> coroutine) const noexcept {
    ref<state_base> done = coroutine.promise().detach_state();
    coroutine.destroy();
    state_base::complete(std::move(done));
  }

  void await_resume() const noexcept {}
};

/// What the promises of hot coroutines have in common.
template <typename T> class promise_base {
public:
  std::suspend_never initial_suspend() const noexcept { return {}; }
  finish final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept {
    state_->set_error(std::current_exception());
  }

  ref<state<T>> detach_state() noexcept { return std::move(state_); }

protected:
  ref<state<T>> state_ = ref<state<T>>::make();
};

/// The promise of a coroutine that gives a `T`.
template <typename T> class promise : public promise_base<T> {
public:
  template <typename U = T>
    requires std::convertible_to<U, T>
  void return_value(U &&value) {
    this->state_->set_value(std::forward<U>(value));
  }
};

template <> class promise<void> : public promise_base<void> {
public:
  void return_void() { state_->set_value(); }
};

} // namespace async::detail
