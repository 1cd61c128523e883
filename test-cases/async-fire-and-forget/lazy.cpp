// A lazy task that is dropped never runs at all, and `(void)` does not save it.
#include <coroutine>
#include <exception>
#include <stdexcept>
#include <tuple>
#include <utility>

// No annotation and no library file: the language tells that it is a task (it
// has a promise and can be awaited) and lazy (its initial_suspend).
template <typename T> class lazy {
public:
  struct promise_type {
    lazy get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) noexcept;
    void unhandled_exception() noexcept;
  };
  auto operator co_await() && noexcept {
    struct awaiter {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      T await_resume();
    };
    return awaiter{};
  }
};

// An awaiter without a promise: a switch to another thread, say.
struct switch_to_pool {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
switch_to_pool on_pool();

lazy<int> read();

// 1. The message says that nothing happens at all.
lazy<int> dropped() {
  read(); // warn: task from 'read' is never awaited: it is lazy, so its work never starts; 'co_await' it
  co_return co_await read();
}

// 2. Neither `(void)` nor std::ignore runs it.
lazy<int> consent_is_no_start() {
  (void)read();         // warn: it is lazy, so its work never starts
  std::ignore = read(); // warn: it is lazy, so its work never starts
  co_return co_await read();
}

// 3. A variable that is only cast to void.
lazy<int> kept_for_nothing() {
  auto reading = read(); // warn: task 'reading' is never awaited: it is lazy
  (void)reading;
  co_return co_await read();
}

// 4. An awaitable that is no coroutine (VSTHRD004: a switch that is not awaited).
lazy<int> not_switched() {
  on_pool(); // warn: task from 'on_pool' is never awaited
  co_await on_pool();
  co_return co_await read();
}

// 5. Moved into the await.
lazy<int> moved() {
  auto reading = read();
  co_return co_await std::move(reading);
}

// 6. Who throws before the await has given the work up: nothing has begun.
lazy<int> checked(bool valid) {
  auto reading = read();
  if (!valid)
    throw std::invalid_argument("order");
  co_return co_await std::move(reading);
}
void by_hand(bool (*holds)()) {
  auto reading = read();
  auto awaiter = std::move(reading).operator co_await();
  if (awaiter.await_ready())
    throw std::logic_error("ready too early");
  awaiter.await_suspend(std::noop_coroutine());
  if (!holds())
    throw std::logic_error("not started");
  awaiter.await_resume();
}

// 7. Nobody awaits it on the way that does not throw, either.
void never_awaited(bool valid) {
  auto reading = read(); // warn: task 'reading' is never awaited: it is lazy
  if (!valid)
    throw std::invalid_argument("order");
}
lazy<int> left_early(bool valid, bool cached) {
  auto reading = read(); // warn: task 'reading' is not awaited on every path: it is lazy
  if (!valid)
    throw std::invalid_argument("order");
  if (cached)
    co_return 0;
  co_return co_await std::move(reading);
}

// 8. What a handler in the same function answers is no end of the work.
lazy<int> answered(bool valid) {
  auto reading = read(); // warn: task 'reading' is not awaited on every path: it is lazy
  try {
    if (!valid)
      throw std::invalid_argument("order");
  } catch (const std::exception &) {
    co_return 0;
  }
  co_return co_await std::move(reading);
}
