// Waits for tasks that are known to be complete, on every path.
#include <async/async.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <future>
#include <list>
#include <map>
#include <memory>
#include <optional>
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
async::task<> save(user u);
async::value_task<int> cached();
void show(int number);
void log(const char *text);
bool busy();

// 1. Through a raw pointer, a shared one and a unique one.
async::task<int> pointers(async::task<int> *raw, std::shared_ptr<async::task<int>> shared,
                          std::unique_ptr<async::task<int>> unique) {
  co_await *raw;
  co_await *shared;
  co_await *unique;
  co_return raw->result() + (*raw).result() + shared->result() + (*shared).result() + unique->result() +
      unique.get()->result();
}

// 2. What a wait has waited for is complete for the next one; one finding is
// enough, and here the first is where somebody has to wait.
int second_wait(async::task<int> *counting) {
  counting->wait();
  return counting->result();
}

// 3. The parts of a tuple, of a pair, of an array.
async::task<int> parts(std::tuple<async::task<int>, async::task<int>> both) {
  co_await async::when_all(std::get<0>(both), std::get<1>(both));
  auto [first, second] = std::pair(count(), count());
  co_await async::when_all(first, second);
  std::array tasks{count(), count()};
  co_await async::when_all(tasks[0], tasks[1]);
  async::task<int> plain[] = {count(), count()};
  co_await plain[0];
  co_return std::get<0>(both).result() + std::get<1>(both).result() + first.result() + second.result() +
      tasks[0].result() + tasks.at(1).result() + plain[0].result();
}

// 4. An optional task, a map of tasks, a list of tasks.
async::task<int> holders(std::optional<async::task<int>> maybe, std::map<int, async::task<int>> by_id,
                         std::list<async::task<int>> all) {
  int sum = 0;
  if (maybe) {
    co_await *maybe;
    sum += maybe->result() + maybe.value().result();
  }
  for (auto &[id, counting] : by_id)
    co_await counting;
  for (auto &[id, counting] : by_id)
    sum += counting.result();
  for (auto it = all.begin(); it != all.end(); ++it)
    co_await *it;
  for (auto it = all.begin(); it != all.end(); ++it)
    sum += it->result();
  co_return sum;
}

// 5. The same flag decides on the await and on the wait.
async::task<int> same_flag(bool eager, const bool quiet) {
  auto counting = count();
  if (eager)
    co_await counting;
  if (!quiet)
    log("counting");
  if (eager)
    co_return counting.result();
  co_return 0;
}
async::task<int> opposite_flag(bool later) {
  auto counting = count();
  if (!later)
    co_await counting;
  if (busy())
    log("busy");
  if (later)
    co_return co_await counting;
  co_return counting.result();
}

// 6. Awaited in `try`: what the await throws, the task has ended with.
async::task<int> caught() {
  auto counting = count();
  try {
    co_await counting;
  } catch (const std::exception &) {
    log("failed");
  }
  co_return counting.result();
}
async::task<int> in_handler() {
  auto counting = count();
  try {
    co_await counting;
  } catch (...) {
    counting.wait();
  }
  co_return 0;
}

// 7. A flag that remembers the test (VSTHRD103 #693).
async::task<int> remembered() {
  auto counting = count();
  const bool done = counting.done();
  if (done)
    co_return counting.result();
  co_return co_await counting;
}

// 8. In a conditional expression, and with a negation.
async::task<int> conditional() {
  auto counting = count();
  int n = counting.done() ? counting.result() : 0;
  co_return !counting.done() ? co_await counting : n + counting.result();
}

// 9. In the initializer of an `if` and of a `switch`.
async::task<int> initializers() {
  if (auto counting = count(); counting.done())
    co_return counting.result();
  if (auto counting = count(); !counting.done())
    co_await counting;
  else
    co_return counting.result();
  co_return 1;
}

// 10. Awaited on each way that comes here.
async::task<int> each_way(int kind) {
  auto counting = count();
  switch (kind) {
  case 0:
    co_await counting;
    break;
  case 1:
    co_await counting.configure_await(false);
    break;
  default:
    co_return 0;
  }
  co_return counting.result();
}

