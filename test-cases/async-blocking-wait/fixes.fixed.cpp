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
  shared = nullptr;
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

// 6. Calls inside of calls: each fix takes its own (AsyncFixer #37).
async::task<> nested() {
  co_await save(co_await get_user(co_await count())); // warn: 'wait' blocks // warn: 'result' blocks // warn: 'result' blocks
  int numbers[] = {co_await count(), 2};            // warn: 'result' blocks the thread
  numbers[co_await count()] = 1;                    // warn: 'result' blocks the thread
  co_await save(user{(co_await get_user(1)).name});   // warn: 'result' blocks the thread
}

// 7. Template arguments of what makes the task stay (Meziantou #881).
template <typename T> async::task<T> load(int id);
async::task<int> template_arguments() {
  co_return co_await load<int>(1) + (co_await load<user>(2)).orders[0]; // warn: 'result' blocks // warn: 'result' blocks
}

// 8. Parentheses that are there already, line breaks, and what is moved.
async::task<int> written_oddly() {
  int sum = co_await (count()) + (co_await count()); // warn: 'result' blocks // warn: 'result' blocks
  co_await save({}); // warn: 'wait' blocks the thread
  auto t = count();
  sum += co_await std::move(t); // warn: 'result' blocks the thread
  co_return sum;
}

// 9. In conditions, initializers and loops.
async::task<int> statements() {
  int sum = 0;
  if (int n = co_await count(); n > 0) // warn: 'result' blocks the thread
    sum = n;
  while (co_await count() > sum)       // warn: 'result' blocks the thread
    ++sum;
  for (int id : (co_await get_user(1)).orders) // warn: 'result' blocks the thread
    sum += id;
  auto [name, orders] = co_await get_user(2);               // warn: 'result' blocks the thread
  sum += co_await count() > 3 ? 1 : -co_await count();      // warn: 'result' blocks // warn: 'result' blocks
  auto in_lambda = []() -> async::task<int> {
    co_return co_await count(); // warn: 'result' blocks the thread
  };
  co_return sum + co_await in_lambda();
}

// 10. A value task is used up by its await.
async::value_task<int> cached();
async::task<int> value_tasks(async::value_task<int> &by_reference, async::value_task<int> *by_pointer) {
  int sum = co_await cached();    // warn: 'result' blocks the thread
  sum += co_await by_reference;   // warn: 'result' blocks the thread
  sum += co_await *by_pointer;    // warn: 'result' blocks the thread
  sum += co_await cached().as_task(); // warn: 'result' blocks the thread
  co_return sum;
}

// 11. A member and an element.
struct page {
  async::task<user> loading;
  std::vector<async::task<int>> counts;
  async::task<std::string> name() {
    int n = co_await counts[0];         // warn: 'result' blocks the thread
    n += co_await this->counts.at(1);   // warn: 'result' blocks the thread
    co_return (co_await loading).name + std::to_string(n); // warn: 'result' blocks the thread
  }
};

// 12. A qualified name of the function that blocks.
namespace legacy {
template <typename T> ASYNC_BLOCKS T wait_for_result(async::task<T> of);
}
async::task<int> qualified() {
  co_return co_await count(); // warn: 'wait_for_result' blocks the thread
}
