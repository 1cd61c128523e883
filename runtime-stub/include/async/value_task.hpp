#pragma once

#include <async/annotations.hpp>
#include <async/ready.hpp>
#include <async/task.hpp>

#include <coroutine>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <variant>

namespace async {

namespace detail {

/// Nothing (consumed), a result that was ready from the start, or a task.
template <typename T>
using value_content = std::variant<std::monostate, stored_t<T>, ref<state<T>>>;

/// Moves a variant's content out and leaves its first alternative, empty.
/// Unlike std::exchange it needs no assignment: a result may have const
/// members.
template <typename Variant> Variant drain(Variant &from) {
  Variant content = std::move(from);
  from.template emplace<0>();
  return content;
}

/// The result of content that is done.
template <typename T> T take(value_content<T> content) {
  if (content.index() == 2)
    return state<T>::take(std::get<2>(std::move(content)));
  if constexpr (!std::is_void_v<T>)
    return std::get<1>(std::move(content));
}

/// Awaits the content of a value task.
template <typename T> class value_awaiter {
public:
  value_awaiter(value_content<T> content, bool on_captured_context)
      : content_(std::move(content)),
        on_captured_context_(on_captured_context) {}

  bool await_ready() const noexcept {
    return content_.index() == 1 || std::get<2>(content_)->done();
  }

  bool await_suspend(std::coroutine_handle<> coroutine) noexcept {
    resumption_.prepare(coroutine, on_captured_context_);
    return std::get<2>(content_)->add(resumption_);
  }

  T await_resume() { return take<T>(std::move(content_)); }

private:
  value_content<T> content_;
  bool on_captured_context_;
  resumption resumption_;
};

} // namespace detail

/// A value task with a choice of where its awaiter goes on; made by
/// `configure_await`, to be awaited at once.
template <typename T>
class ASYNC_TASK ASYNC_HOT ASYNC_ONE_SHOT configured_value_task {
public:
  auto operator co_await() && {
    return detail::value_awaiter<T>(std::move(content_), on_captured_context_);
  }

private:
  template <typename> friend class value_task;
  configured_value_task(detail::value_content<T> content,
                        bool on_captured_context)
      : content_(std::move(content)),
        on_captured_context_(on_captured_context) {}

  detail::value_content<T> content_;
  bool on_captured_context_;
};

/// A task for results that are mostly there already: `from_result` allocates
/// nothing. Hot like `task`, and also a coroutine's return type, but it is used
/// up by the first await, `result`, `as_task` or `configure_await`; whatever
/// comes after that throws std::logic_error. Movable only; one handle is used
/// by one thread at a time. All members take constant time; `as_task` allocates
/// the task's state if there is none yet.
template <typename T = void>
class ASYNC_TASK ASYNC_HOT ASYNC_ONE_SHOT value_task {
  static_assert(!std::is_reference_v<T>,
                "a task owns its result: use a pointer or a value");

public:
  using value_type = T;

  struct promise_type : detail::promise<T> {
    value_task get_return_object() noexcept { return value_task(this->state_); }
  };

  /// The value task of work that a task stands for.
  value_task(task<T> work)
      : value_task(detail::handles::state_of(std::move(work))) {}

  value_task(value_task &&other) noexcept(
      std::is_nothrow_move_constructible_v<detail::stored_t<T>>)
      : content_(detail::drain(other.content_)) {}
  value_task &operator=(value_task &&other) noexcept(
      std::is_nothrow_move_constructible_v<detail::stored_t<T>>) {
    content_ = detail::drain(other.content_);
    return *this;
  }

  /// A value task that is done; allocates nothing but what moving the value
  /// does.
  ASYNC_MAKES_READY static value_task from_result(detail::stored_t<T> value)
    requires(!std::is_void_v<T>)
  {
    return value_task(std::in_place_index<1>, std::move(value));
  }
  ASYNC_MAKES_READY static value_task from_result()
    requires(std::is_void_v<T>)
  {
    return value_task(std::in_place_index<1>, std::monostate());
  }

  /// Whether the work has ended, well or not.
  bool done() const {
    if (content_.index() == 0)
      throw_consumed();
    return content_.index() == 1 || std::get<2>(content_)->done();
  }

  /// Blocks the thread until the work is done; throws what it failed with. See
  /// `task::result` for the deadlock in that.
  ASYNC_BLOCKS T result() {
    detail::value_content<T> content = consume();
    if (content.index() == 2)
      std::get<2>(content)->wait();
    return detail::take<T>(std::move(content));
  }

  /// The same work as a task, which may be awaited many times.
  task<T> as_task() && {
    detail::value_content<T> content = consume();
    if (content.index() == 2)
      return detail::handles::make(std::get<2>(std::move(content)));
    if constexpr (std::is_void_v<T>)
      return completed();
    else
      return async::from_result<T>(std::get<1>(std::move(content)));
  }

  /// Awaits as `co_await` of the value task does, but with `false` goes on
  /// wherever the work ends, never on a context's thread.
  ASYNC_CONFIGURES_AWAIT configured_value_task<T>
  configure_await(bool continue_on_captured_context) {
    return {consume(), continue_on_captured_context};
  }

  /// The result, or what the work failed with.
  auto operator co_await() { return detail::value_awaiter<T>(consume(), true); }

private:
  explicit value_task(detail::ref<detail::state<T>> state) noexcept
      : content_(std::in_place_index<2>, std::move(state)) {}
  value_task(std::in_place_index_t<1> ready, detail::stored_t<T> value)
      : content_(ready, std::move(value)) {}

  [[noreturn]] static void throw_consumed() {
    throw std::logic_error("async::value_task: it was used up already; await "
                           "it once, or make a task of it by as_task()");
  }

  detail::value_content<T> consume() {
    if (content_.index() == 0)
      throw_consumed();
    return detail::drain(content_);
  }

  detail::value_content<T> content_;
};

} // namespace async
