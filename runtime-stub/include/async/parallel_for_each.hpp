#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>
#include <async/detail/completion_source.hpp>
#include <async/detail/task_traits.hpp>
#include <async/fire_and_forget.hpp>
#include <async/task.hpp>
#include <async/when_all.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <ranges>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace async {

namespace detail {

/// What is kept of an item while its task runs: what the range shows, or, of a
/// range that is gone through only once, the value.
template <typename Range>
using item_t = std::conditional_t<std::ranges::forward_range<Range>,
                                  std::ranges::range_reference_t<Range>,
                                  std::ranges::range_value_t<Range>>;

template <typename F, typename Item>
concept item_body = any_task<std::invoke_result_t<F &, Item>>;

template <typename F, typename Item>
concept item_body_with_token =
    any_task<std::invoke_result_t<F &, Item, cancellation_token>>;

/// The workers of one `parallel_for_each`, in the frame of which it lives. Each
/// of them takes the next item when it has done the last.
template <typename Range, typename F> class parallel_loop {
public:
  parallel_loop(Range &range, std::size_t limit, F &body,
                cancellation_token token)
      : next_(std::ranges::begin(range)), end_(std::ranges::end(range)),
        limit_(limit), body_(body), token_(std::move(token)) {}

  /// Done when the last worker is.
  task<> run() {
    task<> finished = finished_.get_task();
    work();
    return finished;
  }

  /// In the order of the items.
  std::vector<std::exception_ptr> failures() {
    std::ranges::sort(failures_, {}, &failure::number);
    std::vector<std::exception_ptr> result;
    for (failure &one : failures_)
      result.push_back(std::move(one.error));
    return result;
  }

private:
  using item = item_t<Range>;
  struct taken {
    std::size_t number;
    item value;
  };
  struct failure {
    std::size_t number;
    std::exception_ptr error;
  };

  ASYNC_DETACHES fire_and_forget work() {
    co_await switch_to(nullptr);
    while (std::optional<taken> one = take()) {
      try {
        co_await call(std::forward<item>(one->value)).configure_await(false);
      } catch (...) {
        const std::lock_guard lock(mutex_);
        failures_.push_back({one->number, std::current_exception()});
      }
    }
    if (leave())
      finished_.set_value();
  }

  auto call(item &&value) {
    if constexpr (item_body<F, item>)
      return std::invoke(body_, std::forward<item>(value));
    else
      return std::invoke(body_, std::forward<item>(value), token_);
  }

  /// The next item, and one more worker if there is more to do.
  std::optional<taken> take() {
    const std::lock_guard lock(mutex_);
    if (exhausted_)
      return std::nullopt;
    try {
      if (next_ != end_) {
        token_.throw_if_cancellation_requested();
        std::optional<taken> result(taken{number_, static_cast<item>(*next_)});
        ++number_;
        ++next_;
        if (workers_ < limit_ && next_ != end_) {
          work();
          ++workers_;
        }
        return result;
      }
    } catch (...) {
      failures_.push_back({number_, std::current_exception()});
    }
    exhausted_ = true;
    return std::nullopt;
  }

  /// Whether this worker was the last.
  bool leave() {
    const std::lock_guard lock(mutex_);
    return --workers_ == 0;
  }

  std::mutex mutex_;
  std::ranges::iterator_t<Range> next_;
  std::ranges::sentinel_t<Range> end_;
  std::size_t number_ = 0;
  std::size_t workers_ = 1;
  const std::size_t limit_;
  bool exhausted_ = false;
  F &body_;
  const cancellation_token token_;
  std::vector<failure> failures_;
  completion_source<> finished_;
};

} // namespace detail

/// Calls `body(item)`, or `body(item, token)`, for each item of the range, and
/// lets at most `limit` of the tasks that it returns run at a time.
///
///     co_await parallel_for_each(users, 10, [&](const user &u) {
///       return send_mail(u.address, token);
///     });
///
/// The task is done when all of theirs are. A failure does not stop the others:
/// one is thrown as it is, several as an `aggregate_error` with all of them in
/// the order of the items. Once the token is canceled no further item is begun;
/// what has begun is waited for, and the items that were left out count as one
/// `operation_canceled`, thrown as it is if nothing else went wrong. A range
/// that throws ends the loop in the same way. std::invalid_argument if `limit`
/// is 0.
///
/// The body runs on the shared pool, without a context, on several threads at
/// once: what its calls share has to be safe for that. Range and body live
/// until the task is done; pass a view, such as std::views::all(users), to
/// share the items instead of copying them. Safe from any thread; linear; needs
/// memory for `limit` coroutines at most, however long the range is.
template <std::ranges::input_range Range, typename F>
  requires detail::item_body<F, detail::item_t<Range>> ||
           detail::item_body_with_token<F, detail::item_t<Range>>
ASYNC_OFFLOADS task<> parallel_for_each(Range range, std::size_t limit, F body,
                                        cancellation_token token = {}) {
  if (limit == 0)
    throw std::invalid_argument("async::parallel_for_each: a limit of 0");
  token.throw_if_cancellation_requested();
  detail::parallel_loop<Range, F> loop(range, limit, body, token);
  co_await loop.run().configure_await(false);
  detail::throw_failures(loop.failures());
}

} // namespace async
