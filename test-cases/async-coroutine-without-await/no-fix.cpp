// Findings without a fix.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <string>

// 1. An exception would leave the function in another way.
async::task<std::string> may_throw(int n) { // warn: 'may_throw' never awaits // note: no fix: an exception would leave a plain function at the call instead of at the await
  co_return std::to_string(n);
}

// 2. A lazy task would begin its work too early.
template <typename T = void> class ASYNC_TASK lazy {
public:
  struct promise_type {
    lazy get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();
};
ASYNC_MAKES_READY lazy<> ready();
lazy<> later(int &n) { // warn: 'later' never awaits: its coroutine frame is made for nothing; return 'ready' // note: no fix: the task is lazy
  ++n;
  co_return;
}

// 3. In templates, nobody knows what copying the value does.
template <typename T> async::task<T> same(T value) { // warn: 'same' never awaits
  co_return value;
}

// 4. A range-for calls functions that may throw, without writing them.
struct position {
  int operator*() const noexcept;
  position &operator++() noexcept;
  bool operator!=(position) const noexcept;
};
struct numbers {
  position begin() const;
  position end() const;
};
async::task<int> sum(const numbers &all) { // warn: 'sum' never awaits // note: no fix: an exception
  int total = 0;
  for (int one : all)
    total += one;
  co_return total;
}

// 5. No function makes a ready task of a constant.
async::task<const int> constant() { // warn: 'constant' never awaits
  co_return 3;
}
