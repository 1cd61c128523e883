#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>
#include <async/detail/completion_source.hpp>
#include <async/detail/timer.hpp>
#include <async/task.hpp>
#include <async/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <memory>

namespace async {

namespace detail {

/// Rings once: when its time has come or when it is canceled, what is first.
class alarm {
public:
  task<> rung() const { return rung_; }
  bool canceled() const noexcept { return canceled_; }

  void ring(bool canceled) {
    if (settled_.exchange(true))
      return;
    canceled_ = canceled;
    source_.set_value();
  }

private:
  std::atomic<bool> settled_ = false;
  bool canceled_ = false;
  completion_source<> source_;
  task<> rung_ = source_.get_task();
};

} // namespace detail

/// A task that is done after this time, at once if the time is not positive.
/// Fails with operation_canceled, without waiting for the time, when the token
/// is canceled. It blocks no thread, and is completed on the shared pool. Safe
/// from any thread; logarithmic in the number of delays that are running.
inline task<> delay(std::chrono::nanoseconds d, cancellation_token token = {}) {
  token.throw_if_cancellation_requested();
  if (d <= d.zero())
    co_return;
  const auto alarm = std::make_shared<detail::alarm>();
  const auto entry = detail::timer::shared().schedule(
      detail::deadline_after(d), [alarm] { alarm->ring(false); });
  {
    // Whoever cancels must not have to run what awaits the delay.
    const auto registration = token.on_cancel([alarm] {
      thread_pool::shared().post([alarm] { alarm->ring(true); });
    });
    co_await alarm->rung().configure_await(false);
  }
  if (!alarm->canceled())
    co_return;
  detail::timer::shared().cancel(entry);
  throw operation_canceled();
}

} // namespace async
