// Findings without a fix: the type is not the function's own affair, or a caller
// could not await.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <functional>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();

// 1. A caller that is a plain function: the task would be dropped there.
async::fire_and_forget called_plainly(order o) { // warn: 'called_plainly' cannot be awaited
  co_await save(o);
}
void plain(order o) {
  called_plainly(o); // note: no fix: 'plain' cannot await it
}

// 2. ... or a handler of exceptions, or a plain lambda.
async::fire_and_forget called_in_handler(order o) { // warn: 'called_in_handler' cannot be awaited
  co_await save(o);
}
async::task<> handles(order o) {
  try {
    co_await save(o);
  } catch (...) {
    called_in_handler(o); // note: no fix: this call cannot await it
  }
}
async::fire_and_forget called_in_lambda() { // warn: 'called_in_lambda' cannot be awaited
  co_await count();
}
auto calls = [] { called_in_lambda(); }; // note: no fix: this lambda cannot await it

// 3. Virtual functions and their overriders.
struct page {
  virtual ~page() = default;
  virtual async::fire_and_forget load() { // warn: 'load' cannot be awaited
    co_await count();
  }
};
struct start_page : page {
  async::fire_and_forget load() override { // warn: 'load' cannot be awaited
    co_await count();
  }
};

// 4. Functions whose address is taken, also as a member or by a template.
async::fire_and_forget by_address() { // warn: 'by_address' cannot be awaited
  co_await count();
}
async::fire_and_forget (*address)() = by_address;
async::fire_and_forget wrapped() { // warn: 'wrapped' cannot be awaited
  co_await count();
}
std::function<void()> wrapper = wrapped;
async::fire_and_forget by_template(order o) { // warn: 'by_template' cannot be awaited
  co_await save(o);
}
template <typename T> void calls_some(T value) { by_template(value); }

// 5. Lambdas and templates.
auto lambda = []() -> async::fire_and_forget { // warn: this lambda cannot be awaited
  co_await count();
};
template <typename T> async::fire_and_forget generic(T) { // warn: 'generic' cannot be awaited
  co_await count();
}
template <typename T> struct store {
  async::fire_and_forget put(T) { // warn: 'put' cannot be awaited
    co_await count();
  }
};

// 6. A caller that does more with the call than to drop it.
async::fire_and_forget returned(order o) { // warn: 'returned' cannot be awaited
  co_await save(o);
}
async::task<> keeps(bool twice, order o) {
  auto kept = returned(o);
  twice ? returned(o) : returned({});
  co_await count();
}

// 7. A type or a caller that a macro spells.
#define BACKGROUND async::fire_and_forget
BACKGROUND spelled_by_macro() { // warn: 'spelled_by_macro' cannot be awaited
  co_await count();
}
async::fire_and_forget macro_called(order o) { // warn: 'macro_called' cannot be awaited
  co_await save(o);
}
#define CALL(o) macro_called(o)
async::task<> calls_by_macro(order o) {
  CALL(o);
  co_await count();
}

// 8. A library without a task, or with two of them.
namespace oneway {
struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
detached lonely() { // warn: 'lonely' cannot be awaited: an exception in it ends the process; return a task
  co_await count();
}
} // namespace oneway

// 9. A task whose coroutines cannot await what this one does.
namespace picky {
struct own_event {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
template <typename T = void> struct ASYNC_TASK task {
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    own_event await_transform(own_event);
  };
};
struct ASYNC_DETACHED detached {
  struct promise_type {
    detached get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
detached awaits_another() { // warn: 'awaits_another' cannot be awaited: an exception in it is lost or ends the process; return 'picky::task<>'
  co_await count();
}
} // namespace picky

// 10. A loop that ends with the program: who awaited it would not go on.
async::fire_and_forget watch_stock(async::cancellation_token ct) { // warn: 'watch_stock' cannot be awaited
  while (!ct.cancellation_requested())
    co_await save({});
}
async::fire_and_forget watch_mail() { // warn: 'watch_mail' cannot be awaited
  for (;;)
    co_await save({});
}
async::task<> start_all(async::cancellation_token ct) {
  watch_stock(ct);
  watch_mail();
  co_await save({});
}