// 11. The other way throws or ends the loop.
async::task<int> throws_else() {
  auto counting = count();
  if (!counting.done())
    throw std::runtime_error("too early");
  co_return counting.result();
}
async::task<int> breaks_else() {
  auto counting = count();
  for (;;) {
    if (!counting.done()) {
      co_await async::delay(1ms);
      continue;
    }
    co_return counting.result();
  }
}

// 12. when_all of a vector that was filled in a loop, by index.
async::task<int> by_index() {
  std::vector<async::task<int>> all;
  for (int id = 0; id < 3; ++id)
    all.push_back(count());
  co_await async::when_all(all);
  int sum = 0;
  for (std::size_t k = 0; k < all.size(); ++k)
    sum += all[k].result();
  co_return sum + all.back().result() + all.at(0).result();
}

// 13. when_all in when_all, and the result of when_all kept.
async::task<int> joined_twice() {
  auto a = count(), b = count(), c = count();
  co_await async::when_all(async::when_all(a, b), c);
  auto d = count(), e = count();
  auto results = co_await async::when_all(d, e);
  co_return a.result() + b.result() + c.result() + d.result() + e.result();
}

// 14. Awaited under another name.
async::task<int> aliases() {
  auto counting = count();
  auto &same = counting;
  const auto &as_well = same;
  co_await as_well;
  co_return counting.result() + same.result();
}

// 15. A member of the object: awaited, then in a lambda that runs at once.
struct page {
  async::task<int> loading;
  struct {
    async::task<int> count;
  } parts;
  async::task<int> number() {
    co_await loading;
    [this] { show(loading.result()); }();
    [&] { show(loading.result()); }();
    co_await parts.count;
    co_return loading.result() + this->loading.result() + parts.count.result();
  }
};

// 16. Awaited in an expression together with other things.
async::task<int> in_expressions() {
  auto a = count(), b = count(), c = count();
  int sum = co_await a + co_await b;
  show(co_await c);
  co_return sum + a.result() + b.result() + c.result();
}

// 17. The lambda that assigns the task is called later.
async::task<int> assigned_later() {
  auto counting = count();
  auto again = [&] { counting = count(); };
  co_await counting;
  int n = counting.result();
  again();
  co_await counting;
  co_return n + counting.result();
}

// 18. A lambda has a copy of the task; the copy changes, not the task.
async::task<int> own_copy() {
  auto counting = count();
  auto again = [counting]() mutable { counting = count(); };
  co_await counting;
  again();
  co_return counting.result();
}

// 19. std::future: ready, by wait_for's answer, by a variable, by `switch`.
async::task<int> futures(std::future<int> a, std::future<int> b, std::future<int> c) {
  co_await async::yield();
  if (a.wait_for(0s) == std::future_status::ready)
    co_return a.get();
  const auto status = b.wait_for(0s);
  if (std::future_status::ready == status)
    co_return b.get();
  while (c.wait_for(0s) != std::future_status::ready)
    co_await async::delay(1ms);
  co_return c.get();
}

// 20. Assigned and awaited again, in a loop.
async::task<int> in_loop() {
  int sum = 0;
  auto counting = count();
  while (busy()) {
    co_await counting;
    sum += counting.result();
    counting = count();
  }
  co_return sum;
}

// 21. Passed on by value or by reference to const: it stays the same task.
void note(const async::task<int> &counting);
void keep(async::task<int> counting);
async::task<int> looked_at() {
  auto counting = count();
  co_await counting;
  note(counting);
  keep(counting);
  co_return counting.result();
}

// 22. The last use of a complete task: its result by value.
async::task<int> by_value(std::vector<async::task<int>> all) {
  for (const auto &one : all)
    co_await one;
  auto counting = count();
  co_await counting;
  int n = std::move(counting).result();
  co_return n + std::move(all.front()).result();
}

// 23. A configured join (AsyncFixer02: elements of a joined collection).
async::task<int> configured_join() {
  auto a = count();
  auto b = count();
  co_await async::when_all(a, b).configure_await(false);
  co_return a.result() + b.result();
}

// 24. A complete task in a nested lambda and an algorithm's lambda.
async::task<int> nested_lambdas(std::vector<int> ids) {
  auto counting = count();
  co_await counting;
  int sum = 0;
  std::for_each(ids.begin(), ids.end(), [&](int id) { sum += id + [&] { return counting.result(); }(); });
  co_return sum;
}
