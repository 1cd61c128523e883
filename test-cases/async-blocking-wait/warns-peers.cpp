// What the analyzers of other languages find, or were asked to find, in C++.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct user {
  std::string name;
};

async::task<user> get_user(int id);
async::task<int> count();
async::task<> save(user u);
async::value_task<int> cached();
void show(int number);
void log_failure(std::exception_ptr error);

// 1. A lambda without a result, run by the coroutine (VSTHRD103 #632, #1427).
async::task<> void_lambda() {
  auto work = [] { save({}).wait(); }; // warn: 'wait' blocks the thread that runs the coroutine 'void_lambda'
  work();
  co_await async::yield();
}

// 2. A value task blocks like a task (VSTHRD002, #633).
async::task<int> value_task() {
  auto size = cached();
  co_return size.result(); // warn: 'result' blocks the thread that runs the coroutine 'value_task' until 'size' is done
}

// 3. Waiting for all, one after the other (AsyncFixer02: WaitAll).
async::task<> wait_for_all(std::vector<async::task<int>> all) {
  for (auto &one : all)
    one.wait(); // warn: 'wait' blocks the thread that runs the coroutine 'wait_for_all' until 'one' is done
  co_await async::yield();
}

// 4. Mentioned in an await somewhere: that proves nothing (AsyncFixer02's
// own rule is by syntax).
async::task<int> mentioned(bool quick) {
  auto counting = count();
  if (quick)
    co_return counting.result(); // warn: 'result' blocks the thread
  co_return co_await counting;
}

// 5. A coroutine lambda in a plain function, and one in a coroutine (Meziantou
// #598: local functions; VSTHRD110 #1363).
void plain() {
  auto load = [](int id) -> async::task<std::string> {
    co_return get_user(id).result().name; // warn: 'result' blocks the thread that runs this coroutine
  };
  async::detach(load(1), log_failure);
}
async::task<> around() {
  co_await [](int id) -> async::task<> {
    save({}).wait(); // warn: 'wait' blocks the thread that runs this coroutine
    co_return;
  }(1);
}

// 6. An awaitable that nobody listed (Meziantou #507: custom awaitables).
struct reply {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
  ASYNC_BLOCKS int wait_for_reply();
};
async::task<int> custom(reply r) {
  int n = r.wait_for_reply(); // warn: 'wait_for_reply' blocks the thread that runs the coroutine 'custom' until 'r' is done; 'co_await' it instead
  co_return n + co_await r;
}

// 7. The awaitable twin is named (VSTHRD103, CA1849, MA0042).
struct file {
  ASYNC_BLOCKS_TWIN("read_async") std::string read();
  async::task<std::string> read_async();
};
async::task<std::string> twin(file &orders) {
  co_return orders.read(); // warn: 'read' blocks the thread that runs the coroutine 'twin' until 'orders' is done; 'co_await' 'read_async' instead
}

// 8. Blocking in a chain of calls (VSTHRD002: members of the result).
async::task<std::size_t> chain() {
  co_return get_user(1).result().name.substr(1).size(); // warn: 'result' blocks the thread that runs the coroutine 'chain' until 'get_user' is done
}

// 9. Arguments, defaults that are written out, braces.
async::task<> arguments() {
  show(count().result());           // warn: 'result' blocks the thread
  co_await save({get_user(1).result().name}); // warn: 'result' blocks the thread
  show({count().result()});         // warn: 'result' blocks the thread
}

// 10. A member initializer that a coroutine's constructor call runs.
struct summary {
  int size = 0;
  explicit summary(int id) : size(count().result() + id) {} // warn: 'result' blocks the thread that runs the coroutine 'summarize'
};
async::task<int> summarize() {
  summary made(1);
  co_return made.size;
}

// 11. In closures of closures (contextcheck #21: the position).
async::task<> closures() {
  [] {
    [] { save({}).wait(); }(); // warn: 'wait' blocks the thread that runs the coroutine 'closures'
  }();
  co_await async::yield();
}

// 12. A helper that retries (detekt SleepInsteadOfDelay: inlined lambdas).
template <typename F> auto with_retries(int times, F f) {
  while (--times > 0)
    f();
  return f();
}
int by_reference(const std::function<int()> &f) { return f(); }
async::task<int> helped() {
  int n = with_retries(3, [] { return count().result(); }); // warn: 'result' blocks the thread that runs the coroutine 'helped'
  n += by_reference([] { return count().result(); });       // warn: 'result' blocks the thread that runs the coroutine 'helped'
  co_return n;
}

// 13. A process that a coroutine waits for (ASYNC222).
struct process {
  ASYNC_BLOCKS int wait();
};
async::task<int> waits_for(process backup) {
  co_return backup.wait(); // warn: 'wait' blocks the thread that runs the coroutine 'waits_for' until 'backup' is done; await something that does not block instead
}

// 14. In a template that is never instantiated, where nothing depends.
template <typename T> async::task<T> never(T value) {
  co_await save({});
  save({}).wait(); // warn: 'wait' blocks the thread
  co_return value;
}

// 15. In a class template's member, in a generic lambda.
template <typename T> struct repository {
  async::task<int> size() {
    co_return count().result(); // warn: 'result' blocks the thread that runs the coroutine 'size'
  }
};
async::task<> generic() {
  auto show_all = [](auto... ids) { (show(ids), ...), show(count().result()); }; // warn: 'result' blocks the thread that runs the coroutine 'generic'
  show_all(1, 2L);
  repository<int> all;
  co_await all.size();
}

// 16. A jthread that is joined by hand, a shared future, std::async's future.
async::task<int> threads(std::shared_future<int> shared) {
  std::jthread worker([] {});
  worker.join(); // warn: 'join' blocks the thread that runs the coroutine 'threads' until 'worker' is done; await something that does not block instead
  auto later = std::async(std::launch::async, [] { return 1; });
  co_return shared.get() + later.get(); // warn: 'get' blocks // warn: 'get' blocks
}

// 17. In the macro's argument and in the macro (the finding is where it is used).
#define WAIT_FOR(task) (task).wait()
async::task<> macros() {
  WAIT_FOR(save({})); // warn: 'wait' blocks the thread that runs the coroutine 'macros'
  co_await async::yield();
}

// 18. Behind a `?:` both are waited for.
async::task<int> either(bool quick) {
  co_return (quick ? count() : cached().as_task()).result(); // warn: 'result' blocks the thread
}

// 19. In each part of a loop.
async::task<int> in_a_loop() {
  int sum = 0;
  do {
    sum += count().result(); // warn: 'result' blocks the thread
  } while (sum < 3);
  for (int n = count().result(); n > 0; n -= count().result()) // warn: 'result' blocks // warn: 'result' blocks
    ++sum;
  co_return sum;
}
