#pragma once

#include <async/detail/blocked_thread.hpp>
#include <async/detail/continuation.hpp>
#include <async/detail/copyable.hpp>
#include <async/detail/deadline.hpp>
#include <async/detail/ref.hpp>
#include <async/detail/type_name.hpp>

#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace async::detail {

/// What the handles of one task share: whether it is done, and who waits.
class state_base : public ref_counted {
public:
  bool done() const noexcept {
    return waiting_.load(std::memory_order_acquire) == finished();
  }

  /// Runs `next` when the task is done. False, and nothing happens, if it is
  /// already. Lock-free.
  bool add(continuation &next) noexcept {
    void *first = waiting_.load(std::memory_order_acquire);
    do {
      if (first == finished())
        return false;
      next.next = static_cast<continuation *>(first);
    } while (!waiting_.compare_exchange_weak(first, static_cast<void *>(&next),
                                             std::memory_order_release,
                                             std::memory_order_acquire));
    return true;
  }

  /// Publishes the result and runs the continuations in their order. Gives up
  /// its own share first, so that a single awaiter can move the result out.
  static void complete(ref<state_base> self) noexcept {
    void *waiting =
        self->waiting_.exchange(self->finished(), std::memory_order_acq_rel);
    self = {};
    continuation *in_order = nullptr;
    for (auto *next = static_cast<continuation *>(waiting); next;)
      next = std::exchange(next->next, std::exchange(in_order, next));
    while (in_order)
      std::exchange(in_order, in_order->next)->run();
  }

  void wait() {
    if (!done())
      block_until(deadline::max());
  }

  bool wait_until(deadline limit) { return done() || block_until(limit); }

  /// Why the task failed; null while it runs and if it did not.
  virtual std::exception_ptr error() const noexcept = 0;

  /// The name of the result's type.
  virtual std::string_view result_name() const noexcept = 0;

protected:
  ~state_base() override { delete event_.load(std::memory_order_acquire); }

private:
  /// Wakes the threads that block; made by the first of them.
  class blocking_event final : public continuation {
  public:
    explicit blocking_event(state_base &owner) : owner_(owner) {}

    void run() noexcept override {
      const ref<state_base> owner = std::move(owner_);
      const std::lock_guard lock(mutex_);
      set_ = true;
      changed_.notify_all();
    }

    bool wait_until(deadline limit) {
      std::unique_lock lock(mutex_);
      if (limit != deadline::max())
        return changed_.wait_until(lock, limit, [this] { return set_; });
      changed_.wait(lock, [this] { return set_; });
      return true;
    }

  private:
    // Who completes the task gives up its share before it runs the event.
    ref<state_base> owner_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool set_ = false;
  };

  bool block_until(deadline limit) {
    const blocked_thread shown(result_name(), this);
    return event().wait_until(limit);
  }

  blocking_event &event() {
    blocking_event *known = event_.load(std::memory_order_acquire);
    if (known)
      return *known;
    auto made = std::make_unique<blocking_event>(*this);
    if (!event_.compare_exchange_strong(known, made.get(),
                                        std::memory_order_acq_rel,
                                        std::memory_order_acquire))
      return *known;
    blocking_event &installed = *made.release();
    if (!add(installed))
      installed.run();
    return installed;
  }

  void *finished() const noexcept { return const_cast<state_base *>(this); }

  std::atomic<void *> waiting_{nullptr};
  std::atomic<blocking_event *> event_{nullptr};
};

/// How a `T` is kept; nothing is kept as a value too.
template <typename T>
using stored_t = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// What a handle shows of a result that others may look at as well.
template <typename T>
using shared_result_t =
    std::conditional_t<std::is_void_v<T>, void, const stored_t<T> &>;

/// The state of a task with its result, which is written before `complete`
/// and, but for `take`, only read after it.
template <typename T> class state final : public state_base {
public:
  template <typename... Args> void set_value(Args &&...args) {
    outcome_.template emplace<1>(std::forward<Args>(args)...);
  }

  void set_error(std::exception_ptr error) noexcept {
    outcome_.template emplace<2>(std::move(error));
  }

  /// Demands that the task is done; throws what it failed with.
  shared_result_t<T> get() const {
    if (outcome_.index() == 2)
      std::rethrow_exception(std::get<2>(outcome_));
    if constexpr (!std::is_void_v<T>)
      return std::get<1>(outcome_);
  }

  /// The same by value: moved if nobody else can see it, or if it cannot be
  /// copied.
  static T take(ref<state> self) {
    self->get();
    if constexpr (is_copyable<T>)
      if (!self->unique())
        return self->get();
    if constexpr (!std::is_void_v<T>)
      return std::get<1>(std::move(self->outcome_));
  }

  std::exception_ptr error() const noexcept override {
    return done() && outcome_.index() == 2 ? std::get<2>(outcome_) : nullptr;
  }

  std::string_view result_name() const noexcept override {
    return type_name<T>();
  }

private:
  std::variant<std::monostate, stored_t<T>, std::exception_ptr> outcome_;
};

} // namespace async::detail
