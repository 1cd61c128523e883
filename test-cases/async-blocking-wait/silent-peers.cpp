// What the analyzers of other languages leave alone, or were told to.
#include <async/async.hpp>

#include <barrier>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <semaphore>
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
void log_failure(std::exception_ptr error);

// 1. Other things that block belong to a check of their own (AsyncFixer02's and
// detekt's sleep, taxi-coroutine-unsafe's condition_variable).
async::task<> other_waits(std::mutex &mutex, std::condition_variable &changed, std::latch &latch,
                          std::barrier<> &barrier, std::counting_semaphore<> &slots) {
  std::unique_lock lock(mutex);
  changed.wait(lock);
  changed.wait_for(lock, 1s);
  latch.wait();
  latch.arrive_and_wait();
  barrier.arrive_and_wait();
  slots.acquire();
  std::this_thread::sleep_for(1s);
  co_await async::yield();
}

// 2. The twin itself calls what it is the twin of (VSTHRD103 #92, Meziantou
// #1038).
struct file {
  ASYNC_BLOCKS_TWIN("read_async") std::string read();
  async::task<std::string> read_async() { co_return read(); }
};

// 3. A function's name without a call, a pointer to a member (ASYNC210).
async::task<> references_only() {
  auto wait = &async::task<>::wait;
  std::vector<void (file::*)()> none;
  static_cast<void>(wait);
  co_await async::yield();
}

// 4. A name that hides another (ASYNC230, ASYNC251: shadowed names).
template <typename T> ASYNC_BLOCKS T sync_wait(async::task<T> of);
namespace fast {
int sync_wait(async::task<int> of);
async::task<int> hidden() { co_return sync_wait(count()); }
} // namespace fast
async::task<int> local_name() {
  auto sync_wait = [](async::task<int>) { return 1; };
  co_return sync_wait(count());
}

// 5. A lambda that a thread or a pool gets (ASYNC251 #23425: to_thread).
async::task<int> to_thread() {
  std::jthread worker([] { return count().result(); });
  auto later = std::async(std::launch::async, [] { return count().result(); });
  co_return co_await async::run([] { return count().result(); });
}

// 6. A callable that is only stored (detekt: references, noinline lambdas).
struct button {
  std::function<void()> on_click;
};
async::task<> stores(button &save_button) {
  save_button.on_click = [] { save({}).wait(); };
  button other{[] { save({}).wait(); }};
  auto shared = std::make_shared<std::function<void()>>([] { save({}).wait(); });
  co_await async::yield();
}

// 7. Returned to the caller (contextcheck #21).
std::function<int()> returns_closure() {
  return [] { return [] { return count().result(); }(); };
}
async::task<std::function<int()>> co_returns_closure() {
  co_await async::yield();
  co_return [] { return count().result(); };
}

// 8. A function in a local class (detekt: plain inner functions; Meziantou
// #170: the caller is no coroutine).
async::task<> local_class() {
  struct loader {
    int load() { return count().result(); }
  };
  co_await async::yield();
}

// 9. A lambda that runs in a plain function (detekt #6176).
template <typename F> auto with_retries(int times, F f) {
  while (--times > 0)
    f();
  return f();
}
int plain() {
  return with_retries(3, [] { return count().result(); });
}

// 10. Default arguments run where the call is; they are not written there.
async::task<int> with_default(int n = count().result()) { co_return n; }

// 11. A default member initializer of an aggregate that nobody makes here.
struct settings {
  int users = count().result();
};

// 12. A type alias for a class with a member of the same name (ASYNC240).
struct cursor {
  int result();
  bool wait_for(std::chrono::milliseconds limit);
  void join();
  int get();
};
async::task<int> same_names(cursor at) {
  at.join();
  at.wait_for(1s);
  co_await async::yield();
  co_return at.result() + at.get();
}

// 13. A ready task in all its forms (VSTHRD002 #344, #454, #937, #1123).
async::task<int> ready_ones() {
  int n = async::from_result(1).result();
  n += async::value_task<int>::from_result(2).result();
  async::completed().wait();
  co_await async::yield();
  co_return n;
}

// 14. The labelled way out, as a variable too (VSTHRD002: JTF.Run; AsyncFixer02's
// advice).
int labelled() {
  auto work = async::run([]() -> async::task<int> { co_return co_await count(); });
  return work.result();
}

// 15. Zero in other units (CA1849 #7271, Meziantou
// #934: with or without a token).
async::task<bool> zero_limits(async::task<int> &counting, std::shared_future<int> legacy) {
  co_await async::yield();
  constexpr auto none = std::chrono::seconds::zero();
  co_return counting.wait_for(0us) || counting.wait_for(none) || counting.wait_for(std::chrono::nanoseconds()) ||
      counting.wait_for(0h) || legacy.wait_for(0ns) == std::future_status::ready;
}

// 16. Unevaluated: requires, alignof, typeid, noexcept(...) (CA1849 #6993).
template <typename T>
concept waitable = requires(T t) { t.wait(); };
async::task<> unevaluated() noexcept(noexcept(count().wait())) {
  static_assert(waitable<async::task<int>>);
  using size = std::integral_constant<std::size_t, sizeof(count().result())>;
  auto none = []() -> decltype(count().result()) { return size::value; };
  static_cast<void>(none);
  co_await async::yield();
}

// 17. Assertions of test frameworks (VSTHRD110 #1620, Meziantou #980).
#define ASSERT_EQ(a, b) static_cast<void>((a) == (b))
#define REQUIRE_THROWS(statement) \
  try {                           \
    statement;                    \
  } catch (...) {                 \
  }
#define CHECK(condition) static_cast<void>(condition)
#define QVERIFY(condition) static_cast<void>(condition)
async::task<> assertions() {
  co_await async::yield();
  ASSERT_EQ(count().result(), 3);
  REQUIRE_THROWS(save({}).wait());
  CHECK(count().result() == 3);
  QVERIFY(count().wait_for(1s));
}

// 18. A test's body is an entry point (VSTHRD103: Main and tests), so what it
// calls is not blamed on it.
struct orders_Test {
  void TestBody() {
    count().wait();
    auto work = [] { return count().result(); };
    work();
  }
};

// 19. Awaited, not waited for.
async::task<std::string> awaited() {
  co_return (co_await get_user(co_await count())).name + std::to_string(co_await cached());
}

// 20. The destructor that joins runs wherever the object ends.
class worker {
public:
  ~worker() {
    if (thread_.joinable())
      thread_.join();
  }

private:
  std::thread thread_;
};
async::task<> owns_worker() {
  worker mine;
  co_await async::yield();
}

// 21. A call whose object is not known (no analysis of dependent code).
template <typename T> async::task<int> dependent(T thing, async::task<T> other) {
  co_await async::yield();
  thing.wait();
  co_return other.result() + thing->result();
}
