#pragma once

#include <async/detail/deadline.hpp>
#include <async/thread_pool.hpp>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace async::detail {

/// One thread that hands functions to the shared pool when their time has come,
/// so that none of them can hold up the others. All members are safe from any
/// thread and take logarithmic time.
class timer {
public:
  /// The number makes entries of the same time different, and keeps their
  /// order.
  using entry = std::pair<deadline, std::uint64_t>;

  static timer &shared() {
    static timer &one = *new timer;
    return one;
  }

  entry schedule(deadline when, std::function<void()> f) {
    const std::lock_guard lock(mutex_);
    const entry made{when, next_number_++};
    const auto position = entries_.emplace(made, std::move(f)).first;
    if (position == entries_.begin())
      changed_.notify_one();
    return made;
  }

  /// Nothing happens if the time of the entry has come already.
  void cancel(const entry &scheduled) {
    std::function<void()> forgotten;
    const std::lock_guard lock(mutex_);
    if (const auto found = entries_.extract(scheduled))
      forgotten = std::move(found.mapped());
  }

private:
  timer() {
    std::thread([this]() noexcept { work(); }).detach();
  }

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      if (entries_.empty()) {
        changed_.wait(lock);
      } else if (const deadline first = entries_.begin()->first.first;
                 first > std::chrono::steady_clock::now()) {
        changed_.wait_until(lock, first);
      } else {
        auto due = entries_.extract(entries_.begin());
        lock.unlock();
        thread_pool::shared().post(std::move(due.mapped()));
        lock.lock();
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<entry, std::function<void()>> entries_;
  std::uint64_t next_number_ = 0;
};

} // namespace async::detail
