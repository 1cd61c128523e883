#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>
#include <async/operation_canceled.hpp>
#include <async/run.hpp>
#include <async/task.hpp>

#include <exception>
#include <mutex>
#include <stdexcept>

namespace async {

/// Work that goes on beside the rest of the program from `start` to `stop`,
/// such as a loop that reads a channel. Derive, and write `execute`:
///
///     class mailer : public async::background_service {
///       async::task<> execute(async::cancellation_token token) override;
///     };
///
/// Like a std::thread, which has to be joined: the end of a service that was
/// started and not stopped, or whose `stop` is not done, calls std::terminate,
/// as `execute` would go on in an object that is gone. `start` and `stop` are
/// safe from any thread.
class background_service {
public:
  background_service() = default;
  background_service(const background_service &) = delete;
  background_service &operator=(const background_service &) = delete;

  virtual ~background_service() {
    if (started_ && !(stop_.cancellation_requested() && executed_.done()))
      std::terminate();
  }

  /// Lets `execute` begin on the shared pool. Throws std::logic_error if the
  /// service was started or stopped before. Constant time.
  void start() {
    const std::lock_guard lock(mutex_);
    if (started_ || stop_.cancellation_requested())
      throw std::logic_error("async::background_service: started twice, or "
                             "after stop()");
    executed_ = run([this] { return execute(stop_.token()); });
    started_ = true;
  }

  /// The graceful end: cancels the token of `execute`, and is done when
  /// `execute` is. Fails with what `execute` threw; operation_canceled is the
  /// normal answer, not a failure. Every call reports the same. A service that
  /// was not started is stopped at once, and cannot be started any more. Costs
  /// what the token's callbacks do.
  task<> stop() {
    stop_.cancel();
    task<> executed;
    {
      const std::lock_guard lock(mutex_);
      if (!started_)
        co_return;
      executed = executed_;
    }
    try {
      co_await executed.configure_await(false);
    } catch (const operation_canceled &) {
    }
  }

protected:
  /// The work: runs on the pool until it returns or until `token` is canceled,
  /// which it has to look at or hand on.
  virtual task<> execute(cancellation_token token) = 0;

private:
  std::mutex mutex_;
  cancellation_source stop_;
  bool started_ = false;
  task<> executed_;
};

} // namespace async
