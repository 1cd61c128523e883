// Callables that return a task, handed to somebody who throws it away.
#include <async/async.hpp>

#include <algorithm>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
async::value_task<int> cached_count();
void on_timer(std::function<void()> callback);
void each_order(const std::function<void(order)> &callback);

// 1. A coroutine lambda for a void callback: argument (VSTHRD101).
void argument() {
  on_timer([]() -> async::task<> { // warn: the lambda returns a task, but 'std::function<void()>' throws it away: it runs unobserved and its exception is lost
    co_await count();
  });
  each_order([](order o) -> async::task<> { // warn: but 'std::function<void(...)>' throws it away
    co_await save(o);
  });
}

// 2. Variable, assignment, member, global, return value, default argument
// (no-misused-promises: arguments, variables, properties, returns).
std::function<void()> global = []() -> async::task<> { co_await count(); }; // warn: the lambda returns a task
struct button {
  std::function<void()> clicked = []() -> async::task<> { // warn: the lambda returns a task
    co_await count();
  };
  std::function<void(order)> ordered;
  button() : ordered([](order o) -> async::task<> { co_await save(o); }) {} // warn: the lambda returns a task
};
std::function<void()> variable(button &b) {
  std::function<void()> local = []() -> async::task<> { co_await count(); }; // warn: the lambda returns a task
  std::function<void()> direct([]() -> async::task<> { co_await count(); }); // warn: the lambda returns a task
  std::function<void()> braces{[]() -> async::task<> { co_await count(); }}; // warn: the lambda returns a task
  b.clicked = []() -> async::task<> { co_await count(); }; // warn: the lambda returns a task
  return []() -> async::task<> { co_await count(); }; // warn: the lambda returns a task
}
void by_default(std::function<void()> f = []() -> async::task<> { co_await count(); }); // warn: the lambda returns a task

// 3. A lambda with a name, reported where it begins, once.
void named() {
  auto work = []() -> async::task<> { co_await count(); }; // warn: 'work' returns a task
  std::function<void()> first = work; // note: it is handed over here
  std::function<void()> second = std::move(work);
}

// 4. A plain lambda that returns a task (AsyncFixer06, AsyncFixer #26).
void plain() {
  on_timer([] { return count(); }); // warn: the lambda returns a task
  each_order([](order o) { return save(o); }); // warn: the lambda returns a task
  on_timer([] { return cached_count(); }); // warn: the lambda returns a task
}

// 5. A function by its name, a member function, a functor, another callback.
struct shop {
  async::task<> open();
  void start() {
    on_timer(std::bind(&shop::open, this)); // warn: 'open' returns a task
    on_timer(std::bind_front(&shop::open, this)); // warn: 'open' returns a task
  }
};
struct counting {
  async::task<int> operator()() const { return count(); }
};
void by_name(async::task<> (*pointer)(), std::function<async::task<>()> other) {
  each_order(save); // warn: 'save' returns a task
  each_order(&save); // warn: 'save' returns a task
  on_timer(pointer); // warn: 'pointer' returns a task
  on_timer(other); // warn: 'other' returns a task
  on_timer(counting{}); // warn: 'counting' returns a task
}

// 6. Threads drop what their function returns.
void threads(order o) {
  std::thread first([]() -> async::task<> { co_await count(); }); // warn: but 'std::thread::thread' throws it away
  std::thread second(save, o); // warn: 'save' returns a task, but 'std::thread::thread' throws it away
  std::jthread third([] { return count(); }); // warn: but 'std::jthread::jthread' throws it away
  first.join();
  second.join();
}

// 7. Algorithms that drop what their function returns.
void algorithms(std::vector<order> orders) {
  std::for_each(orders.begin(), orders.end(), [](order o) -> async::task<> { // warn: but 'std::for_each' throws it away
    co_await save(o);
  });
  std::for_each_n(orders.begin(), 2, save); // warn: but 'std::for_each_n' throws it away
  std::ranges::for_each(orders, [](order o) { return save(o); }); // warn: the lambda returns a task
  std::ranges::for_each(orders, save); // warn: 'save' returns a task
}

// 8. Others that do.
void others(std::once_flag &once, std::stop_token token) {
  std::call_once(once, [] { return count(); }); // warn: but 'std::call_once' throws it away
  std::stop_callback stopped(token, []() -> async::task<> { co_await count(); }); // warn: but 'std::stop_callback::stop_callback' throws it away
  std::packaged_task<void()> packaged([] { return count(); }); // warn: but 'std::packaged_task<void()>' throws it away
}

// 9. Inside of containers and optionals of callbacks.
void containers(std::map<std::string, std::function<void()>> &routes) {
  std::vector<std::function<void()>> all{
      []() -> async::task<> { co_await count(); }, // warn: the lambda returns a task
      [] {},
  };
  all.push_back([] { return count(); }); // warn: the lambda returns a task
  all.emplace_back([] { return count(); }); // warn: the lambda returns a task
  routes["/count"] = [] { return count(); }; // warn: the lambda returns a task
  routes.emplace("/all", [] { return count(); }); // warn: the lambda returns a task
  std::optional<std::function<void()>> maybe = [] { return count(); }; // warn: the lambda returns a task
  auto owned = std::make_unique<std::function<void()>>([] { return count(); }); // warn: the lambda returns a task
}

// 10. Designated initializers.
struct handlers {
  std::function<void()> opened;
  std::function<void()> closed;
};
handlers made() {
  return {.opened = [] {}, .closed = [] { return count(); }}; // warn: the lambda returns a task
}

// 11. Generic lambdas, whose task follows from the argument.
void generic() {
  each_order([](auto o) { return save(o); }); // warn: the lambda returns a task
  each_order([](auto o) -> async::task<> { co_await save(o); }); // warn: the lambda returns a task
}

// 12. A branch and a nested lambda.
void nested(bool often) {
  on_timer([often] {
    if (often)
      on_timer([]() -> async::task<> { co_await count(); }); // warn: the lambda returns a task
  });
  on_timer(often ? std::function<void()>([] { return count(); }) // warn: the lambda returns a task
                 : nullptr);
}

// 13. A post to a pool or a context takes a void callback too.
void posts(async::ui_context &ui, async::thread_pool &pool) {
  ui.post([]() -> async::task<> { co_await count(); }); // warn: the lambda returns a task
  pool.post([]() -> async::task<> { co_await count(); }); // warn: the lambda returns a task
}

// 14. In a coroutine as well.
async::task<> in_coroutine(std::vector<order> orders) {
  std::for_each(orders.begin(), orders.end(), [](order o) -> async::task<> { // warn: but 'std::for_each' throws it away
    co_await save(o);
  });
  co_await count();
}

// 15. A lazy task never starts.
struct ASYNC_TASK ASYNC_LAZY lazy {
  struct promise_type;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
lazy later();
void lazily() {
  on_timer([] { return later(); }); // warn: it is lazy, so its work never starts
}

// 16. A handler that does not cover the whole body.
void part_of_it(order o) {
  on_timer([o]() -> async::task<> { // warn: the lambda returns a task
    int n = co_await count();
    try {
      co_await save(order{n});
    } catch (...) {
    }
  });
}
