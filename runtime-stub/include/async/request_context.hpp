#pragma once

#include <async/annotations.hpp>
#include <async/detail/awaiter.hpp>
#include <async/detail/task_traits.hpp>
#include <async/synchronization_context.hpp>
#include <async/task.hpp>
#include <async/thread_pool.hpp>

#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace async {

/// The context of one request on a server: what is posted to it runs one after
/// the other, in order, never two at once, but on whatever thread of a pool is
/// free. So a handler needs no lock for what belongs to its request, and
/// continues as it would on a single thread. A function that blocks on work of
/// the same request waits for ever, as its continuation has to wait for it.
///
///     request_context request;
///     response answer = co_await request.run([&] { return handle(call); });
///
/// Many requests share a pool, and take turns after each function. All members
/// are safe from any thread.
class ASYNC_CONTEXT request_context final : public synchronization_context {
public:
  /// The pool has to outlive what is posted here. Throws only if there is no
  /// memory.
  explicit request_context(thread_pool &pool = thread_pool::shared())
      : turns_(std::make_shared<turns>(*this, pool)) {}

  /// Waits for the function that is running, unless it is the one that ends the
  /// context. What is still queued is dropped: coroutines that were to go on
  /// here never do.
  ~request_context() override { turns_->close(current() == this); }

  /// Queues `f`. An exception that escapes from it ends the process. Constant
  /// time; throws only if there is no memory.
  ASYNC_POSTS_TO_CONTEXT void post(std::function<void()> f) override {
    // What is posted may end the context before this call ends.
    const std::shared_ptr<turns> kept = turns_;
    kept->add(std::move(f));
  }

  /// How many functions wait for their turn. Safe from any thread.
  std::optional<std::size_t> queued() const override {
    return turns_->queued();
  }

  /// Calls `f` on the context: how a request begins. The task has what `f`
  /// returns, or what it throws; if `f` returns a task itself, that one's
  /// result. It is done on the context; then nothing of this work is going to
  /// be posted any more. `f` lives until then. Throws only if there is no
  /// memory.
  template <std::invocable F>
  ASYNC_POSTS_TO_CONTEXT auto run(F f)
      -> task<detail::awaited_t<std::invoke_result_t<F &>>> {
    using returned = std::invoke_result_t<F &>;
    co_await detail::switch_to(this);
    if constexpr (detail::any_task<std::remove_cvref_t<returned>>)
      co_return co_await std::invoke(f);
    else
      co_return std::invoke(f);
  }

private:
  /// The queue, which the pool's threads may hold longer than the context
  /// lives.
  class turns : public std::enable_shared_from_this<turns> {
  public:
    turns(request_context &context, thread_pool &pool)
        : context_(context), pool_(pool) {}

    void add(std::function<void()> f) {
      const std::lock_guard lock(mutex_);
      if (closed_)
        return;
      queue_.push_back(std::move(f));
      if (!std::exchange(scheduled_, true))
        schedule();
    }

    std::size_t queued() const {
      const std::lock_guard lock(mutex_);
      return queue_.size();
    }

    void close(bool from_within) {
      std::deque<std::function<void()>> dropped;
      std::unique_lock lock(mutex_);
      closed_ = true;
      dropped.swap(queue_);
      if (!from_within)
        changed_.wait(lock, [this] { return !running_; });
    }

  private:
    void schedule() {
      pool_.post([self = this->shared_from_this()] { self->take_turn(); });
    }

    void take_turn() {
      std::unique_lock lock(mutex_);
      if (!queue_.empty()) {
        std::function<void()> next = std::move(queue_.front());
        queue_.pop_front();
        running_ = true;
        lock.unlock();
        {
          const scope current(context_);
          next();
          next = nullptr;
        }
        lock.lock();
        running_ = false;
        changed_.notify_all();
      }
      scheduled_ = !queue_.empty();
      if (scheduled_)
        schedule();
    }

    request_context &context_;
    thread_pool &pool_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    /// A turn is posted to the pool, or is being taken.
    bool scheduled_ = false;
    bool running_ = false;
    /// The context ends: what is running may still post.
    bool closed_ = false;
  };

  const std::shared_ptr<turns> turns_;
};

} // namespace async
