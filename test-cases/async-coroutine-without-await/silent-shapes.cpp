// Signatures that something else imposes, and awaits that are not seen at once.
#include <async/async.hpp>

#include <algorithm>
#include <concepts>
#include <coroutine>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

async::task<int> count();
async::task<> save(std::string file);

// 1. Virtual functions, also of a class template, and through several bases
// (clippy #14704, SwiftLint #6416, detekt #8800).
struct store {
  virtual ~store() = default;
  virtual async::task<int> size();
  virtual async::task<> close() { co_return; }
};
async::task<int> store::size() { co_return 0; }
struct cached_store : store {
  async::task<int> size() override;
};
async::task<int> cached_store::size() { co_return 1; }
struct last_store final : cached_store {
  async::task<int> size() final { co_return 2; }
  async::task<> close() override { co_return; }
};
struct without_the_word : store {
  async::task<int> size() { co_return 3; }
};
template <typename T> struct typed_store : store {
  async::task<int> size() override { co_return sizeof(T); }
};

// 2. A template whose base is not known may override.
template <typename Base> struct logged : Base {
  async::task<int> size() { co_return 1; }
};

// 3. The base is told the derived class (CRTP), and calls it.
template <typename Derived> struct server {
  async::task<> run() {
    co_await static_cast<Derived *>(this)->on_start();
    co_await static_cast<Derived *>(this)->on_stop();
  }
};
template <typename Derived, typename Request> struct typed_server {};
struct app : server<app> {
  async::task<> on_start() { co_return; }
  async::task<> on_stop();
};
async::task<> app::on_stop() { co_return; }
struct mail_app : typed_server<mail_app, std::string> {
  async::task<> on_request() { co_return; }
};
template <typename T> struct generic_app : server<generic_app<T>> {
  async::task<> on_start() { co_return; }
};

// 4. The primary template demands the signature of its specializations.
template <typename T> async::task<> load(T &) { co_await count(); }
template <> async::task<> load<int>(int &) { co_return; }
template <typename T> async::task<> reset(T &) { co_return; }
template <> async::task<> reset<std::string>(std::string &) { co_await count(); }
template <typename T> struct codec {
  async::task<> flush() { co_await count(); }
};
template <> struct codec<int> {
  async::task<> flush() { co_return; }
};
template <typename T> struct codec<T *> {
  async::task<> flush() { co_return; }
};
template <typename T> struct with_default {
  async::task<> flush() { co_return; }
};
template <> struct with_default<int> {
  async::task<> flush() { co_await count(); }
};

// 5. Overloads, of which one awaits.
async::task<> close(int &) { co_return; }
async::task<> close(std::string &) { co_await count(); }
struct writer {
  async::task<> write(int) { co_return; }
  async::task<> write(std::string text) { co_await save(text); }
  template <typename T> async::task<> put(T) { co_return; }
  async::task<> put(std::string text) { co_await save(text); }
};

// 6. Operators: generic code calls them.
struct job {
  async::task<int> operator()() { co_return 1; }
  async::task<int> operator[](int index) { co_return index; }
  async::task<> operator<<(std::string) { co_return; }
  operator async::task<>() { co_return; }
};
async::task<int> operator|(job, int limit) { co_return limit; }

// 7. Stubs (clippy #15305, #16835: also after other statements).
async::task<int> not_yet(int id) {
  ++id;
  throw std::logic_error("not implemented");
  co_return id;
}
async::task<int> aborts() {
  std::abort();
  co_return 0;
}
[[noreturn]] void not_implemented(const char *what);
async::task<int> by_helper() {
  not_implemented("by_helper");
  co_return 0;
}

// 8. Awaits in all positions.
async::task<int> in_positions(int n) {
  switch (n) {
  case 1:
    co_return co_await count();
  default:
    break;
  }
  co_return 0;
}
async::task<bool> in_logical(bool fast) { co_return fast || co_await count() > 3; }
async::task<int> in_argument() { co_return std::max(co_await count(), 3); }
async::task<int> in_for() {
  for (int i = co_await count(); i > 0; --i)
    if (i == 3)
      co_return i;
  co_return 0;
}
async::task<int> in_try() {
  try {
    co_return co_await count();
  } catch (...) {
    co_return 0;
  }
}
async::task<int> in_binding() {
  struct pair {
    int a, b;
  };
  auto [a, b] = pair{co_await count(), 2};
  co_return a + b;
}
async::task<int> in_init_statement() {
  if (int n = co_await count(); n > 3)
    co_return n;
  co_return 0;
}
async::task<int> in_unreachable_code() {
  co_return 0;
  co_await count();
}

