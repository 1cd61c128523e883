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
  shared = nullptr;
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

// 6. Calls inside of calls: each fix takes its own (AsyncFixer #37).
async::task<> nested() {
  save(get_user(count().result()).result()).wait(); // warn: 'wait' blocks // warn: 'result' blocks // warn: 'result' blocks
  int numbers[] = {count().result(), 2};            // warn: 'result' blocks the thread
  numbers[count().result()] = 1;                    // warn: 'result' blocks the thread
  co_await save(user{get_user(1).result().name});   // warn: 'result' blocks the thread
}

// 7. Template arguments of what makes the task stay (Meziantou #881).
template <typename T> async::task<T> load(int id);
async::task<int> template_arguments() {
  co_return load<int>(1).result() + load<user>(2).result().orders[0]; // warn: 'result' blocks // warn: 'result' blocks
}

// 8. Parentheses that are there already, line breaks, and what is moved.
async::task<int> written_oddly() {
  int sum = (count()).result() + (count().result()); // warn: 'result' blocks // warn: 'result' blocks
  save({})
      .wait(); // warn: 'wait' blocks the thread
  auto t = count();
  sum += std::move(t).result(); // warn: 'result' blocks the thread
  co_return sum;
}

// 9. In conditions, initializers and loops.
async::task<int> statements() {
  int sum = 0;
  if (int n = count().result(); n > 0) // warn: 'result' blocks the thread
    sum = n;
  while (count().result() > sum)       // warn: 'result' blocks the thread
    ++sum;
  for (int id : get_user(1).result().orders) // warn: 'result' blocks the thread
    sum += id;
  auto [name, orders] = get_user(2).result();               // warn: 'result' blocks the thread
  sum += count().result() > 3 ? 1 : -count().result();      // warn: 'result' blocks // warn: 'result' blocks
  auto in_lambda = []() -> async::task<int> {
    co_return count().result(); // warn: 'result' blocks the thread
  };
  co_return sum + co_await in_lambda();
}

// 10. A value task is used up by its await.
async::value_task<int> cached();
async::task<int> value_tasks(async::value_task<int> &by_reference, async::value_task<int> *by_pointer) {
  int sum = cached().result();    // warn: 'result' blocks the thread
  sum += by_reference.result();   // warn: 'result' blocks the thread
  sum += by_pointer->result();    // warn: 'result' blocks the thread
  sum += cached().as_task().result(); // warn: 'result' blocks the thread
  co_return sum;
}

// 11. A member and an element.
struct page {
  async::task<user> loading;
  std::vector<async::task<int>> counts;
  async::task<std::string> name() {
    int n = counts[0].result();         // warn: 'result' blocks the thread
    n += this->counts.at(1).result();   // warn: 'result' blocks the thread
    co_return loading.result().name + std::to_string(n); // warn: 'result' blocks the thread
  }
};

// 12. A qualified name of the function that blocks.
namespace legacy {
template <typename T> ASYNC_BLOCKS T wait_for_result(async::task<T> of);
}
async::task<int> qualified() {
  co_return legacy::wait_for_result(count()); // warn: 'wait_for_result' blocks the thread
}
