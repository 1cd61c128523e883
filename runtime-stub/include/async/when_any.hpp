#pragma once

#include <async/annotations.hpp>
#include <async/detail/completion_source.hpp>
#include <async/detail/task_traits.hpp>
#include <async/ready.hpp>
#include <async/task.hpp>
#include <async/value_task.hpp>
#include <async/when_all.hpp>

#include <atomic>
#include <concepts>
#include <cstddef>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

namespace async {

namespace detail {

/// A task, or a value task that is handed over.
template <typename T>
concept raceable = is_task<std::remove_cvref_t<T>> || is_value_task<T>;

/// Waits for the first of several tasks. It stays until the last of them is
/// done, as a continuation cannot be taken back; the tasks' results do not.
class race final : public ref_counted {
public:
  explicit race(std::size_t size) : runners_(size) {}

  /// The number of the first that is done; of several, that of the first one.
  static task<std::size_t> first_of(const states &work) {
    for (std::size_t i = 0; i < work.size(); ++i)
      if (work[i]->done())
        return from_result(i);
    const ref<race> begun = ref<race>::make(work.size());
    for (std::size_t i = 0; i < work.size(); ++i) {
      runner &entered = begun->runners_[i];
      entered.enter(begun, i);
      if (!work[i]->add(entered))
        entered.run();
    }
    return begun->first_.get_task();
  }

private:
  class runner final : public continuation {
  public:
    void enter(ref<race> entered, std::size_t number) noexcept {
      race_ = std::move(entered);
      number_ = number;
    }

    void run() noexcept override {
      const ref<race> entered = std::move(race_);
      entered->finish(number_);
    }

  private:
    ref<race> race_;
    std::size_t number_ = 0;
  };

  void finish(std::size_t number) {
    if (!decided_.exchange(true))
      first_.set_value(number);
  }

  std::vector<runner> runners_;
  std::atomic<bool> decided_ = false;
  completion_source<std::size_t> first_;
};

template <typename T>
task<T> pick(const std::vector<task<T>> &tasks, std::size_t index) {
  return tasks[index];
}

template <typename T, std::same_as<task<T>>... Same>
task<T> pick(const std::tuple<task<T>, Same...> &tasks, std::size_t index) {
  return std::apply(
      [index](const auto &...one) {
        const task<T> *const all[] = {&one...};
        return *all[index];
      },
      tasks);
}

} // namespace detail

/// What `when_any` gives: all of the tasks, and which of them is done.
template <typename Tasks> struct when_any_result {
  /// The place of the one that was done first.
  std::size_t index;
  /// The tasks in their order, as a tuple or a vector: the losers too.
  Tasks tasks;

  /// The one that was done first, where all have one type. Awaiting it gives
  /// its result, or throws what it failed with. Linear for a tuple.
  auto winner() const
    requires requires(const Tasks &all) { detail::pick(all, 0); }
  {
    return detail::pick(tasks, index);
  }
};

namespace detail {
template <typename Tasks>
task<when_any_result<Tasks>> race_of(Tasks tasks, states work) {
  const std::size_t index =
      co_await race::first_of(work).configure_await(false);
  co_return when_any_result<Tasks>{index, std::move(tasks)};
}
} // namespace detail

/// A task that is done when one of them is, well or not: it does not throw what
/// that one failed with, but tells which it was. The others are neither
/// canceled nor waited for: they run on, and the result has their handles.
/// Whoever does not need them has to cancel them, and to see to their failures.
///
///     auto [index, tasks] = co_await when_any(read(disk), delay(1s));
///     if (index == 0)
///       show(co_await std::get<0>(tasks));
///
/// If several are done already, the first in the order is taken. Safe from any
/// thread; throws std::logic_error on an empty handle; linear. What is kept for
/// a loser, a few words, is there until the loser is done.
template <detail::raceable... Tasks>
  requires(sizeof...(Tasks) > 0)
ASYNC_RACES auto when_any(Tasks &&...tasks) {
  std::tuple all(detail::as_task(std::forward<Tasks>(tasks))...);
  detail::states work = std::apply(
      [](const auto &...one) {
        return detail::states{detail::handles::state_of(one)...};
      },
      all);
  return detail::race_of(std::move(all), std::move(work));
}

/// The same for as many tasks as there are. Throws std::invalid_argument if
/// there are none, as none of them would ever be done.
template <typename T>
ASYNC_RACES task<when_any_result<std::vector<task<T>>>>
when_any(std::vector<task<T>> tasks) {
  if (tasks.empty())
    throw std::invalid_argument("async::when_any: no tasks");
  detail::states work = detail::states_of(tasks);
  return detail::race_of(std::move(tasks), std::move(work));
}

} // namespace async
