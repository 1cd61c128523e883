// Waits for tasks that may not be complete, though it looks as if they were.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct user {
  std::string name;
};

async::task<user> get_user(int id);
async::task<int> count();
async::value_task<int> cached();
bool busy();
void show(int number);
void log(const char *text);

// 1. Assigned in between (VSTHRD103 #301, #698: check for reassignment).
async::task<int> assigned(async::task<int> *raw) {
  co_await *raw;
  *raw = count();
  co_return raw->result(); // warn: 'result' blocks the thread that runs the coroutine 'assigned' until 'raw' is done
}

// 2. The pointer points elsewhere.
async::task<int> pointed_elsewhere(async::task<int> *raw, async::task<int> *other,
                                   std::shared_ptr<async::task<int>> shared) {
  co_await *raw;
  raw = other;
  int n = raw->result(); // warn: 'result' blocks the thread
  co_await *shared;
  shared = std::make_shared<async::task<int>>(count());
  co_return n + shared->result(); // warn: 'result' blocks the thread
}

// 3. Passed on by reference or by pointer.
void replace(async::task<int> &counting);
void replace_at(async::task<int> *counting);
async::task<int> passed() {
  auto a = count(), b = count();
  co_await async::when_all(a, b);
  replace(a);
  replace_at(&b);
  co_return a.result() + b.result(); // warn: until 'a' is done // warn: until 'b' is done
}

// 4. A lambda that assigns the task has been called, by name or at once.
async::task<int> assigned_by_lambda() {
  auto counting = count();
  auto again = [&] { counting = count(); };
  co_await counting;
  again();
  int n = counting.result(); // warn: 'result' blocks the thread
  co_await counting;
  [&counting] { counting = count(); }();
  co_return n + counting.result(); // warn: 'result' blocks the thread
}
async::task<int> assigned_by_algorithm(std::vector<int> ids) {
  auto counting = count();
  co_await counting;
  std::for_each(ids.begin(), ids.end(), [&](int) { counting = count(); });
  co_return counting.result(); // warn: 'result' blocks the thread
}

// 5. The lambda assigns before it waits.
async::task<> assigned_in_lambda() {
  auto counting = count();
  co_await counting;
  [&] {
    counting = count();
    show(counting.result()); // warn: 'result' blocks the thread
  }();
}

// 6. Another flag, and a flag that changes.
async::task<int> other_flag(bool eager, bool late) {
  auto counting = count();
  if (eager)
    co_await counting;
  if (late)
    co_return counting.result(); // warn: 'result' blocks the thread
  co_return 0;
}
async::task<int> changed_flag(bool eager) {
  auto counting = count();
  if (eager)
    co_await counting;
  eager = busy();
  if (eager)
    co_return counting.result(); // warn: 'result' blocks the thread
  co_return 0;
}

// 7. The await in `try` may not have been reached.
void prepare();
async::task<int> not_reached() {
  auto counting = count();
  try {
    prepare();
    co_await counting;
  } catch (const std::exception &) {
    log("failed");
  }
  co_return counting.result(); // warn: 'result' blocks the thread
}

// 8. Another element, another part, another object.
struct pair_of_tasks {
  async::task<int> first, second;
};
async::task<int> others(std::vector<async::task<int>> all, std::tuple<async::task<int>, async::task<int>> both,
                        pair_of_tasks one, pair_of_tasks two) {
  co_await all[0];
  int n = all[1].result(); // warn: until 'all' is done
  co_await std::get<0>(both);
  n += std::get<1>(both).result(); // warn: until 'both' is done
  co_await one.first;
  n += one.second.result(); // warn: until 'second' is done
  n += two.first.result();  // warn: until 'first' is done
  co_return n;
}

// 9. The test says the opposite, or nothing.
async::task<int> wrong_test() {
  auto counting = count();
  if (!counting.done())
    co_return counting.result(); // warn: 'result' blocks the thread
  auto other = count();
  if (other.done() || busy())
    co_return other.result(); // warn: 'result' blocks the thread
  if (busy() && !other.done())
    co_return 0;
  co_return other.result(); // warn: 'result' blocks the thread
}

