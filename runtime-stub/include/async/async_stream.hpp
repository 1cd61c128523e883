#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>
#include <async/detail/state.hpp>
#include <async/operation_canceled.hpp>
#include <async/ready.hpp>
#include <async/value_task.hpp>

#include <atomic>
#include <coroutine>
#include <exception>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

namespace async {

namespace detail {

/// What a stream shares with its producer, the coroutine. The two take turns:
/// the phase says whose it is, and who has it may use all the rest.
template <typename T> class stream_state final : public ref_counted {
public:
  using item = std::optional<T>;

  explicit stream_state(std::coroutine_handle<> producer) noexcept
      : producer_(producer) {}

  void set_token(cancellation_token token) {
    demand_idle();
    token_ = std::move(token);
  }
  const cancellation_token &token() const noexcept { return token_; }

  /// Lets the producer run up to its next item, its end or its suspension.
  value_task<item> next() {
    demand_idle();
    if (token_.cancellation_requested())
      return from_exception<item>(
          std::make_exception_ptr(operation_canceled()));
    if (!producer_)
      return value_task<item>::from_result(std::nullopt);
    phase_.store(phase::running, std::memory_order_relaxed);
    producer_.resume();
    if (phase_.load(std::memory_order_acquire) == phase::idle)
      return take();
    auto pending = ref<state<item>>::make();
    pending_ = pending;
    phase expected = phase::running;
    if (phase_.compare_exchange_strong(expected, phase::waiting,
                                       std::memory_order_acq_rel,
                                       std::memory_order_acquire))
      return handles::make(std::move(pending));
    return take();
  }

  /// The stream ends before its producer does.
  void abandon() noexcept {
    phase expected = phase::waiting;
    if (!phase_.compare_exchange_strong(expected, phase::abandoned,
                                        std::memory_order_acq_rel,
                                        std::memory_order_acquire))
      destroy_producer();
  }

  void set_item(T value) { outcome_.template emplace<0>(std::move(value)); }
  void set_error(std::exception_ptr error) noexcept {
    outcome_.template emplace<1>(std::move(error));
  }
  /// The producer is about to end; its frame is not ours any more.
  void set_ended() noexcept { producer_ = nullptr; }

  /// Ends the producer's turn, with what it has set. Whoever calls it has to
  /// own the state: the producer may be gone afterwards.
  void hand_over() noexcept {
    phase seen = phase::running;
    if (phase_.compare_exchange_strong(seen, phase::idle,
                                       std::memory_order_acq_rel,
                                       std::memory_order_acquire))
      return;
    // The consumer may ask for the next item as soon as it has this one.
    auto pending = std::move(pending_);
    outcome now = drain(outcome_);
    if (!phase_.compare_exchange_strong(seen, phase::idle,
                                        std::memory_order_acq_rel,
                                        std::memory_order_acquire) ||
        seen == phase::abandoned)
      destroy_producer();
    try {
      if (now.index() == 1)
        pending->set_error(std::get<1>(std::move(now)));
      else
        pending->set_value(std::get<0>(std::move(now)));
    } catch (...) {
      pending->set_error(std::current_exception());
    }
    state_base::complete(std::move(pending));
  }

private:
  enum class phase {
    idle,     // the consumer's turn
    running,  // the producer's turn, during `next`
    waiting,  // the producer's turn, and `next` has returned
    abandoned // the same, but the stream is gone
  };
  /// An item, nothing at the end, or what the producer failed with.
  using outcome = std::variant<item, std::exception_ptr>;

  void demand_idle() const {
    if (phase_.load(std::memory_order_acquire) != phase::idle)
      throw std::logic_error("async::async_stream: the previous next() is not "
                             "done; await it first");
  }

  value_task<item> take() {
    outcome now = drain(outcome_);
    if (now.index() == 1)
      return from_exception<item>(std::get<1>(std::move(now)));
    return value_task<item>::from_result(std::get<0>(std::move(now)));
  }

  void destroy_producer() noexcept {
    if (producer_)
      std::exchange(producer_, nullptr).destroy();
  }

  std::coroutine_handle<> producer_;
  cancellation_token token_;
  outcome outcome_;
  ref<state<item>> pending_;
  std::atomic<phase> phase_ = phase::idle;
};

} // namespace detail

/// Inside a stream's coroutine, `co_await stream_token()` gives the token that
/// the consumer has handed to `with_cancellation`; one that is never canceled
/// if it has not. It does not suspend.
class stream_token {
public:
  bool await_ready() const noexcept { return false; }

