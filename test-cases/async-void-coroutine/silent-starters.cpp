// What only awaits what it is given: as a task, it would be the same task again.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <utility>

async::task<> save(int order);

struct oneway {
  struct promise_type {
    oneway get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  };
};

// 1. A function that starts a task and lets it go.
oneway start(async::task<> work) { co_await work; }
async::fire_and_forget start_moved(async::task<> work) {
  co_await std::move(work);
  co_return;
}

// 2. The same for all that can be awaited.
template <typename Work> oneway start_any(Work &&work) {
  (void)co_await std::forward<Work>(work);
}
template <typename Work> void start_detached(Work work) {
  [](Work given) -> oneway { co_await std::move(given); }(std::move(work));
}

// 3. A lambda that has captured it.
void let_go(async::task<> work) {
  [work = std::move(work)]() mutable -> oneway { co_await std::move(work); }();
}
