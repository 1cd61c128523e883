// Lazy tasks of a library of our own: the promise says that they are lazy, and
// `std::coroutine_traits` may give it from outside.
#include <coroutine>
#include <exception>
#include <utility>

template <typename T> struct lazy {
  struct promise_type {
    lazy get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) noexcept;
    void unhandled_exception() noexcept;
  };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

// 1. Without a function that makes a ready task the advice is general.
lazy<int> answer() { // warn: 'answer' never awaits: its coroutine frame is made for nothing; make it a plain function
  co_return 42;
}
lazy<int> asks() { co_return co_await answer(); }

// 2. Its task is needed as such: silent.
lazy<int> started() { co_return 1; }
void run(lazy<int> work);
void runs() { run(started()); }

// 3. A promise that a full specialization gives to one signature.
struct job {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
};
struct job_promise {
  job get_return_object() noexcept;
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_value(int) noexcept;
  void unhandled_exception() noexcept;
};
template <> struct std::coroutine_traits<job, int> {
  using promise_type = job_promise;
};
job by_traits(int n) { // warn: 'by_traits' never awaits
  co_return n;
}
job awaits(int n) { co_return co_await by_traits(n); }

// 4. A lambda of a template is called where a task is needed: silent, unless
// somebody awaits it at once.
template <typename F> lazy<int> both(F work, int first, int second) {
  run([](F next, int value) -> lazy<int> { co_return next(value); }(work, first));
  co_return co_await [](F next, int value) -> lazy<int> { // warn: this lambda never awaits
    co_return next(value);
  }(work, second);
}

// 5. What a header declares may be needed as a task elsewhere: silent.
#include "lazy-shared.h"
lazy<int> shared() { co_return 1; }
lazy<int> asks_shared() { co_return co_await shared() + co_await shared_inline(); }
