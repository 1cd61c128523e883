// Tasks that somebody awaits, or that are let go on purpose.
#include <async/async.hpp>

#include <coroutine>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
async::value_task<int> cached_count();
void log(std::exception_ptr error);
void keep(async::task<> t);
bool ready();

// 1. Awaited, in all positions.
async::task<int> awaited(order o) {
  co_await save(o);
  co_await (save(o));
  int n = co_await count() + co_await cached_count();
  if (co_await count() > 0)
    co_return n;
  co_return co_await count();
}

// 2. Returned to the caller, who awaits it.
async::task<> returned(order o) { return save(o); }
auto returned_by_lambda = [](order o) { return save(o); };

// 3. Given to somebody: a function, a container, a member, a tuple.
struct server {
  async::task<> last;
  std::vector<async::task<>> all;
  void start(order o) {
    last = save(o);
    all.push_back(save(o));
    keep(save(o));
  }
};

// 4. Let go on purpose, with a handler for its error.
void detached(order o) { async::detach(save(o), log); }

// 5. `(void)` and std::ignore on a hot task are consent (VSTHRD110, MA0134:
// a discard is explicit intent).
void consented(order o) {
  (void)save(o);
  static_cast<void>(save(o));
  std::ignore = save(o);
}

// 6. A variable that is awaited on every path (CS4014 never asked for more).
async::task<int> on_every_path(order o, bool fast) {
  auto saving = save(o);
  auto counting = count();
  if (fast) {
    co_await saving;
    co_return co_await counting;
  }
  co_await async::when_all(saving, counting);
  co_return counting.result();
}

// 7. A variable that is handed on, by value or by reference.
async::task<> handed_on(order o, std::vector<async::task<>> &all) {
  auto first = save(o);
  keep(first);
  auto second = save(o);
  all.push_back(std::move(second));
  auto third = save(o);
  auto &alias = third;
  co_await alias;
}

// 8. Captured by a lambda, which may await it.
std::function<async::task<>()> captured(order o) {
  auto saving = save(o);
  return [saving]() -> async::task<> { co_await saving; };
}
async::task<> captured_by_reference(order o) {
  auto saving = save(o);
  auto wait = [&]() -> async::task<> { co_await saving; };
  co_await wait();
}

// 9. Waited for outside of coroutines: another check's business.
int waited_for() {
  auto counting = count();
  save({}).wait();
  return counting.result();
}

// 10. A `throw` or `return` before the task is made forgets nothing.
async::task<int> early_exit(bool valid) {
  if (!valid)
    throw std::runtime_error("invalid");
  auto counting = count();
  co_return co_await counting;
}

// 11. A path that ends the process loses nothing.
async::task<int> or_abort(bool valid) {
  auto counting = count();
  if (!valid)
    std::abort();
  co_return co_await counting;
}

// 12. Tasks that are done already have nothing to lose.
void nothing_to_lose() {
  async::completed();
  async::from_result(3);
}

// 13. A coroutine type that nobody can await is made to be dropped.
async::fire_and_forget refresh() { co_await count(); }
void on_timer() { refresh(); }

// 14. `co_await` of a task that gives a value: the value may be dropped.
async::task<> value_dropped() { co_await count(); }

// 15. Unevaluated operands run nothing.
using counted = decltype(count());
static_assert(!noexcept(count()));
unsigned size() { return sizeof(count()); }

// 16. A reference to a task that somebody owns.
async::task<> &current();
async::task<> &start_over(order o);
void look() {
  current();
  start_over({});
}

// 17. Assignment is an expression statement that keeps the task.
async::task<> assigned(order o) {
  async::task<> saving = save(o);
  co_await saving;
  saving = save(o);
  co_await saving;
}

// 18. Marked as unused on purpose, or called `_` (an unused `let _` in Rust).
void marked(order o) {
  [[maybe_unused]] auto saving = save(o);
  auto _ = save(o);
}

// 19. Dependent code: what `f()` gives is not known (peers' rule: never in a
// dependent expression).
template <typename F> void call(F f) {
  f();
  auto kept = f();
}
void calls() {
  call([] { return 1; });
}

// 20. Awaited in a loop over all of them.
async::task<> in_a_loop(std::vector<order> orders) {
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o));
  for (auto &one : all)
    co_await one;
}

// 21. A choice between tasks that is awaited.
async::task<> chosen(bool fast, order o) {
  co_await (fast ? save(o) : async::yield());
  auto one = fast ? save(o) : async::yield();
  co_await one;
}

// 22. Awaited under a loop that always runs, or leaves by the await.
async::task<int> polled() {
  auto counting = count();
  while (true) {
    if (ready())
      co_return co_await counting;
    co_await async::yield();
  }
}

// 23. An awaited task of a template's own type.
template <typename T> async::task<T> twice(T value) {
  auto inner = twice(value);
  co_return co_await inner;
}

// 24. A variable in a test's assertion macro.
#define EXPECT_THROW(statement, error) \
  try {                                \
    statement;                         \
  } catch (const error &) {            \
  }
void in_a_test(order o) { EXPECT_THROW(save(o), std::exception); }

// 25. What an await gives leads back to where the coroutine came from, for who
// wants to go there: no coroutine makes it, so no work is in it.
struct way_back {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
struct entered {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  way_back await_resume() noexcept;
};
entered enter(int &strand);
async::task<> tallied(int &strand, int &count) {
  co_await enter(strand);
  ++count;
}
async::task<> tallied_or_left(int &strand, int &count, bool leave) {
  auto back = co_await enter(strand);
  ++count;
  if (leave)
    co_await back;
}

// 26. A value or an error that `co_await` unwraps: there is no work behind it.
struct failure {
  std::exception_ptr why;
};
template <typename T, typename E = std::exception_ptr> class result {
public:
  struct promise_type {
    result *made = nullptr;
    result get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T value);
    void unhandled_exception();
  };
  result();
  result(T value);
  result(failure why);
  bool has_value() const { return held.index() == 0; }
  T value() const;
  auto operator co_await() const {
    struct awaiter {
      const result &from;
      bool await_ready() const noexcept { return from.has_value(); }
      void await_suspend(std::coroutine_handle<> h) noexcept { h.destroy(); }
      T await_resume() const { return from.value(); }
    };
    return awaiter{*this};
  }

private:
  std::variant<T, E> held;
};
result<int> parse(const std::string &text);
result<int *> find(int id);
int read(const std::string &text) {
  auto number = parse(text);
  if (!number.has_value())
    throw 1;
  return number.value();
}
async::task<bool> looked_at(const std::string &text) {
  result<int> number = 3;
  try {
    number = co_await parse(text);
  } catch (...) {
    number = failure{std::current_exception()};
  }
  auto found = find(1);
  parse(text);
  co_return number.has_value() && found.has_value();
}

// 27. A scope has what it is given, and waits for it.
class async_scope {
public:
  async::task<> add(async::task<> work);
  async::task<> join();
};
async::task<> in_a_scope(order o) {
  async_scope scope;
  scope.add(save(o));
  async::task<> second = scope.add(save(o));
  if (ready())
    throw 1;
  co_await second;
  co_await scope.join();
}
