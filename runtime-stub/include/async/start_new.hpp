#pragma once

#include <async/annotations.hpp>
#include <async/detail/task_traits.hpp>
#include <async/fire_and_forget.hpp>
#include <async/task.hpp>
#include <async/thread_pool.hpp>

#include <concepts>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace async {

namespace detail {
/// Keeps what a coroutine refers to until it is done.
template <typename Kept>
ASYNC_CONSUMES fire_and_forget keep_until_done(ref<state_base> work,
                                               [[maybe_unused]] Kept kept) {
  co_await settled(work);
}
} // namespace detail

/// Calls `f` on a thread of the shared pool, where no context is current. The
/// task has what `f` returns, as it is, or what it throws. A task that `f`
/// returns is not unwrapped: `start_new` of a coroutine function gives a
/// `task<task<T>>`, which is done as soon as the inner one has begun, and has
/// to be awaited twice. That is for callers who want to know that work has
/// begun; `run` is for the others.
///
/// `f` lives until the inner task is done; if that is a value task, only until
/// it has begun. Safe from any thread; throws only if there is no memory.
/// Constant time.
template <std::invocable F>
ASYNC_OFFLOADS auto start_new(F f)
    -> task<std::remove_cvref_t<std::invoke_result_t<F &>>> {
  using returned = std::remove_cvref_t<std::invoke_result_t<F &>>;
  co_await detail::switch_to(nullptr);
  if constexpr (detail::is_task<returned>) {
    auto kept = std::make_unique<F>(std::move(f));
    returned begun = std::invoke(*kept);
    detail::keep_until_done(detail::handles::state_of(begun), std::move(kept));
    co_return begun;
  } else {
    co_return std::invoke(f);
  }
}

} // namespace async