// 10. The first of several is not all of them.
ASYNC_RACES async::task<int> first_of(async::task<int> a, async::task<int> b);
async::task<int> raced() {
  auto a = count(), b = count();
  co_await first_of(a, b);
  co_return a.result(); // warn: 'result' blocks the thread
}

// 11. Joined, but never awaited.
async::task<int> not_awaited() {
  auto a = count(), b = count();
  auto both = async::when_all(a, b);
  int n = a.result(); // warn: 'result' blocks the thread
  co_await both;
  co_return n;
}

// 12. The next turn of the loop has a new task.
async::task<int> next_turn() {
  int sum = 0;
  auto counting = count();
  co_await counting;
  while (busy()) {
    sum += counting.result(); // warn: 'result' blocks the thread
    counting = count();
  }
  co_return sum;
}

// 13. Pushed after the join.
async::task<int> pushed(std::vector<async::task<int>> all) {
  co_await async::when_all(all);
  all.push_back(count());
  co_return all.back().result(); // warn: 'result' blocks the thread
}

// 14. A limited wait does not prove anything.
async::task<int> limited() {
  auto counting = count();
  counting.wait_for(10ms);     // warn: 'wait_for' blocks the thread
  co_return counting.result(); // warn: 'result' blocks the thread
}
async::task<int> timeout(std::future<int> legacy) {
  co_await async::yield();
  if (legacy.wait_for(0s) == std::future_status::timeout)
    co_return legacy.get(); // warn: 'get' blocks the thread
  co_return 0;
}

// 15. Captured by reference by a lambda that runs later.
void later(std::function<int()> f);
async::task<int> captured_too_early(async::ui_context &ui) {
  auto counting = count();
  ui.post([counting] { show(counting.result()); }); // warn: 'result' blocks the context's thread until 'counting' is done
  co_await counting;
  co_return counting.result();
}

// 16. Other questions prove nothing.
async::task<int> other_questions(std::future<int> legacy) {
  co_await async::yield();
  if (legacy.valid())
    co_return legacy.get(); // warn: 'get' blocks the thread
  co_return 0;
}

// 17. The awaited is what a function makes of the task.
async::task<int> doubled(async::task<int> of);
async::task<int> made_of() {
  auto counting = count();
  co_await doubled(count());
  co_return counting.result(); // warn: 'result' blocks the thread
}

// 18. One finding, not two: what was waited for is complete afterwards.
async::task<int> once(async::task<int> *raw, std::shared_ptr<async::task<int>> shared) {
  raw->wait(); // warn: 'wait' blocks the thread
  raw->wait();
  shared->wait(); // warn: 'wait' blocks the thread
  co_return raw->result() + shared->result();
}

// 19. A race that nobody asked for its winner, and a copy made too early.
async::task<int> nobody_asked(async::task<int> counting) {
  co_await async::when_any(counting, async::delay(1s));
  co_return counting.result(); // warn: 'result' blocks the thread that runs the coroutine 'nobody_asked' until 'counting' is done
}
async::task<int> asked_too_late(async::task<int> counting) {
  auto first = co_await async::when_any(counting, async::delay(1s));
  int n = counting.result(); // warn: 'result' blocks
  co_return first.index == 0 ? n : 0;
}
async::task<int> copied_unfinished(async::task<int> a, async::task<int> b) {
  co_await a;
  std::pair both{a, b};
  co_return both.second.result(); // warn: 'result' blocks
}
async::task<int> copied_again(async::task<int> a, async::task<int> b) {
  co_await a;
  auto copy = a;
  copy = b;
  co_return copy.result(); // warn: 'result' blocks
}
async::task<int> called_too_early(async::task<int> a) {
  auto get = [&] { return a.result(); }; // warn: 'result' blocks
  int n = get(); // note: the lambda is called here
  co_await a;
  co_return n + get();
}
