// Scopes and pools of cppcoro, libcoro and folly, which take lazy tasks and let
// them run on.
#include <coroutine>
#include <string>
#include <utility>

template <typename T> struct lazy_base {
  struct promise_type {
    T get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  auto operator co_await() && noexcept {
    struct awaiter {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      void await_resume();
    };
    return awaiter{};
  }
};
namespace cppcoro {
struct task : lazy_base<task> {};
struct async_scope {
  template <typename T> void spawn(T &&work);
  task join();
};
} // namespace cppcoro
namespace coro {
struct task : lazy_base<task> {};
struct thread_pool {
  bool spawn(task &&work);
};
} // namespace coro
namespace folly::coro {
struct Started {};
struct TaskWithExecutor {
  Started start() &&;
};
struct Task : lazy_base<Task> {
  TaskWithExecutor scheduleOn(int *executor) &&;
};
struct AsyncScope {
  template <typename T> void add(T &&work);
};
} // namespace folly::coro

void log(const std::string &text);
cppcoro::task write_cppcoro(const std::string &text);
coro::task write_libcoro(const std::string &text);
folly::coro::Task write_folly(const std::string &text);
int *executor();

// 1. What is spawned runs when it likes.
void spawned(cppcoro::async_scope &scope, coro::thread_pool &pool, folly::coro::AsyncScope &other) {
  std::string text = "hello";
  scope.spawn(write_cppcoro("hello")); // warn: task from 'write_cppcoro' refers to a temporary
  scope.spawn(write_cppcoro(text));    // warn: task from 'write_cppcoro' refers to 'text'
  pool.spawn(write_libcoro("hello"));  // warn: task from 'write_libcoro' refers to a temporary
  other.add(write_folly("hello").scheduleOn(executor())); // warn: task from 'write_folly' refers to a temporary
}

// 2. folly's `start`, which takes no part of the arguments with it.
void started(std::string text) {
  write_folly("hello").scheduleOn(executor()).start(); // warn: task from 'write_folly' refers to a temporary
  write_folly(text).scheduleOn(executor()).start();    // warn: task from 'write_folly' refers to 'text'
}

// 3. A scope that is joined while the text lives; a text of the caller: silent.
cppcoro::task joined(const std::string &given) {
  cppcoro::async_scope scope;
  std::string text = "hello";
  scope.spawn(write_cppcoro(text));
  scope.spawn(write_cppcoro(given));
  co_await scope.join();
}
void of_the_caller(cppcoro::async_scope &scope, const std::string &given) {
  static const std::string always = "always";
  scope.spawn(write_cppcoro(given));
  scope.spawn(write_cppcoro(always));
  write_folly(given).scheduleOn(executor()).start();
}
