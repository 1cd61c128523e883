#pragma once

#include <async/annotations.hpp>
#include <async/detail/timer.hpp>
#include <async/operation_canceled.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace async {

/// Keeps a callback of `cancellation_token::on_cancel` registered as long as it
/// lives. Its end waits for a callback that is running on another thread.
class [[nodiscard]] cancellation_registration {
public:
  cancellation_registration() = default;

private:
  friend class cancellation_token;
  using callback = std::stop_callback<std::function<void()>>;
  explicit cancellation_registration(std::unique_ptr<callback> registered)
      : registered_(std::move(registered)) {}

  std::unique_ptr<callback> registered_;
};

/// Asks whether to stop. A copyable view of one source, or of none; safe from
/// any thread.
class ASYNC_TOKEN cancellation_token {
public:
  /// A token that is never canceled.
  cancellation_token() = default;

  /// The same, by name.
  static cancellation_token none() noexcept { return {}; }

  /// Whether somebody has asked to stop; stays true. Constant time.
  bool cancellation_requested() const noexcept {
    return token_.stop_requested();
  }

  /// Whether anybody can still ask to stop, or has: not with `none`. Constant
  /// time.
  bool can_be_canceled() const noexcept { return token_.stop_possible(); }

  /// Throws operation_canceled if somebody has asked to stop.
  void throw_if_cancellation_requested() const {
    if (cancellation_requested())
      throw operation_canceled();
  }

  /// Calls `f` once when somebody asks to stop, on the thread that asks; during
  /// this call if that has happened already. An exception that escapes from
  /// `f` ends the process. Constant time.
  cancellation_registration on_cancel(std::function<void()> f) const {
    if (!token_.stop_possible())
      return {};
    return cancellation_registration(
        std::make_unique<cancellation_registration::callback>(token_,
                                                              std::move(f)));
  }

private:
  friend class cancellation_source;
  explicit cancellation_token(std::stop_token token) noexcept
      : token_(std::move(token)) {}

  std::stop_token token_;
};

/// Tells its tokens to stop, once and for all. Copies share the request; its
/// end cancels nothing. Safe from any thread.
class ASYNC_TOKEN_SOURCE cancellation_source {
public:
  /// Throws only if there is no memory.
  cancellation_source() = default;

  /// Asks to stop, and runs the callbacks that are registered. Only the first
  /// call does something. Linear in the number of callbacks.
  void cancel() { stop(request_); }

  /// Cancels by the shared pool when the time is over. A later call replaces
  /// the time of an earlier one.
  void cancel_after(std::chrono::nanoseconds d) {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->scheduled)
      detail::timer::shared().cancel(*shared_->scheduled);
    shared_->scheduled = detail::timer::shared().schedule(
        detail::deadline_after(d), [request = request_] { stop(request); });
  }

  /// A token of this source.
  cancellation_token token() const noexcept {
    return cancellation_token(request_.get_token());
  }

  /// Whether `cancel` was called or the time is over.
  bool cancellation_requested() const noexcept {
    return request_.stop_requested();
  }

protected:
  /// Cancels this source when `token` is, as long as a copy of it lives. Only
  /// while no other thread knows the source.
  void link(const cancellation_token &token) {
    shared_->links.push_back(
        token.on_cancel([request = request_] { stop(request); }));
  }

private:
  /// What the copies of a source share; sliced copies of a linked one too.
  struct content {
    std::mutex mutex;
    std::optional<detail::timer::entry> scheduled;
    std::vector<cancellation_registration> links;
  };

  /// By value: a callback may end the source, and with it whatever has the
  /// request.
  static void stop(std::stop_source request) { request.request_stop(); }

  std::stop_source request_;
  std::shared_ptr<content> shared_ = std::make_shared<content>();
};

} // namespace async
