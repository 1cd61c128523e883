// options: async-fire-and-forget.ReportAbandonedByAwait=true
// Tasks that are started and that no path leaves alone.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

async::task<> save(std::string text);
async::task<int> count();
void log(std::string text);

// 1. Awaited at once, and together.
async::task<int> together() {
  auto [a, b] = co_await async::when_all(count(), count());
  auto first = count();
  auto second = count();
  auto [c, d] = co_await async::when_all(first, second);
  co_return a + b + c + d;
}

// 2. What is thrown before it starts, or after it is done.
async::task<int> before_and_after(bool valid) {
  if (!valid)
    throw std::runtime_error("invalid");
  co_await save("before");
  auto counting = count();
  const int all = co_await counting;
  co_await save("after");
  if (all < 0)
    throw std::runtime_error("negative");
  co_return all;
}

// 3. A `try` that joins after its handler.
async::task<int> joined_after_handler() {
  auto counting = count();
  std::exception_ptr failed;
  try {
    co_await save("a");
  } catch (...) {
    failed = std::current_exception();
  }
  const int all = co_await counting;
  if (failed)
    std::rethrow_exception(failed);
  co_return all;
}

// 4. An await that cannot throw, or that never waits.
struct tick {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  int await_resume() const noexcept;
};
async::task<int> cannot_fail() {
  auto counting = count();
  co_await tick{};
  co_await std::suspend_always{};
  co_await async::completed();
  co_return co_await counting;
}

// 5. A joiner, whose destructor is not left out by an exception.
class joiner {
public:
  explicit joiner(async::task<int> &joined);
  ~joiner();
};
async::task<int> joined() {
  auto counting = count();
  joiner at_the_end(counting);
  co_await save("a");
  co_return co_await counting;
}

// 6. A nursery takes it over.
class nursery {
public:
  void add(async::task<int> started);
  async::task<> join();
};
async::task<> in_nursery(nursery &all) {
  auto counting = count();
  all.add(std::move(counting));
  co_await save("a");
  co_await all.join();
}

// 7. Handed to a detach function, or let go on purpose.
void log_failure(std::exception_ptr error);
async::task<> detached() {
  auto counting = count();
  async::detach(std::move(counting), log_failure);
  co_await save("a");
}

// 8. A lazy task never starts, so that nothing runs on.
class ASYNC_TASK ASYNC_LAZY lazy_task {
public:
  struct promise_type {
    lazy_task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();
};
lazy_task load();
async::task<> lazy() {
  auto loading = load();
  co_await save("a");
  co_await loading;
}

// 9. A type whose destructor waits, or cancels, as that of std::jthread.
class ASYNC_TASK ASYNC_HOT joining_task {
public:
  struct promise_type {
    joining_task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  ~joining_task() {
    if (running_)
      cancel_and_wait();
  }
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();

private:
  void cancel_and_wait();
  bool running_ = true;
};
joining_task start();
async::task<> ended_by_destructor(bool valid) {
  auto working = start();
  if (!valid)
    co_return;
  co_await save("a");
  co_await working;
}

// 10. What a call may throw is no path to look at, and `noexcept` of a template
// is decided elsewhere.
async::task<int> calls() {
  auto counting = count();
  log("counting");
  co_return co_await counting;
}
template <typename Awaitable> async::task<int> any(Awaitable what) {
  auto counting = count();
  co_await what;
  co_return co_await counting;
}

// 11. A lambda has it.
async::task<> captured() {
  auto counting = count();
  auto later = [&counting]() -> async::task<int> { return counting; };
  co_await save("a");
  co_await later();
}

// 12. A condition that says it was started.
async::task<int> started_if(bool wanted) {
  async::task<int> counting = async::from_result(0);
  if (wanted)
    counting = count();
  if (!wanted)
    co_await save("a");
  co_return co_await counting;
}

// 13. A loop that awaits them all before it leaves, or that ends them.
async::task<int> after_the_loop(int many) {
  std::vector<async::task<int>> all;
  for (int at = 0; at < many; ++at)
    all.push_back(count());
  int sum = 0;
  for (auto &one : all)
    sum += co_await one;
  if (sum < 0)
    co_return -1;
  co_return sum;
}
async::task<int> joined_before(int many) {
  std::vector<async::task<int>> all;
  for (int at = 0; at < many; ++at)
    all.push_back(count());
  co_await async::when_all(all);
  for (auto &one : all)
    if (const int n = co_await one; n < 0)
      co_return -1;
  co_return 0;
}
async::task<int> canceled(int many, async::cancellation_source source) {
  std::vector<async::task<int>> all;
  for (int at = 0; at < many; ++at)
    all.push_back(count());
  for (auto &one : all)
    if (const int n = co_await one; n < 0) {
      source.cancel();
      co_return -1;
    }
  co_return 0;
}
async::task<int> one_at_a_time(std::vector<int> ids) {
  for (int id : ids) {
    const int n = co_await count();
    if (n < id)
      co_return -1;
  }
  co_return 0;
}
async::task<int> made_ready(std::vector<int> ids) {
  std::vector<async::task<int>> all;
  for (int id : ids)
    all.push_back(async::from_result(id));
  for (auto &one : all)
    if (const int n = co_await one; n < 0)
      co_return -1;
  co_return 0;
}
