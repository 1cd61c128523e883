// What peers report and their users do not want, or what they leave out.
#include <async/async.hpp>

#include <coroutine>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
bool ready();

// 1. A returned task is not dropped (vs-threading PR 293), also through a choice,
// a lambda, a comma, a cast.
async::task<> returned(bool fast) {
  if (fast)
    return save("a");
  return fast ? save("b") : async::completed();
}
auto by_lambda = [] { return save("a"); };
auto by_expression = []() -> async::task<> { return (ready(), save("b")); };

// 2. Parentheses around the await (vs-threading #849, typescript-eslint PR 11487).
async::task<> parenthesised() {
  (co_await save("a"));
  (void)co_await count();
  (co_await (count()));
}

// 3. Ready tasks have nothing to lose (vs-threading PR 415).
void already_done() {
  async::completed();
  async::from_result(3);
  async::from_exception(std::make_exception_ptr(3));
  async::value_task<int>::from_result(3);
  true ? async::completed() : async::completed();
}

// 4. Consent, in all spellings (Meziantou #514, MA0134; typescript-eslint PR 796).
void consent(bool changed) {
  (void)save("a");
  static_cast<void>(save("b"));
  void(save("c"));
  std::ignore = count();
  (void)(changed ? save("d") : save("e"));
  (void)std::vector{save("f"), save("g")};
  changed ? (void)save("h") : (void)save("i");
}

// 5. `auto _ = f();` and `[[maybe_unused]]` are an intent, too (clippy's
// let_underscore_future leaves `let _: T` out).
void unused() {
  auto _ = save("a");
  [[maybe_unused]] auto saving = save("b");
  [[maybe_unused]] const auto &counting = count();
}

// 6. A function of the vocabulary takes it over, by call or by type (allow-lists:
// typescript-eslint PR 9186, #11423; Dart's @awaitNotRequired).
class journal {
public:
  ASYNC_DETACHES async::task<> write_later(std::string line);
  ASYNC_CONSUMES void add(async::task<> work);
  ASYNC_CONSUMES async::task<> start(async::task<> work);
};
ASYNC_DETACHES async::task<> log_in_background(std::string line);
void let_go(journal &to) {
  to.write_later("a");
  log_in_background("b");
  to.add(save("c"));
  to.start(save("d"));
  async::detach(save("e"), [](std::exception_ptr) {});
}

// 7. Continuations of an unknown library: the handler may take the error
// (no-floating-promises: `.then` with two arguments, `.catch`).
class hot_task {
public:
  struct promise_type {
    hot_task get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept;
    void unhandled_exception() noexcept;
  };
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();
  template <typename F> hot_task then(F) { return {}; }
  template <typename F> hot_task on_error(F) { return {}; }
};
hot_task send(std::string mail);
void continued() {
  send("a").then([] {});
  send("b").then([] {}).on_error([](std::exception_ptr) {});
  auto sending = send("c");
  sending.then([] {});
}

// 8. Types that cannot be awaited are not looked at (typescript-eslint PR 9263:
// not every thenable).
struct builder {
  builder &then(int step);
  builder finally(int step);
};
void no_tasks(builder of) {
  of.then(1).finally(2);
  std::make_unique<int>(3);
  std::function<async::task<>()>{[] { return save("a"); }};
}

// 9. Unevaluated operands, requirements, assertions at compile time (#30 and
// #6993: nameof).
static_assert(sizeof(save("a")) > 0);
static_assert(noexcept(count()) == false);
using counted = decltype(count());
template <typename T>
concept savable = requires(T to) {
  save(to);
  count();
};
template <typename T>
  requires requires { count(); }
void with_clause(T);

// 10. Assertions and mocks of test frameworks (vs-threading #1620: 600 findings
// in one code base).
#define EXPECT_THROW(statement, error) \
  try {                                \
    statement;                         \
  } catch (const error &) {            \
  }
#define ASSERT_NO_THROW(statement) \
  try {                            \
    statement;                     \
  } catch (...) {                  \
  }
#define REQUIRE_THROWS(expression) \
  do {                             \
    try {                          \
      expression;                  \
    } catch (...) {                \
    }                              \
  } while (false)
void in_tests() {
  EXPECT_THROW(save("a"), std::exception);
  ASSERT_NO_THROW(auto saving = save("b"));
  REQUIRE_THROWS(count());
}

// 11. Dependent code: what is dropped is not known.
template <typename T> void dependent(T of) {
  of.save();
  of();
  save_for(of);
  T::open();
  std::vector<T>{of};
  auto kept = of.save();
  T other = of;
}
auto generic = [](auto f) {
  f();
  auto kept = f();
};

// 12. The value of an await, a chain, a container may be dropped.
async::task<std::vector<int>> numbers();
async::task<> values() {
  co_await count();
  co_await numbers();
  (co_await numbers()).size();
}

// 13. Streams and coroutines that nobody can await.
async::fire_and_forget refresh() { co_await count(); }
void on_timer() {
  refresh();
  [] { return refresh(); }();
}

// 14. A reference that a function hands back is its owner's task.
struct batch {
  async::task<> &current();
  const async::task<> &last() const;
  async::task<> all_[3];
};
void looks(batch &of) {
  of.current();
  of.last();
  of.all_[0];
  of.current() = save("a");
}

// 15. `delete`, `new` and handles are no drop of a task.
void on_heap() {
  auto *saving = new async::task<>(save("a"));
  delete saving;
}

// 16. Statement expressions give their last value on.
async::task<> statement_expression() {
  co_await ({
    ready();
    save("a");
  });
}

// 17. An overloaded comma, a stream of tasks, an assignment to an element.
struct group {
  group &operator,(async::task<> work);
  group &operator<<(async::task<> work);
  async::task<> &operator[](int index);
};
void collected(group to) {
  to, save("a"), save("b");
  to << save("c") << save("d");
  to[3] = save("e");
}

// 18. A local function's task that its caller awaits (Meziantou #598).
async::task<> local_function() {
  auto place = [](std::string file) -> async::task<> { co_await save(file); };
  co_await place("a");
  co_await [] { return save("b"); }();
}

// 19. A test that wants the call to throw, by a function (AsyncFixer06).
template <typename Error, typename F> void assert_throws(F f) {
  try {
    f();
  } catch (const Error &) {
  }
}
void rejects_an_empty_order() {
  assert_throws<std::exception>([] { save({}); });
}

// 20. In a template, a variable that gets its type from parentheses or braces.
template <typename T> async::task<> by_parentheses(T orders) {
  auto first(orders.load());
  auto second{orders.load()};
  auto [third, fourth](orders.load());
  co_await first;
}

// 21. GoogleTest's assertions have their expression under an `if`, and a failed
// ASSERT leaves the test.
bool always_true();
void fail();
#define EXPECT_FAILURE(statement) \
  if (bool caught = always_true()) { \
    try { \
      if (always_true()) { \
        statement; \
      } \
    } catch (const std::exception &) { \
    } \
  } else \
    fail()
#define ASSERT_TRUE(condition) \
  if (bool holds = (condition)) \
    ; \
  else \
    return fail()
void a_test_that_expects_a_failure() {
  auto counting = count();
  EXPECT_FAILURE(counting.result());
}
void a_test_that_may_leave() {
  auto counting = count();
  ASSERT_TRUE(ready());
  counting.wait();
}
