#pragma once

#include <async/task.hpp>

#include <exception>
#include <utility>

namespace async::detail {

/// A task that is completed by hand, once: what is not a coroutine becomes
/// awaitable by it. One thread may take the task while another completes it,
/// and who awaits the task may end the source.
template <typename T = void> class completion_source {
public:
  task<T> get_task() const { return handles::make(state_); }

  template <typename... Args> void set_value(Args &&...args) {
    ref<state<T>> completed = state_;
    completed->set_value(std::forward<Args>(args)...);
    state_base::complete(std::move(completed));
  }

  void set_error(std::exception_ptr error) noexcept {
    ref<state<T>> completed = state_;
    completed->set_error(std::move(error));
    state_base::complete(std::move(completed));
  }

private:
  ref<state<T>> state_ = ref<state<T>>::make();
};

} // namespace async::detail
