// Boost.Cobalt: a promise begins at once, a task when it is awaited or given to
// spawn, and a generator is awaited for each of its values.
#include <coroutine>
#include <exception>
#include <utility>

namespace boost::cobalt {
template <typename T, typename Begin> struct frame {
  struct awaiter {
    bool await_ready() noexcept;
    void await_suspend(std::coroutine_handle<>) noexcept;
    T await_resume();
  };
  struct base {
    Begin initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) noexcept;
    void return_value(int) noexcept;
    void unhandled_exception() noexcept;
  };
  frame(frame &&) noexcept;
  awaiter operator co_await();
};
template <typename T> struct promise : frame<T, std::suspend_never> {
  struct promise_type : frame<T, std::suspend_never>::base {
    promise get_return_object();
  };
  void operator+() &&;
};
template <typename T> struct task : frame<T, std::suspend_always> {
  struct promise_type : frame<T, std::suspend_always>::base {
    task get_return_object();
  };
};
template <typename T> struct generator : frame<T, std::suspend_never> {
  struct promise_type : frame<T, std::suspend_never>::base {
    generator get_return_object();
  };
  explicit operator bool() const;
};
template <typename Executor, typename T, typename Token>
void spawn(Executor &on, task<T> &&work, Token &&token);
} // namespace boost::cobalt
namespace cobalt = boost::cobalt;

struct context {};
cobalt::promise<int> fetch(int id);
cobalt::task<int> store(int id);
cobalt::generator<int> ids();
void report(std::exception_ptr error, int result);

// 1. A promise runs, but nobody sees its error; a task never runs.
cobalt::task<int> dropped() {
  fetch(1); // warn: task from 'fetch' is never awaited: it runs unobserved
  store(2); // warn: task from 'store' is never awaited: it is lazy, so its work never starts
  co_return 0;
}

// 2. A variable is awaited on one path only.
cobalt::task<int> at_times(bool wait) {
  auto fetching = fetch(1); // warn: task 'fetching' is not awaited on every path
  if (wait)
    co_return co_await fetching;
  co_return 0;
}

// 3. `+` lets a promise go on purpose, and spawn takes a task over: silent.
void let_go(context &on) {
  +fetch(1);
  cobalt::spawn(on, store(2), report);
}

// 4. A generator has a value for each await, and may be left early, moved or
// dropped: silent.
cobalt::task<int> values() {
  auto all = ids();
  while (all)
    co_await all;
  auto rest = std::move(all);
  auto others = ids();
  co_return co_await others;
}
