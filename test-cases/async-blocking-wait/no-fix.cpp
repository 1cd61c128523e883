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
