// Findings without a fix.
#include <async/async.hpp>

#include <algorithm>
#include <future>
#include <vector>

struct user {};

async::task<int> count();
async::task<> save(user u);
std::future<int> legacy();

#define RESULT(task) task.result()

// 1. In a handler, in a lambda that is no coroutine, with a time limit, in a
// macro, and where there is nothing to await.
async::task<int> no_fix(std::vector<int> ids) {
  try {
    co_await count();
  } catch (const std::exception &) {
    save({}).wait(); // warn: 'wait' blocks the thread
  }
  std::for_each(ids.begin(), ids.end(), [](int) {
    save({}).wait(); // warn: 'wait' blocks the thread
  });
  save({}).wait_for(std::chrono::seconds(1)); // warn: 'wait_for' blocks the thread
  int sum = legacy().get();                   // warn: 'get' blocks the thread
  co_return sum + RESULT(count());            // warn: 'result' blocks the thread
}

// 2. A comment inside of what would go.
async::task<int> comment() {
  co_return count().result(/* all */); // warn: 'result' blocks the thread
}

// 3. In the initializer of a static variable ([expr.await]).
async::task<int> in_static() {
  static const int once = count().result(); // warn: 'result' blocks the thread
  co_return once;
}

// 4. Template arguments of the function that blocks may convert.
template <typename T> ASYNC_BLOCKS T sync_wait(async::task<int> of);
async::task<long> converted() {
  co_return sync_wait<long>(count()); // warn: 'sync_wait' blocks the thread
}

// 5. In what a coroutine calls: that is no coroutine.
int helper() {
  return count().result(); // warn: 'result' blocks the thread that runs the coroutine 'with_helper' until 'count' is done
}
async::task<int> with_helper() { co_return helper(); }

// 6. On a context's thread.
ASYNC_CONTEXT_THREAD void on_click() {
  count().result(); // warn: 'result' blocks the context's thread
}

// 7. A coroutine's handler, also around a lambda that runs inline there.
async::task<> inline_in_handler() {
  try {
    co_await count();
  } catch (...) {
    [] { save({}).wait(); }(); // warn: 'wait' blocks the thread
  }
}

// 8. A coroutine that may not await this: its promise takes its own kind.
struct own_task {
  struct promise_type {
    own_task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
    std::suspend_never await_transform(own_task);
  };
};
own_task picky() {
  int n = count().result(); // warn: 'result' blocks the thread
  co_return;
}

// 9. A call that a macro's argument spells.
#define LOGGED(value) (log(#value), value)
void log(const char *text);
async::task<int> logged() {
  co_return LOGGED(count().result()); // warn: 'result' blocks the thread
}
