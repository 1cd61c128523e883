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
  save({}).wait();                 // warn: 'wait' blocks the thread
  auto u = get_user(id).result();  // warn: 'result' blocks the thread
  co_return get_user(id).result(); // warn: 'result' blocks the thread
}

// 2. What binds closer than `co_await` needs parentheses (AsyncFixer #38).
async::task<std::string> parentheses(int id) {
  int first = get_user(id).result().orders[0];       // warn: 'result' blocks the thread
  int all = static_cast<int>(count().result()) + 1;  // warn: 'result' blocks the thread
  all += -count().result();                          // warn: 'result' blocks the thread
  int called = get_handler().result()();             // warn: 'result' blocks the thread
  co_return get_user(first + called).result().name;  // warn: 'result' blocks the thread
}

// 3. Variables, references and pointers.
async::task<int> through(async::task<int> &by_reference, async::task<int> *by_pointer,
                         std::shared_ptr<async::task<int>> shared) {
  int sum = by_reference.result(); // warn: 'result' blocks the thread
  sum += by_pointer->result();     // warn: 'result' blocks the thread
  sum += shared->result();         // warn: 'result' blocks the thread
  sum += (*shared).result();       // warn: 'result' blocks the thread
  co_return sum;
}

// 4. Comments and template arguments stay.
async::task<int> comments() {
  co_return count() /* all of them */.result(); // warn: 'result' blocks the thread
}

// 5. A free function's argument keeps its parentheses.
template <typename T> ASYNC_BLOCKS T sync_wait(async::task<T> of);
async::task<int> operator|(async::task<int> of, int limit);
async::task<int> free_function(bool b) {
  int n = sync_wait(count());               // warn: 'sync_wait' blocks the thread
  n += sync_wait(b ? count() : count()) + 1; // warn: 'sync_wait' blocks the thread
  co_return n + sync_wait(count() | 3);     // warn: 'sync_wait' blocks the thread
}
