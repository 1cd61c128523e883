#pragma once

#include <async/annotations.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>

namespace async {

/// Where continuations go: a loop that runs functions one after the other, such
/// as a UI's or a request's. An await that captures the context resumes by
/// `post`, so a context must outlive the awaits that began on it.
class ASYNC_CONTEXT synchronization_context {
public:
  synchronization_context() = default;
  synchronization_context(const synchronization_context &) = delete;
  synchronization_context &operator=(const synchronization_context &) = delete;
  virtual ~synchronization_context() = default;

  /// Lets the context run `f` later, never during the call. Safe from any
  /// thread. Throws only if there is no memory.
  ASYNC_POSTS_TO_CONTEXT virtual void post(std::function<void()> f) = 0;

  /// How many functions wait to be run, for `dump_waiters`; nothing if the
  /// context does not know. Safe from any thread; must not wait for a task.
  virtual std::optional<std::size_t> queued() const { return std::nullopt; }

  /// The context that the calling thread is running, or null. Constant time.
  static synchronization_context *current() noexcept { return current_; }

  /// Makes a context the calling thread's current one for as long as the scope
  /// lives: what a context's loop does around the functions that it runs.
  class ASYNC_THREAD_BOUND scope {
  public:
    explicit scope(synchronization_context &context) noexcept
        : previous_(std::exchange(current_, &context)) {}
    scope(const scope &) = delete;
    scope &operator=(const scope &) = delete;
    ~scope() { current_ = previous_; }

  private:
    synchronization_context *previous_;
  };

private:
  static inline thread_local synchronization_context *current_ = nullptr;
};

} // namespace async
