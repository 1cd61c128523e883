// Coroutines that await, or that have to be what they are.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>
#include <type_traits>

async::task<int> count();

// 1. One await is enough, on whatever path.
async::task<int> awaits() { co_return co_await count(); }
async::task<int> sometimes(bool fast) {
  if (fast)
    co_return 0;
  co_return co_await count();
}

// 2. The await is in a branch that is discarded here (unused_async, clippy).
template <bool Fast> async::task<int> by_constexpr() {
  if constexpr (!Fast)
    co_await count();
  co_return 1;
}
async::task<> uses() { co_await by_constexpr<true>(); }
async::task<int> discarded() {
  if constexpr (sizeof(int) == 1)
    co_await count();
  co_return 1;
}

// 3. The await is in code that this build leaves out.
async::task<int> by_platform() {
#ifdef HAVE_FAST_COUNT
  co_return fast_count();
#elif defined(HAVE_REMOTE_COUNT)
  co_return co_await remote_count();
#else
  co_return 0;
#endif
}

// 4. A base class demands the type (clippy #10459, RUF029, SwiftLint #6253).
struct store {
  virtual ~store() = default;
  virtual async::task<int> size() = 0;
  virtual async::task<> flush() { co_return; }
};
struct memory_store : store {
  async::task<int> size() override { co_return 0; }
  async::task<> flush() final { co_return; }
};

// 5. Used as a value: the caller demands the type (clippy #9695).
async::task<int> handler(int request) { co_return request; }
using handler_type = async::task<int> (*)(int);
handler_type registered = handler;
async::task<> on_start() { co_return; }
void install(std::function<async::task<>()> f);
void installs() { install(on_start); }
struct controller {
  async::task<int> get(int id) { co_return id; }
};
auto route = &controller::get;

// 6. A lambda that is an argument: the callee demands the type.
void installs_lambda() {
  install([]() -> async::task<> { co_return; });
}
std::function<async::task<int>()> made = []() -> async::task<int> { co_return 1; };
auto passed_later() {
  auto later = []() -> async::task<> { co_return; };
  install(later);
}

// 7. Code to come (clippy #15305, RUF029 stubs).
async::task<int> not_yet(int) {
  throw std::logic_error("not implemented");
  co_return 0;
}

// 8. A coroutine type that nobody awaits is no task.
async::fire_and_forget notify(int &n) {
  ++n;
  co_return;
}

// 9. A generator yields (ts require-await: async generators).
struct numbers {
  struct promise_type {
    numbers get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
numbers one_two() {
  co_yield 1;
  co_yield 2;
}

// 10. A plain function that returns a task is what the check asks for.
async::task<int> plain() { return async::from_result(1); }
async::task<int> forwards() { return count(); }

// 11. Made by a macro: the next expansion may await.
#define ENDPOINT(name) \
  async::task<int> name() { co_return 1; }
ENDPOINT(health)

// 12. `co_await` in a lambda's capture, in a condition, in a range.
async::task<int> in_capture() {
  auto add = [n = co_await count()](int m) { return n + m; };
  co_return add(1);
}
async::task<int> in_condition() {
  while (co_await count() > 3) {
  }
  co_return 1;
}
async::task<std::string> text();
async::task<int> in_range() {
  int n = 0;
  for (char c : co_await text())
    n += c;
  co_return n;
}

// 13. A template that awaits what it is given.
template <typename Awaitable> async::task<> forward_await(Awaitable awaited) {
  co_await awaited;
}

// 14. An await is missing, and other checks say where: one finding a mistake.
async::task<int> blocks() { co_return count().result(); }
async::task<> drops() {
  count();
  co_return;
}

// 15. An overload: generic code awaits whichever fits (Boost.Beast's do_eof).
struct plain_stream {};
struct encrypted_stream {};
async::task<> close(plain_stream &) { co_return; }
async::task<> close(encrypted_stream &) { co_await count(); }
template <typename Stream> async::task<> finish(Stream &stream) {
  co_await close(stream);
}

// 16. More ways to be used as a value: an instance of a template, a member of an
// aggregate, an assignment, a copy.
template <typename T> async::task<> handle() { co_return; }
void installs_template() { install(handle<int>); }
struct handlers {
  std::function<async::task<>()> on_start;
};
void installs_members(handlers &all) {
  auto first = []() -> async::task<> { co_return; };
  handlers made{first};
  auto second = []() -> async::task<> { co_return; };
  all.on_start = second;
  auto third = []() -> async::task<> { co_return; };
  auto copy = third;
}

// 17. The base class is told the derived one, and calls its functions.
template <typename Derived> struct server {
  async::task<> run() { co_await static_cast<Derived *>(this)->on_start(); }
};
struct app : server<app> {
  async::task<> on_start() { co_return; }
};