  template <typename Promise>
    requires requires(Promise &producer) { producer.consumer_token(); }
  bool await_suspend(std::coroutine_handle<Promise> producer) noexcept {
    token_ = producer.promise().consumer_token();
    return false;
  }

  cancellation_token await_resume() noexcept { return std::move(token_); }

private:
  cancellation_token token_;
};

/// A sequence of values that are not all there yet: a coroutine that gives one
/// after the other with `co_yield`, and may await in between.
///
///     async_stream<order> orders_of(user u) {
///       const cancellation_token token = co_await stream_token();
///       for (int page = 0;; ++page)
///         for (order &each : co_await load(u, page, token))
///           co_yield std::move(each);
///     }
///
///     auto orders = orders_of(u).with_cancellation(token);
///     while (auto next = co_await orders.next())
///       show(*next);
///
/// Nothing runs before the first `next`. Each `next` lets the coroutine run up
/// to its next value: on the caller's thread until it suspends, with the
/// caller's context. What it throws, `next` throws; then, as after its end, the
/// stream is empty. The end of the stream object destroys the coroutine where
/// it stopped, or, if a `next` is still under way, when that is done.
///
/// Movable only. One `next` at a time: the one before has to be done. Members
/// throw std::logic_error if it is not, and on a moved-from stream. No two
/// threads may use a stream at once, but it may wander between them.
template <typename T> class ASYNC_STREAM ASYNC_NOT_CONCURRENT async_stream {
  static_assert(!std::is_reference_v<T> && !std::is_void_v<T>,
                "a stream gives values: use a pointer or a value");

public:
  using value_type = T;
  class promise_type;

  async_stream(async_stream &&other) noexcept = default;
  async_stream &operator=(async_stream &&other) noexcept {
    abandon();
    state_ = std::move(other.state_);
    return *this;
  }
  ~async_stream() { abandon(); }

  /// The next value, or nothing at the end. Fails with operation_canceled if
  /// the consumer's token is canceled when it is called; if that happens later,
  /// when the coroutine, which has the token too, gives up by it. A value that
  /// is there at once costs no allocation. Constant time but for what the
  /// coroutine does.
  value_task<std::optional<T>> next() { return state().next(); }

  /// Makes `token` the consumer's token, for each further `next` and for the
  /// coroutine, which gets it by `stream_token`. To be called before the first
  /// `next`, so that the coroutine cannot have asked yet.
  async_stream &with_cancellation(cancellation_token token) & {
    state().set_token(std::move(token));
    return *this;
  }

  /// The same for a stream that has just been made.
  async_stream with_cancellation(cancellation_token token) && {
    state().set_token(std::move(token));
    return std::move(*this);
  }

private:
  using state_ref = detail::ref<detail::stream_state<T>>;

  explicit async_stream(state_ref state) noexcept : state_(std::move(state)) {}

  detail::stream_state<T> &state() const {
    if (!state_)
      throw std::logic_error("async::async_stream: the stream was moved from");
    return *state_;
  }

  void abandon() noexcept {
    if (const state_ref ended = std::move(state_))
      ended->abandon();
  }

  state_ref state_;
};

/// The coroutine's side: how the compiler talks to the stream.
template <typename T> class async_stream<T>::promise_type {
public:
  async_stream get_return_object() noexcept { return async_stream(state_); }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept { return end(); }
  auto yield_value(T value) {
    state_->set_item(std::move(value));
    return stop();
  }
  void return_void() const noexcept {}
  void unhandled_exception() noexcept {
    state_->set_error(std::current_exception());
  }

  cancellation_token consumer_token() const noexcept { return state_->token(); }

private:
  /// Nothing of the frame is touched after a turn has ended: another thread may
  /// have resumed or destroyed it.
  struct stop : std::suspend_always {
    void
    await_suspend(std::coroutine_handle<promise_type> producer) const noexcept {
      const state_ref state = producer.promise().state_;
      state->hand_over();
    }
  };

  /// The frame, with the parameters in it, is gone before the consumer learns
  /// of the end.
  struct end : std::suspend_always {
    void
    await_suspend(std::coroutine_handle<promise_type> producer) const noexcept {
      const state_ref state = producer.promise().state_;
      producer.destroy();
      state->set_ended();
      state->hand_over();
    }
  };

  state_ref state_ =
      state_ref::make(std::coroutine_handle<promise_type>::from_promise(*this));
};

} // namespace async
