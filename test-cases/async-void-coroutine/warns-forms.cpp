// The many forms in which a callable becomes a void callback.
#include <async/async.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
void on_timer(std::function<void()> callback);

// 1. In a template, on the pattern and once.
template <typename T> struct service {
  void start(T t) {
    std::function<void()> local = []() -> async::task<> { co_await count(); }; // warn: the lambda returns a task
    on_timer([]() -> async::task<> { co_await count(); }); // warn: the lambda returns a task
    on_timer([t]() -> async::task<> { co_await save(t); }); // warn: the lambda returns a task
    std::for_each(&t, &t + 1, [](order o) -> async::task<> { // warn: but 'std::for_each' throws it away
      co_await save(o);
    });
  }
};
template struct service<order>;

// 2. Initializers of all kinds.
void initializers() {
  const std::function<void(order)> &reference = [](order o) { return save(o); }; // warn: the lambda returns a task
  auto functional = std::function<void(order)>{save}; // warn: 'save' returns a task
  auto *allocated = new std::function<void(order)>(save); // warn: 'save' returns a task
  static std::function<void()> once = [] { return count(); }; // warn: the lambda returns a task
  if (std::function<void()> in = [] { return count(); }; in) // warn: the lambda returns a task
    in();
  for (auto &f : std::vector<std::function<void()>>{[] { return count(); }}) // warn: the lambda returns a task
    f();
  auto [first, second] = std::pair<std::function<void()>, int>([] { return count(); }, 1); // warn: the lambda returns a task
  std::function<void()> array[] = {[] { return count(); }, [] {}}; // warn: the lambda returns a task
  std::map<int, std::function<void()>> map{{1, [] { return count(); }}}; // warn: the lambda returns a task
  using callback = std::function<void()>;
  auto captured = [f = callback([] { return count(); })] { f(); }; // warn: the lambda returns a task
  delete allocated;
}

// 3. Wrappers around the callable.
void wrappers() {
  auto bound = std::bind_front(save, order{}); // warn: 'save' returns a task
  std::function<void()> first = bound; // note: it is handed over here
  auto work = [] { return count(); }; // warn: 'work' returns a task
  std::function<void()> second = std::ref(work);
}

// 4. Assignments.
void assignments(std::optional<std::function<void()>> &maybe) {
  maybe = [] { return count(); }; // warn: the lambda returns a task
  maybe.emplace([] { return count(); }); // warn: the lambda returns a task
}

// 5. In a local class, and with more words on the lambda.
void words() {
  struct inner {
    void start() {
      on_timer([] { return count(); }); // warn: the lambda returns a task
    }
  };
  inner().start();
  int n = 0;
  on_timer([&]() mutable noexcept { return ++n, count(); }); // warn: the lambda returns a task
  on_timer({[] { return count(); }}); // warn: the lambda returns a task
  on_timer(static_cast<std::function<void()>>([] { return count(); })); // warn: the lambda returns a task
}

// 6. A loop inside of the lambda is no handler, and a handler that throws on is
// none either.
void handlers(std::vector<order> orders) {
  on_timer([orders]() -> async::task<> { // warn: the lambda returns a task
    for (const order &each : orders)
      co_await save(each);
  });
  on_timer([]() -> async::task<> { // warn: the lambda returns a task
    try {
      co_await count();
    } catch (...) {
      throw;
    }
  });
}
