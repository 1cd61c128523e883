#pragma once

#include <async/annotations.hpp>
#include <async/detail/registry.hpp>
#include <async/detail/task_traits.hpp>
#include <async/fire_and_forget.hpp>
#include <async/synchronization_context.hpp>
#include <async/task.hpp>

#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <thread>
#include <type_traits>
#include <utility>

namespace async {

/// The loop of a user interface: runs what is posted to it one after the other,
/// on the thread that runs the loop. A function that blocks there blocks all.
class ASYNC_CONTEXT ui_context final : public synchronization_context {
public:
  /// What is still queued is dropped: coroutines that were to go on here never
  /// do.
  ~ui_context() override {
    // A thread that has posted the last function may not have left `post` yet.
    const std::lock_guard lock(mutex_);
  }

  /// Queues `f`. Safe from any thread; constant time.
  ASYNC_POSTS_TO_CONTEXT void post(std::function<void()> f) override {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(f));
    changed_.notify_one();
  }

  /// How many functions wait to be run. Safe from any thread.
  std::optional<std::size_t> queued() const override {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }

  /// Runs the loop on the calling thread until `stop`. An exception from a
  /// posted function leaves the loop and is the caller's. Loops may be nested.
  void run() {
    run_while([this] { return !stopping_; });
    const std::lock_guard lock(mutex_);
    stopping_ = false;
  }

  /// Runs the loop until the work is done, whatever `stop` says, and returns
  /// its result or throws what it failed with. The coroutine has begun before
  /// the loop does; to have it begin on the context, hand it over as a
  /// function.
  template <typename T> ASYNC_CONSUMES T run_until(task<T> work) {
    const auto finished = std::make_shared<bool>(false);
    notify_when_done(work, finished);
    run_while([&] { return !*finished; });
    return std::move(work).result();
  }

  /// Calls `f` on the context, and runs the loop until the task that it returns
  /// is done.
  template <std::invocable F>
    requires detail::any_task<std::invoke_result_t<F &>>
  ASYNC_POSTS_TO_CONTEXT auto run_until(F f) {
    const scope current(*this);
    return run_until(start(std::invoke(f)));
  }

  /// Makes `run`, the innermost if there are several, return when the function
  /// that it runs has ended; what is queued stays. Safe from any thread.
  void stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }

private:
  /// What `dump_waiters` says of a thread that runs the loop.
  class running_loop final : detail::observed {
  public:
    explicit running_loop(const ui_context &context) : context_(context) {
      show();
    }
    ~running_loop() { hide(); }

  private:
    void describe(std::ostream &out) const override {
      const std::lock_guard lock(context_.mutex_);
      out << "thread " << thread_ << " runs ui_context " << &context_ << ": "
          << (context_.idle_ ? "idle, " : "busy, ") << context_.queue_.size()
          << " queued\n";
    }

    const std::thread::id thread_ = std::this_thread::get_id();
    const ui_context &context_;
  };

  template <typename T> static task<T> start(task<T> work) { return work; }
  template <typename T> static task<T> start(value_task<T> work) {
    return std::move(work).as_task();
  }

  /// Sets `finished` on the loop's thread: when it is seen there, nobody is
  /// going to post for this work any more.
  template <typename T>
  ASYNC_CONSUMES fire_and_forget
  notify_when_done(task<T> work, std::shared_ptr<bool> finished) {
    co_await detail::settled(detail::handles::state_of(std::move(work)));
    post([finished] { *finished = true; });
  }

  /// Looks at `goes_on` under the lock, before each function.
  template <typename Predicate> void run_while(Predicate goes_on) {
    const scope current(*this);
    const running_loop shown(*this);
    std::unique_lock lock(mutex_);
    while (true) {
      idle_ = true;
      changed_.wait(lock, [&] { return !goes_on() || !queue_.empty(); });
      idle_ = false;
      if (!goes_on())
        return;
      std::function<void()> next = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      next();
      next = nullptr;
      lock.lock();
    }
  }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  bool idle_ = false;
};

} // namespace async
