// Waits that block nobody, or that are where waiting belongs.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <iterator>
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
bool ready(const std::future<int> &f);

// 1. Outside of coroutines and contexts, somebody has to wait (option Scope).
user get_user_blocking(int id) { return get_user(id).result(); }
int main() { save(get_user_blocking(1)).wait(); }

// 2. The last resort: run on the pool, wait outside (AsyncFixer02's advice).
int from_outside() {
  return async::run([]() -> async::task<int> { co_return co_await count(); })
      .result();
}

// 3. Complete after `co_await` (VSTHRD103 #301: a completed task).
async::task<user> after_await(int id) {
  auto loading = get_user(id);
  co_await loading;
  co_return loading.result();
}

// 4. Complete after when_all (VSTHRD103 #680).
async::task<std::string> after_when_all() {
  auto a = get_user(1);
  auto b = get_user(2);
  co_await async::when_all(a, b);
  co_return a.result().name + b.result().name;
}

// 5. The same by a variable for the joined task.
async::task<int> after_joined() {
  auto a = count();
  auto b = count();
  auto both = async::when_all(a, b);
  co_await both;
  co_return a.result() + b.result();
}

// 6. The elements of a container that was joined as a whole.
async::task<int> after_joining_all(std::vector<async::task<int>> all) {
  co_await async::when_all(all);
  int sum = all.front().result() + all[1].result();
  for (auto &one : all)
    sum += one.result();
  for (const auto &one : all)
    sum += one.result();
  co_return sum;
}

// 7. Each element awaited in a loop.
async::task<int> after_awaiting_each(std::vector<async::task<int>> all) {
  for (auto &one : all)
    co_await one;
  int sum = 0;
  for (auto &one : all)
    sum += one.result();
  co_return sum;
}

// 8. Complete where a test says so (VSTHRD103 #698).
async::task<int> after_test() {
  auto counting = count();
  if (counting.done())
    co_return counting.result();
  if (!counting.done())
    co_return 0;
  co_return counting.result();
}

// 9. The test may be a loop's, or the left side of `&&`.
async::task<int> after_loop() {
  auto counting = count();
  while (!counting.done())
    co_await async::yield();
  co_return counting.done() && counting.result() > 0 ? 1 : counting.result();
}

// 10. Awaited with a configuration.
async::task<int> after_configured() {
  auto counting = count();
  co_await counting.configure_await(false);
  co_return counting.result();
}

// 11. Awaited on both branches.
async::task<int> after_both_branches(bool quiet) {
  auto counting = count();
  if (quiet)
    co_await counting.configure_await(false);
  else
    co_await counting;
  co_return counting.result();
}

// 12. A time limit of zero only looks (CA1849 #7271: `Wait(0)`).
async::task<bool> zero_timeout(std::future<int> legacy) {
  co_await async::yield();
  auto counting = count();
  if (counting.wait_for(0s) || counting.wait_for(std::chrono::seconds(0)))
    co_return true;
  auto done = counting.wait_for(std::chrono::milliseconds{0});
  co_await counting;
  if (legacy.wait_for(0s) == std::future_status::ready)
    co_return legacy.get() > 0;
  co_return done;
}

// 13. A task that is ready when it is made.
async::task<int> made_ready() {
  co_await async::yield();
  co_return async::from_result(3).result();
}

// 14. A lambda that runs elsewhere, later (AsyncFixer #42, VSTHRD103 #1003).
async::task<int> elsewhere() {
  auto later = [] { return count().result(); };
  std::thread worker(later);
  worker.detach();
  co_return co_await async::run([] { return count().result(); });
}

// 15. A local function that nobody calls here (CA1849 #7420).
async::task<> not_called_here(std::vector<int (*)()> &callbacks) {
  callbacks.push_back([] { return count().result(); });
  co_await async::yield();
}

// 16. A function of the same name that does not block.
struct parser {
  int result() const;
  void wait();
};
async::task<int> homonym(parser p) {
  p.wait();
  co_await async::yield();
  co_return p.result();
}

// 17. Unevaluated operands (AsyncFixer #30, CA1849 #6993: `nameof`).
async::task<> unevaluated() {
  using type = decltype(count().result());
  static_assert(!noexcept(count().result()));
  static_assert(sizeof(count().result()) == sizeof(type));
  co_await async::yield();
}

// 18. An assertion of a test framework (VSTHRD110 #1620).
#define EXPECT_THROW(statement, error) \
  try {                                \
    statement;                         \
  } catch (const error &) {            \
  }
async::task<> in_a_test() {
  co_await async::yield();
  EXPECT_THROW(count().wait(), std::exception);
}

// 19. On a context's thread, but only started there.
ASYNC_CONTEXT_THREAD void on_click() {
  async::run([] { return count().result(); });
  async::detach(count(), [](std::exception_ptr) {});
}

// 20. A function that no handler of this file calls.
user quiet_helper() { return get_user(5).result(); }

// 21. The second wait for the same task returns at once, so one finding would
// be enough; here the first is outside of coroutines.
int twice() {
  auto counting = count();
  counting.wait();
  return counting.result();
}

// 22. Dependent calls.
template <typename T> async::task<int> dependent(T thing) {
  co_await async::yield();
  co_return thing.result();
}

// 23. Complete outside of a lambda that runs inline.
async::task<int> read_inside(std::vector<async::task<int>> all, std::vector<int> &out) {
  auto counting = count();
  co_await counting;
  co_await async::when_all(all);
  std::transform(all.begin(), all.end(), std::back_inserter(out),
                 [](async::task<int> &one) { return one.result(); });
  co_return [&] { return counting.result(); }();
}

// 24. Functions of the standard library that keep a callable do not call it.
async::task<> keeps(std::function<int()> &callback) {
  co_await async::yield();
  std::exchange(callback, [] { return count().result(); });
  auto nothing = std::not_fn([] { return count().result() > 0; });
}

// 25. After an await that does not come back, this is no context's thread.
int on_the_pool() { return count().result(); }
ASYNC_DETACHES void let_go(async::task<> t);
async::fire_and_forget leaves() {
  co_await count().configure_await(false);
}
ASYNC_CONTEXT_THREAD void on_leave() {
  leaves();
}

// 26. Time limits of zero in Qt's way; other zeros are no time.
struct process {
  ASYNC_BLOCKS bool waitForFinished(int milliseconds);
};
async::task<bool> qt_way(process p) {
  co_await async::yield();
  co_return p.waitForFinished(0);
}
