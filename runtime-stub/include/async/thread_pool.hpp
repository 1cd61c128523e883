#pragma once

#include <async/annotations.hpp>
#include <async/detail/registry.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <ostream>
#include <thread>
#include <utility>
#include <vector>

namespace async {

/// A fixed number of threads that run functions in the order of their posting.
/// It never grows: threads that block are missing to everybody else. All
/// members are safe from any thread.
class thread_pool final : detail::observed {
public:
  /// Starts `threads` threads, at least one. Throws std::system_error if the
  /// system has none left.
  explicit thread_pool(std::size_t threads) {
    try {
      for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
        threads_.emplace_back([this]() noexcept { work(); });
    } catch (...) {
      finish();
      throw;
    }
    show();
  }

  thread_pool(const thread_pool &) = delete;
  thread_pool &operator=(const thread_pool &) = delete;

  /// Runs what is still queued, then joins the threads; not to be called on one
  /// of them.
  ~thread_pool() {
    hide();
    finish();
  }

  /// Queues `f`. An exception that escapes from it ends the process. Constant
  /// time; throws only if there is no memory.
  ASYNC_OFFLOADS void post(std::function<void()> f) {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(f));
    // Under the lock: what is posted may tell somebody to end the pool.
    changed_.notify_one();
  }

  /// How many threads there are.
  std::size_t size() const noexcept { return threads_.size(); }

  /// The pool that the calling thread belongs to, or null. Constant time.
  static const thread_pool *current() noexcept { return current_; }

  /// The pool of `run`, `delay` and of continuations without a context: one
  /// thread a core, at least two. Like background threads elsewhere, its
  /// threads do not keep the process alive, and are not joined at its end.
  static thread_pool &shared() {
    static thread_pool &pool = *new thread_pool(
        std::max<std::size_t>(std::thread::hardware_concurrency(), 2));
    return pool;
  }

private:
  void work() {
    current_ = this;
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      changed_.wait(lock, [this] { return finishing_ || !queue_.empty(); });
      --idle_;
      if (queue_.empty())
        return;
      std::function<void()> next = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      next();
      // What `next` holds may be large, or post from its destructor.
      next = nullptr;
      lock.lock();
    }
  }

  void finish() {
    {
      const std::lock_guard lock(mutex_);
      finishing_ = true;
    }
    changed_.notify_all();
    for (std::thread &thread : threads_)
      thread.join();
  }

  void describe(std::ostream &out) const override {
    const std::lock_guard lock(mutex_);
    out << "thread_pool " << this << ": " << threads_.size()
        << (threads_.size() == 1 ? " thread, " : " threads, ")
        << threads_.size() - idle_ << " busy, " << queue_.size() << " queued\n";
  }

  static inline thread_local const thread_pool *current_ = nullptr;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool finishing_ = false;
  std::size_t idle_ = 0;
  std::vector<std::thread> threads_;
};

} // namespace async
