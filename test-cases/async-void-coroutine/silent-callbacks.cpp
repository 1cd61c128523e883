// Callables whose task is taken, or that return none.
#include <async/async.hpp>

#include <algorithm>
#include <exception>
#include <functional>
#include <future>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
void log(const char *text);
void on_timer(std::function<void()> callback);

// 1. Callbacks that return the task, which their caller awaits.
void on_tick(std::function<async::task<>()> callback);
void on_order(const std::function<async::task<>(order)> &callback);
void takes_tasks() {
  on_tick([]() -> async::task<> { co_await count(); });
  on_order([](order o) { return save(o); });
  on_order(save);
}

// 2. Callbacks that return nothing: the task is detached, dropped on purpose,
// or waited for in the lambda (explicit intent is sacred).
void returns_nothing(order o) {
  on_timer([] { log("tick"); });
  on_timer([o] { async::detach(save(o), [](std::exception_ptr) {}); });
  on_timer([o] { (void)save(o); });
  on_timer([o]() -> void { save(o).wait(); });
  on_timer([o] {
    auto saving = save(o);
    saving.wait();
  });
}

// 3. A thin shell: one awaited call and a handler around it.
void thin(order o) {
  on_timer([o]() -> async::task<> {
    try {
      co_await save(o);
    } catch (const std::exception &error) {
      log(error.what());
    }
  });
}

// 4. A task that is done has nothing to lose.
void ready() {
  on_timer([] { return async::completed(); });
  on_timer([] { return async::from_result(3); });
}

// 5. The callee has an overload for callables that return a task, in any order
// (typescript-eslint PR 4620), and in a class.
void schedule(std::function<void()> callback, int priority);
void schedule(std::function<async::task<>()> callback);
void schedule_at(std::function<async::task<>()> callback);
void schedule_at(int when, std::function<void()> callback);
template <typename F> void whenever(F callback);
void whenever(int when, std::function<void()> callback);
class job_queue {
public:
  explicit job_queue(std::function<void()> first, int workers);
  explicit job_queue(std::function<async::task<>()> first);
  void add(std::function<void()> job, int priority);
  void add(async::task<> (*job)());
};
void overloads() {
  schedule([] { return count(); }, 1);
  schedule_at(5, []() -> async::task<> { co_await count(); });
  whenever(5, []() -> async::task<> { co_await count(); });
  job_queue queue([] { return count(); }, 2);
  queue.add([] { return count(); }, 1);
}

// 6. Functions that take callables for tasks: run, run_until, std::async.
int runs(async::ui_context &ui) {
  auto running = async::run([] { return count(); });
  auto asked = std::async([] { return count(); });
  asked.get().wait();
  return ui.run_until([]() -> async::task<int> { co_return co_await count(); });
}

// 7. Functions with a role: they take tasks over, let them go, connect them.
ASYNC_CONSUMES void start(std::function<void()> work);
ASYNC_DETACHES void forget(std::function<void()> work);
ASYNC_CONNECTS void connect(std::function<void()> handler);
void roles() {
  start([]() -> async::task<> { co_await count(); });
  forget([] { return count(); });
  connect([] { return count(); });
}

// 8. An event's handler by its parameters (AsyncFixer #39).
struct ASYNC_EVENT event_args {};
struct click : event_args {};
struct button {
  std::function<void(const click &)> clicked;
};
void handlers(button &b) {
  b.clicked = [](const click &) -> async::task<> { co_await count(); };
  b.clicked = [](const event_args &) { return count(); };
}

// 9. Templates that may use what the callable returns.
template <typename F> void apply(F f) { async::detach(f(order{}), [](auto) {}); }
void unknown_templates() {
  apply([](order) -> async::task<> { co_await count(); });
  apply(save);
}

// 10. Algorithms that keep what the callable returns.
async::task<> kept(std::vector<order> orders) {
  std::vector<async::task<>> all;
  std::transform(orders.begin(), orders.end(), std::back_inserter(all),
                 [](order o) { return save(o); });
  co_await async::when_all(all);
}

// 11. What is handed to a thread's function is not called by the thread.
void with_argument(std::function<async::task<>()> work) {
  std::thread worker([](std::function<async::task<>()> f) { f().wait(); },
                     work);
  std::thread other([](auto f) { f().wait(); }, [] { return count(); });
  worker.join();
  other.join();
}

// 12. A projection or predicate beside the callable is another matter.
void projection(std::vector<order> orders) {
  std::ranges::for_each(
      orders, [](int id) { log(std::to_string(id).c_str()); }, &order::id);
}

// 13. Assertions of test frameworks (VSTHRD #1620: Assert.That; AsyncFixer06:
// methods named *Throws*).
void assert_throws(std::function<void()> statement);
void expect(std::function<void()> statement);
#define EXPECT_NO_THROW(statement) expect(statement)
void in_a_test() {
  assert_throws([] { return count(); });
  EXPECT_NO_THROW([] { return count(); });
}

// 14. A variant that could hold either (typescript-eslint PR 8534, 11706: union
// types).
using either = std::variant<std::function<void(int)>,
                            std::function<async::task<>(order)>>;
either one_of_two() {
  return [](order o) { return save(o); };
}

// 15. Copies and moves of callbacks.
void copies(std::function<void()> callback) {
  std::function<void()> copy = callback;
  std::function<void()> moved = std::move(callback);
  std::vector<std::function<void()>> all{copy, moved};
  all.push_back(copy);
  on_timer(copy);
  on_timer(nullptr);
  on_timer({});
}

// 16. A callable that returns something else than a task.
void others() {
  on_timer([] { return 1; });
  on_timer([] { return std::string("done"); });
  on_timer([] { return std::async([] {}); });
}

// 17. A lambda that takes no part: awaited, returned, called.
async::task<> called() {
  auto work = []() -> async::task<> { co_await count(); };
  co_await work();
  co_await [] { return count(); }();
}
auto returned() {
  return [](order o) { return save(o); };
}

// 18. Unevaluated operands convert nothing.
using converted = decltype(std::function<void()>([] { return count(); }));
static_assert(sizeof(std::function<void()>([] { return count(); })) > 0);

// 19. Dependent code: what the callable returns is not known.
template <typename Work> void later(Work work) {
  std::function<void()> callback = work;
  on_timer([work] { return work(); });
}

// 20. A macro.
#define ON_TIMER(callable) on_timer(callable)
void macro() {
  ON_TIMER([] { return count(); });
}

// 21. A type of one's own that may await what it holds.
template <typename Signature> class awaiting_callback;
template <> class awaiting_callback<void()> {
public:
  template <typename F> awaiting_callback(F f) { f().wait(); }
};
void own_type() {
  awaiting_callback<void()> callback = [] { return count(); };
}