// 9. Awaits in code that this build discards or leaves out, also deep inside.
async::task<int> discarded_else() {
  if constexpr (sizeof(int) > 1)
    co_return 0;
  else
    co_return co_await count();
}
template <typename T> async::task<int> by_type(T value) {
  if constexpr (std::integral<T>)
    co_return value;
  else
    co_return co_await value.count();
}
async::task<int> use_by_type() { co_return co_await by_type(3); }
async::task<int> in_nested_region(int n) {
  if (n > 3) {
#if defined(WITH_CACHE)
    n = co_await cached(n);
#endif
    ++n;
  }
  co_return n;
}
async::task<int> in_if_zero() {
#if 0
  co_await count();
#endif
  co_return 0;
}
async::task<> in_elif() {
#ifdef ON_WINDOWS
  co_await flush_files();
#elifdef ON_MACOS
  co_yield 3;
#endif
  co_return;
}

// 10. Awaits that a macro makes.
#define TRY(expression) (co_await (expression))
#define LOG_AND_WAIT(file)  \
  do {                      \
    co_await save(file);    \
  } while (false)
async::task<int> by_macro() { co_return TRY(count()); }
async::task<> by_statement_macro() { LOG_AND_WAIT("a"); }

// 11. The function is made by a macro, in whole or by its head.
#define HANDLER(name) async::task<int> name(int id)
#define ENDPOINT(name, value) \
  async::task<int> name() { co_return value; }
ENDPOINT(health, 1)
HANDLER(get_user) { co_return id; }

// 12. Types that nobody awaits, and generators (typescript-eslint PR 4125, 8003).
async::fire_and_forget notify(int &n) {
  ++n;
  co_return;
}
template <typename T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(T);
    void return_void();
    void unhandled_exception();
  };
};
generator<int> up_to(int n) {
  for (int i = 0; i < n; ++i)
    co_yield i;
}
generator<int> nothing() { co_return; }

// 13. Plain functions that return tasks (typescript-eslint #1226).
async::task<int> ready() { return async::from_result(1); }
async::task<int> forwards(bool fast) {
  return fast ? async::from_result(1) : count();
}
auto lambda = [](int n) { return async::from_result(n); };

// 14. Another check tells what is wrong: a blocking wait, a dropped task.
async::task<int> blocks() { co_return count().result() + 1; }
async::task<> drops(int n) {
  if (n > 3)
    save("a");
  co_return;
}
async::task<> drops_in_comma(int n) {
  save("a"), ++n;
  co_return;
}
async::task<> drops_variable() {
  auto saving = save("a");
  co_return;
}
async::task<> drops_capture() {
  auto work = [saving = save("a")] {};
  co_return;
}
async::task<> drops_later() {
  async::task<> saving;
  saving = save("a");
  co_return;
}
int load() { return count().result(); }
int load_twice() { return 2 * load(); }
async::task<int> blocks_below() { co_return load_twice(); }
async::task<> drops_in_algorithm(int (&ids)[3]) {
  std::for_each(ids, ids + 3, [](int) { save("a"); });
  co_return;
}

// 15. A lambda whose type somebody else chose.
void install(async::task<> (*work)());
auto returned() {
  return []() -> async::task<> { co_return; };
}
void installs() {
  install([]() -> async::task<> { co_return; });
  async::task<> (*pointer)() = []() -> async::task<> { co_return; };
  auto named = []() -> async::task<int> { co_return 1; };
  auto list = {named};
}
struct handlers {
  async::task<> (*on_start)() = []() -> async::task<> { co_return; };
};
handlers made{.on_start = []() -> async::task<> { co_return; }};

// 16. The parameters choose the promise, and with it the thread that the body
// runs on (concurrencpp's executor_tag).
namespace pool {
struct on_a_worker {};
template <typename T> struct job {
  std::coroutine_handle<> handle;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<> waiting);
  T await_resume();
};
template <typename T, typename First> struct promise {
  job<T> get_return_object();
  First initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void return_value(T value);
  void unhandled_exception();
};
} // namespace pool
template <typename T, typename... Arguments>
struct std::coroutine_traits<pool::job<T>, Arguments...> {
  using promise_type = pool::promise<T, std::suspend_never>;
};
template <typename T, typename... Arguments>
struct std::coroutine_traits<pool::job<T>, pool::on_a_worker, Arguments...> {
  using promise_type = pool::promise<T, std::suspend_always>;
};
pool::job<int> sum(pool::on_a_worker, int a, int b) { co_return a + b; }
template <typename F> pool::job<int> submit(pool::on_a_worker, F f) {
  co_return f();
}
void sums() {
  sum({}, 1, 2).await_ready();
  submit({}, [] { return 1; }).await_ready();
}

// 17. The function of the other platform awaits.
#ifdef ON_WINDOWS
async::task<> flush_log() { co_await save("log"); }
#else
async::task<> flush_log() { co_return; }
#endif

// 18. A tag without a name tells the promise where the frame is made.
struct arena {
  void *take(std::size_t size);
};
async::task<int> sum_in(int a, int b, std::allocator_arg_t, arena &) {
  co_return a + b;
}
async::task<int> use_sum(arena &memory) {
  co_return co_await sum_in(1, 2, std::allocator_arg, memory);
}
