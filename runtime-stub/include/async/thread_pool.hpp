#pragma once

#include <async/annotations.hpp>

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace async {

/// A fixed number of threads that run functions in the order of their posting.
/// It never grows: threads that block are missing to everybody else. All
/// members are safe from any thread.
class thread_pool {
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
  }

  thread_pool(const thread_pool &) = delete;
  thread_pool &operator=(const thread_pool &) = delete;

  /// Runs what is still queued, then joins the threads; not to be called on one
  /// of them.
  ~thread_pool() { finish(); }

  /// Queues `f`. An exception that escapes from it ends the process. Constant
  /// time; throws only if there is no memory.
  ASYNC_OFFLOADS void post(std::function<void()> f) {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(f));
    }
    changed_.notify_one();
  }

  /// How many threads there are.
  std::size_t size() const noexcept { return threads_.size(); }

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
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return finishing_ || !queue_.empty(); });
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

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

} // namespace async
