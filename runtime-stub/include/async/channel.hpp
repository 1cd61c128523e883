#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>
#include <async/detail/hand_over.hpp>
#include <async/detail/wait_queue.hpp>
#include <async/operation_canceled.hpp>
#include <async/ready.hpp>
#include <async/task.hpp>
#include <async/value_task.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>

namespace async {

/// What a write throws after `channel::close`.
class channel_closed : public std::exception {
public:
  const char *what() const noexcept override { return "the channel is closed"; }
};

/// A queue between coroutines: many may write and many may read, on any thread.
/// Each item reaches one reader, in the order of the writes; readers and
/// writers that wait are served in the order of their coming, and block no
/// thread. Who waited goes on by its context or by the pool, not inside the
/// call that served it.
///
/// All members are safe from any thread. The channel must outlive whoever reads
/// or writes. Moving an item must not throw.
template <typename T> class channel {
  static_assert(std::is_nothrow_move_constructible_v<T>,
                "an item that throws while it is handed over would be lost");

public:
  /// What `read_all` returns: the items that are left, one by one, until the
  /// channel is closed and empty. Several may read one channel, and share its
  /// items. Copies mean the same; a single one is as thread-safe as a pointer.
  class ASYNC_STREAM reader {
  public:
    /// The next item, or nothing at the end; as `channel::read`.
    [[nodiscard]] value_task<std::optional<T>> next() {
      return source_->read(token_);
    }

  private:
    friend class channel;
    reader(channel &source, cancellation_token token) noexcept
        : source_(&source), token_(std::move(token)) {}

    channel *source_;
    cancellation_token token_;
  };

  /// A capacity without limit: a write never waits.
  static constexpr std::size_t unbounded =
      std::numeric_limits<std::size_t>::max();

  /// Keeps up to `capacity` items that nobody has read yet; further writes
  /// wait. With 0 each write waits for its reader.
  explicit channel(std::size_t capacity = unbounded) : capacity_(capacity) {}
  channel(const channel &) = delete;
  channel &operator=(const channel &) = delete;

  /// Adds an item; the task is done when a reader has it or there is room for
  /// it. If it fails, the item was not written: with operation_canceled when
  /// the token is canceled before there is room, with channel_closed when the
  /// channel is. Where it does not wait, it does not suspend. Logarithmic in
  /// the number of those who wait; throws only if there is no memory.
  [[nodiscard]] value_task<> write(T item, cancellation_token token = {}) {
    if (token.cancellation_requested())
      return from_exception(std::make_exception_ptr(operation_canceled()));
    std::unique_lock lock(mutex_);
    if (closed_)
      return from_exception(std::make_exception_ptr(channel_closed()));
    if (!readers_.empty()) {
      waiting_reader served = readers_.take_first();
      lock.unlock();
      detail::hand_over(std::move(served.waiter), std::move(item));
      return value_task<>::from_result();
    }
    if (items_.size() < capacity_) {
      items_.push_back(std::move(item));
      return value_task<>::from_result();
    }
    const auto written = written_state::make();
    const auto ticket = writers_.add({written, std::move(item)});
    lock.unlock();
    if (!token.can_be_canceled())
      return detail::handles::make(written);
    return wait(writers_, ticket, detail::handles::make(written),
                std::move(token));
  }

  /// Takes the first item, when there is one; nothing when the channel is
  /// closed and empty. Fails with operation_canceled, and takes nothing, if the
  /// token is canceled before that. Where it does not wait, it does not suspend
  /// and allocates nothing. A task that nobody awaits takes its item all the
  /// same. Logarithmic in the number of those who wait; throws only if there is
  /// no memory.
  [[nodiscard]] value_task<std::optional<T>>
  read(cancellation_token token = {}) {
    using result = value_task<std::optional<T>>;
    if (token.cancellation_requested())
      return from_exception<std::optional<T>>(
          std::make_exception_ptr(operation_canceled()));
    std::unique_lock lock(mutex_);
    if (!items_.empty() || !writers_.empty()) {
      // A writer that waits finds room now, or hands its item over if the
      // channel keeps none.
      written_state served;
      if (!writers_.empty()) {
        waiting_writer writer = writers_.take_first();
        items_.push_back(std::move(writer.item));
        served = std::move(writer.waiter);
      }
      std::optional<T> item(std::move(items_.front()));
      items_.pop_front();
      lock.unlock();
      if (served)
        detail::hand_over(std::move(served));
      return result::from_result(std::move(item));
    }
    if (closed_)
      return result::from_result(std::nullopt);
    const auto found = found_state::make();
    const auto ticket = readers_.add({found});
    lock.unlock();
    if (!token.can_be_canceled())
      return detail::handles::make(found);
    return wait(readers_, ticket, detail::handles::make(found),
                std::move(token));
  }

  /// All items, those that are still to be written included: a loop ends when
  /// the channel is closed and empty.
  ///
  ///     auto orders = channel.read_all(token);
  ///     while (const std::optional<order> next = co_await orders.next())
  reader read_all(cancellation_token token = {}) {
    return reader(*this, std::move(token));
  }

  /// No more writes: those that wait fail with channel_closed, later ones too.
  /// What has been written can still be read; after that, and at once for
  /// readers that wait, there is nothing. Only the first call does something.
  /// Linear in the number of those who wait.
  void close() {
    std::unique_lock lock(mutex_);
    if (std::exchange(closed_, true))
      return;
    auto writers = writers_.take_all();
    auto readers = readers_.take_all();
    lock.unlock();
    for (auto &[ticket, writer] : writers)
      detail::refuse(std::move(writer.waiter),
                     std::make_exception_ptr(channel_closed()));
    for (auto &[ticket, reader] : readers)
      detail::hand_over(std::move(reader.waiter), std::nullopt);
  }

private:
  using written_state = detail::ref<detail::state<void>>;
  using found_state = detail::ref<detail::state<std::optional<T>>>;

  struct waiting_writer {
    written_state waiter;
    T item;
  };
  struct waiting_reader {
    found_state waiter;
  };

  template <typename Waiter, typename Result>
  value_task<Result> wait(detail::wait_queue<Waiter> &queue,
                          std::uint64_t ticket, task<Result> served,
                          cancellation_token token) {
    const auto registration =
        token.on_cancel([this, &queue, ticket] { leave(queue, ticket); });
    co_return co_await std::move(served).configure_await(false);
  }

  template <typename Waiter>
  void leave(detail::wait_queue<Waiter> &queue, std::uint64_t ticket) {
    std::unique_lock lock(mutex_);
    std::optional<Waiter> leaving = queue.take(ticket);
    lock.unlock();
    if (leaving)
      detail::refuse(std::move(leaving->waiter),
                     std::make_exception_ptr(operation_canceled()));
  }

  const std::size_t capacity_;
  std::mutex mutex_;
  std::deque<T> items_;
  // Empty as long as there is room, and as long as there are no items.
  detail::wait_queue<waiting_writer> writers_;
  detail::wait_queue<waiting_reader> readers_;
  bool closed_ = false;
};

} // namespace async
