#pragma once

#include <async/annotations.hpp>
#include <async/detail/task_traits.hpp>
#include <async/task.hpp>
#include <async/thread_pool.hpp>

#include <concepts>
#include <functional>
#include <type_traits>

namespace async {

/// Calls `f` on a thread of the shared pool, where no context is current. The
/// task has what `f` returns, or what it throws; if `f` returns a task itself,
/// that one's result. `f` lives until the task is done. For work that computes:
/// work that blocks is missing a thread of the pool.
///
/// Safe from any thread; throws only if there is no memory. Constant time.
template <std::invocable F>
ASYNC_OFFLOADS auto run(F f)
    -> task<detail::awaited_t<std::invoke_result_t<F &>>> {
  using returned = std::invoke_result_t<F &>;
  co_await detail::switch_to(nullptr);
  if constexpr (detail::any_task<std::remove_cvref_t<returned>>)
    co_return co_await std::invoke(f).configure_await(false);
  else
    co_return std::invoke(f);
}

} // namespace async
