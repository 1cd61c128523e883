#pragma once

#include <async/task.hpp>
#include <async/value_task.hpp>

#include <type_traits>

namespace async::detail {

template <typename> inline constexpr bool is_task = false;
template <typename T> inline constexpr bool is_task<task<T>> = true;

template <typename> inline constexpr bool is_value_task = false;
template <typename T> inline constexpr bool is_value_task<value_task<T>> = true;

/// Something that the runtime itself can await.
template <typename T>
concept any_task = is_task<T> || is_value_task<T>;

template <typename T> struct awaited {
  using type = T;
};
template <any_task T> struct awaited<T> {
  using type = typename T::value_type;
};

/// What remains of `T` when it is awaited if it is a task: `int` of both `int`
/// and `task<int>`.
template <typename T>
using awaited_t = typename awaited<std::remove_cvref_t<T>>::type;

} // namespace async::detail
