// In a coroutine, the fix awaits.
#include <async/async.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

struct user {
  std::string name;
  std::vector<int> orders;
};

async::task<user> get_user(int id);
async::task<int> count();
async::task<> save(user u);
async::task<int (*)()> get_handler();

// 1. `result` and `wait`.
async::task<user> plain(int id) {
  co_await save({});                 // warn: 'wait' blocks the thread
  auto u = co_await get_user(id);  // warn: 'result' blocks the thread
  co_return co_await get_user(id); // warn: 'result' blocks the thread
}

// 2. What binds closer than `co_await` needs parentheses (AsyncFixer #38).
async::task<std::string> parentheses(int id) {
  int first = (co_await get_user(id)).orders[0];       // warn: 'result' blocks the thread
  int all = static_cast<int>(co_await count()) + 1;  // warn: 'result' blocks the thread
  all += -co_await count();                          // warn: 'result' blocks the thread
  int called = (co_await get_handler())();             // warn: 'result' blocks the thread
  co_return (co_await get_user(first + called)).name;  // warn: 'result' blocks the thread
}

// 3. Variables, references and pointers.
async::task<int> through(async::task<int> &by_reference, async::task<int> *by_pointer,
                         std::shared_ptr<async::task<int>> shared) {
  int sum = co_await by_reference; // warn: 'result' blocks the thread
  sum += co_await *by_pointer;     // warn: 'result' blocks the thread
  sum += co_await *shared;         // warn: 'result' blocks the thread
  sum += co_await (*shared);       // warn: 'result' blocks the thread
  co_return sum;
}

// 4. Comments and template arguments stay.
async::task<int> comments() {
  co_return co_await count() /* all of them */; // warn: 'result' blocks the thread
}

// 5. A free function's argument keeps its parentheses.
template <typename T> ASYNC_BLOCKS T sync_wait(async::task<T> of);
async::task<int> operator|(async::task<int> of, int limit);
async::task<int> free_function(bool b) {
  int n = co_await count();               // warn: 'sync_wait' blocks the thread
  n += co_await (b ? count() : count()) + 1; // warn: 'sync_wait' blocks the thread
  co_return n + co_await (count() | 3);     // warn: 'sync_wait' blocks the thread
}
