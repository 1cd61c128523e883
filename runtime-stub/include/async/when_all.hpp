#pragma once

#include <async/aggregate_error.hpp>
#include <async/annotations.hpp>
#include <async/detail/copyable.hpp>
#include <async/detail/task_traits.hpp>
#include <async/operation_canceled.hpp>
#include <async/task.hpp>
#include <async/value_task.hpp>

#include <exception>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace async {

namespace detail {

/// A task, or a value task that is handed over. The result of a variable must
/// be copyable, as the variable goes on showing it.
template <typename T>
concept joinable =
    (is_task<std::remove_cvref_t<T>> &&
     (!std::is_lvalue_reference_v<T> || is_copyable<stored_t<awaited_t<T>>>)) ||
    is_value_task<T>;

template <typename T> task<T> as_task(task<T> work) { return work; }
template <typename T> task<T> as_task(value_task<T> work) {
  return std::move(work).as_task();
}

using states = std::vector<ref<state_base>>;

/// Throws what failed: one failure as it is, several as an aggregate_error, and
/// nothing but cancellations as operation_canceled.
inline void throw_failures(std::vector<std::exception_ptr> failures) {
  if (failures.empty())
    return;
  bool all_canceled = true;
  for (const std::exception_ptr &error : failures)
    try {
      std::rethrow_exception(error);
    } catch (const operation_canceled &) {
    } catch (...) {
      all_canceled = false;
    }
  if (failures.size() == 1 || all_canceled)
    std::rethrow_exception(failures.front());
  throw aggregate_error(std::move(failures));
}

/// Waits for all of it, then throws what failed. Whoever awaits it is the only
/// one left who can see the results, if nobody else keeps a task.
inline task<> settle(states work) {
  for (const ref<state_base> &one : work)
    co_await settled(one);
  std::vector<std::exception_ptr> failures;
  for (const ref<state_base> &one : work)
    if (std::exception_ptr error = one->error())
      failures.push_back(std::move(error));
  throw_failures(std::move(failures));
}

template <typename T> states states_of(const std::vector<task<T>> &tasks) {
  states result;
  for (const task<T> &one : tasks)
    result.push_back(handles::state_of(one));
  return result;
}

template <typename T> stored_t<T> take_result(task<T> &done) {
  if constexpr (std::is_void_v<T>)
    return {};
  else
    return std::move(done).result();
}

template <typename... Ts>
using joined_t = std::conditional_t<(std::is_void_v<Ts> && ...), void,
                                    std::tuple<stored_t<Ts>...>>;

template <typename... Ts>
task<joined_t<Ts...>> join(std::tuple<task<Ts>...> tasks) {
  co_await settle(
      std::apply(
          [](const auto &...one) { return states{handles::state_of(one)...}; },
          tasks))
      .configure_await(false);
  if constexpr (!std::is_void_v<joined_t<Ts...>>)
    co_return std::apply(
        [](auto &...one) { return joined_t<Ts...>(take_result(one)...); },
        tasks);
}

} // namespace detail

/// A task that is done when all of them are, also when some have failed. Its
/// result is a tuple of theirs, with std::monostate for a `task<>`, or nothing
/// if all are `task<>`. One failure is thrown as it is, several as an
/// `aggregate_error` with all of them; if every failure is a cancellation,
/// operation_canceled. Fails with std::logic_error if a handle is empty. Safe
/// from any thread; linear.
template <detail::joinable... Tasks>
ASYNC_JOINS auto when_all(Tasks &&...tasks) {
  return detail::join(
      std::tuple(detail::as_task(std::forward<Tasks>(tasks))...));
}

/// The same for as many tasks as there are; the results in a vector, in the
/// order of the tasks.
template <typename T>
ASYNC_JOINS task<std::vector<T>> when_all(std::vector<task<T>> tasks) {
  co_await detail::settle(detail::states_of(tasks)).configure_await(false);
  std::vector<T> results;
  results.reserve(tasks.size());
  for (task<T> &one : tasks)
    results.push_back(std::move(one).result());
  co_return results;
}

/// The same for tasks without a result.
ASYNC_JOINS inline task<> when_all(std::vector<task<>> tasks) {
  co_await detail::settle(detail::states_of(tasks)).configure_await(false);
}

} // namespace async
