#pragma once

#include <async/annotations.hpp>
#include <async/async_semaphore.hpp>
#include <async/cancellation.hpp>
#include <async/value_task.hpp>

#include <optional>
#include <utility>

namespace async {

/// A lock that may be held across `co_await`: who finds it taken waits without
/// blocking a thread, first come, first served. Nobody owns it by thread, so it
/// may be unlocked on another one; it is not recursive.
///
///     const auto guard = co_await mutex.lock();
///
/// All members are safe from any thread. It must outlive its guards and whoever
/// waits for it.
class async_mutex {
public:
  /// Unlocks at its end. Movable, and not bound to a thread; one guard is used
  /// by one thread at a time.
  class [[nodiscard]] guard {
  public:
    guard(guard &&other) noexcept
        : locked_(std::exchange(other.locked_, nullptr)) {}
    guard &operator=(guard &&other) noexcept {
      guard(std::move(other)).swap(*this);
      return *this;
    }
    ~guard() { unlock(); }

    /// Unlocks now; nothing happens if it has been unlocked or moved from. Who
    /// waits for the lock goes on by its context or by the pool, not inside
    /// this call. Constant time.
    void unlock() noexcept {
      if (async_mutex *const locked = std::exchange(locked_, nullptr))
        locked->free_.release();
    }

  private:
    friend class async_mutex;
    explicit guard(async_mutex &locked) noexcept : locked_(&locked) {}
    void swap(guard &other) noexcept { std::swap(locked_, other.locked_); }

    async_mutex *locked_;
  };

  async_mutex() = default;

  /// Gives a guard when the lock is free. Fails with operation_canceled,
  /// without the lock, if the token is canceled before that. A free lock costs
  /// no allocation and does not suspend. A guard that nobody takes out of the
  /// task unlocks with the task's end. Logarithmic in the number of those who
  /// wait; throws only if there is no memory.
  [[nodiscard]] value_task<guard> lock(cancellation_token token = {}) {
    if (!token.cancellation_requested() && free_.try_acquire())
      return value_task<guard>::from_result(guard(*this));
    return wait(std::move(token));
  }

  /// A guard if the lock is free. Constant time.
  [[nodiscard]] std::optional<guard> try_lock() {
    if (!free_.try_acquire())
      return std::nullopt;
    return guard(*this);
  }

private:
  value_task<guard> wait(cancellation_token token) {
    co_await free_.acquire(std::move(token)).configure_await(false);
    co_return guard(*this);
  }

  async_semaphore free_{1};
};

} // namespace async
