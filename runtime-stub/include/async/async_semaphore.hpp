#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>
#include <async/detail/hand_over.hpp>
#include <async/detail/wait_queue.hpp>
#include <async/operation_canceled.hpp>
#include <async/ready.hpp>
#include <async/task.hpp>
#include <async/value_task.hpp>

#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

namespace async {

/// A number of permits: who takes one and finds none waits, without blocking a
/// thread, until somebody gives one back. First come, first served: nobody
/// overtakes those who wait. Limits how much happens at the same time.
///
/// All members are safe from any thread. It must outlive whoever waits for it,
/// and every acquire needs a release, which may happen on another thread.
class async_semaphore {
public:
  /// Begins with so many permits.
  explicit async_semaphore(std::size_t permits) noexcept : permits_(permits) {}
  async_semaphore(const async_semaphore &) = delete;
  async_semaphore &operator=(const async_semaphore &) = delete;

  /// Takes a permit; the task is done when there is one. It fails with
  /// operation_canceled if the token is canceled before that, also when it was
  /// canceled before the call; then no permit is taken. A permit that is free
  /// costs no allocation and does not suspend. What waited goes on by its
  /// context or by the pool, not inside `release`. A task that nobody awaits
  /// takes its permit all the same. Logarithmic in the number of those who
  /// wait; throws only if there is no memory.
  [[nodiscard]] value_task<> acquire(cancellation_token token = {}) {
    if (token.cancellation_requested())
      return from_exception(std::make_exception_ptr(operation_canceled()));
    std::unique_lock lock(mutex_);
    if (permits_ > 0) {
      --permits_;
      return value_task<>::from_result();
    }
    const waiter made = waiter::make();
    const queue::ticket ticket = waiting_.add(made);
    lock.unlock();
    if (!token.can_be_canceled())
      return detail::handles::make(made);
    return wait(ticket, detail::handles::make(made), std::move(token));
  }

  /// Takes a permit if one is free. Constant time.
  [[nodiscard]] bool try_acquire() {
    const std::lock_guard lock(mutex_);
    if (permits_ == 0)
      return false;
    --permits_;
    return true;
  }

  /// Gives permits back, or adds them: first to those who wait. Linear in the
  /// number of those who get one.
  void release(std::size_t n = 1) {
    std::unique_lock lock(mutex_);
    auto served = waiting_.take_up_to(n);
    permits_ += n - served.size();
    lock.unlock();
    // The last one may end the semaphore.
    for (auto &[ticket, one] : served)
      detail::hand_over(std::move(one));
  }

  /// How many permits are free at this moment. Constant time.
  std::size_t available() const {
    const std::lock_guard lock(mutex_);
    return permits_;
  }

private:
  using waiter = detail::ref<detail::state<void>>;
  using queue = detail::wait_queue<waiter>;

  value_task<> wait(queue::ticket ticket, task<> served,
                    cancellation_token token) {
    const auto registration =
        token.on_cancel([this, ticket] { leave(ticket); });
    co_await std::move(served).configure_await(false);
  }

  void leave(queue::ticket ticket) {
    std::unique_lock lock(mutex_);
    std::optional<waiter> leaving = waiting_.take(ticket);
    lock.unlock();
    if (leaving)
      detail::refuse(std::move(*leaving),
                     std::make_exception_ptr(operation_canceled()));
  }

  mutable std::mutex mutex_;
  std::size_t permits_;
  // Empty as long as there is a free permit.
  queue waiting_;
};

} // namespace async
