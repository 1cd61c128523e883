#pragma once

#include <async/detail/continuation.hpp>
#include <async/detail/ref.hpp>
#include <async/detail/state.hpp>

#include <exception>
#include <utility>

namespace async::detail {

/// While it lives, what its thread completes resumes nobody on the thread's own
/// stack: coroutines go on by their context or by the pool.
class resume_later {
public:
  resume_later() noexcept
      : previous_(std::exchange(resumption_depth, max_resumption_depth)) {}
  resume_later(const resume_later &) = delete;
  resume_later &operator=(const resume_later &) = delete;
  ~resume_later() { resumption_depth = previous_; }

private:
  int previous_;
};

/// Gives a waiter its result. Whoever unlocks, writes or releases does not have
/// to run what waits for it.
template <typename T, typename... Args>
void hand_over(ref<state<T>> waiter, Args &&...result) {
  waiter->set_value(std::forward<Args>(result)...);
  const resume_later later;
  state_base::complete(std::move(waiter));
}

/// The same for a waiter that does not get what it waits for.
template <typename T>
void refuse(ref<state<T>> waiter, std::exception_ptr why) noexcept {
  waiter->set_error(std::move(why));
  const resume_later later;
  state_base::complete(std::move(waiter));
}

} // namespace async::detail
