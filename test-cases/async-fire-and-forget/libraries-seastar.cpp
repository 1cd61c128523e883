// Seastar's futures, by the names that its library file knows.
#include <coroutine>
#include <exception>
#include <utility>

namespace seastar {
template <typename T = void> class future {
public:
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
  };
  future(future &&other) noexcept;
  future &operator=(future &&other) noexcept;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();
};
template <typename T = void> future<T> make_ready_future();
template <typename T = void>
future<T> make_exception_future(std::exception_ptr why);
template <typename T = void> future<T> current_exception_as_future() noexcept;
} // namespace seastar

seastar::future<> flush();
bool failed();

// 1. A ready future is overwritten by another one, or left.
seastar::future<> closed() {
  seastar::future<> f = seastar::make_ready_future<>();
  if (failed())
    f = flush();
  co_await std::move(f);
}
void dropped(std::exception_ptr why) {
  auto ended = seastar::make_exception_future<>(why);
  seastar::current_exception_as_future<>();
}

// 2. One that is still to come.
seastar::future<> overwritten() {
  seastar::future<> f = flush(); // warn: task 'f' is overwritten before
  f = flush();
  co_await std::move(f);
  flush(); // warn: task from 'flush' is never awaited
}
