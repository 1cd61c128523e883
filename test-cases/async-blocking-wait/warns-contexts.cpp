// What runs on a context's thread, and how it gets there.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
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
void show(const user &u);
void log_failure(std::exception_ptr error);

// 1. A member function that is bound to its object.
struct order_window {
  int id = 0;
  void click() {
    show(get_user(id).result()); // warn: 'result' blocks the context's thread until 'get_user' is done
  }
  void key(int code) {
    show(get_user(code).result()); // warn: 'result' blocks the context's thread until 'get_user' is done
  }
  void close() {
    save({}).wait(); // warn: 'wait' blocks the context's thread until 'save' is done
  }
  void install(async::ui_context &ui) {
    ui.post(std::bind(&order_window::click, this));         // note: 'post' runs 'click' on a context's thread
    ui.post(std::bind_front(&order_window::key, this, 13)); // note: 'post' runs 'key' on a context's thread
    auto closing = std::bind(&order_window::close, this);
    ui.post(closing); // note: 'post' runs 'close' on a context's thread
  }
};

// 2. A free function and a lambda that are bound to arguments.
void open_order(int id) {
  show(get_user(id).result()); // warn: 'result' blocks the context's thread
}
void bind_others(async::ui_context &ui) {
  ui.post(std::bind(open_order, 1));
  ui.post(std::bind([](int id) { show(get_user(id).result()); }, 2)); // warn: 'result' blocks the context's thread
}

// 3. An object with a call operator: made in place, named, made by constructor.
struct refresh {
  int id;
  void operator()() const {
    show(get_user(id).result()); // warn: 'result' blocks the context's thread until 'get_user' is done
  }
};
struct reload {
  int id;
  void operator()() const {
    show(get_user(id).result()); // warn: 'result' blocks the context's thread
  }
};
class rename_user {
public:
  explicit rename_user(std::string name) : name_(std::move(name)) {}
  void operator()() {
    save({name_}).wait(); // warn: 'wait' blocks the context's thread
  }

private:
  std::string name_;
};
void post_objects(async::ui_context &ui) {
  ui.post(refresh{1});
  const reload again{2};
  ui.post(again);
  ui.post(rename_user("ada"));
}

// 4. A template that posts its parameter.
template <typename F> void on_ui(async::ui_context &ui, F f) {
  ui.post(std::move(f));
}
void call_on_ui(async::ui_context &ui) {
  on_ui(ui, [] { // note: 'on_ui' runs the lambda on a context's thread
    show(get_user(1).result()); // warn: 'result' blocks the context's thread
  });
}

// 5. One that forwards it into a lambda.
template <typename F> void later(async::ui_context &ui, F &&f) {
  ui.post([f = std::forward<F>(f)]() mutable { f(); });
}
void call_later(async::ui_context &ui) {
  later(ui, [] { save({}).wait(); }); // warn: 'wait' blocks the context's thread
}

// 6. A parameter of type std::function, also over two functions.
void dispatch(async::ui_context &ui, std::function<void()> f) { ui.post(std::move(f)); }
void dispatch_logged(async::ui_context &ui, const std::function<void()> &f) {
  dispatch(ui, [f] { std::invoke(f); });
}
void call_dispatch(async::ui_context &ui) {
  dispatch(ui, [] { save({}).wait(); });        // warn: 'wait' blocks the context's thread
  dispatch_logged(ui, [] { save({}).wait(); }); // warn: 'wait' blocks the context's thread
}

// 7. A lambda that posts its parameter.
void call_local(async::ui_context &ui) {
  auto post = [&](auto f) { ui.post(f); };
  post([] { save({}).wait(); }); // warn: 'wait' blocks the context's thread
}

// 8. A lambda under a name, in a std::function, chosen by a condition.
void names(async::ui_context &ui, bool quick) {
  auto once = [] { save({}).wait(); }; // warn: 'wait' blocks the context's thread
  ui.post(once);
  std::function<void()> kept = [] { save({}).wait(); }; // warn: 'wait' blocks the context's thread
  ui.post(kept);
  ui.post(std::function<void()>([] { save({}).wait(); })); // warn: 'wait' blocks the context's thread
  auto slow = [] { save({"slow"}).wait(); };  // warn: 'wait' blocks the context's thread
  auto fast = [] { save({"quick"}).wait(); }; // warn: 'wait' blocks the context's thread
  if (quick)
    ui.post(fast);
  else
    ui.post(slow);
}

// 9. What the context's virtual functions say holds for overriders.
struct view {
  virtual ~view() = default;
  ASYNC_CONTEXT_THREAD virtual void on_key(int code);
};
struct order_view : view {
  void on_key(int code) override { // note: 'on_key' runs on a context's thread
    show(get_user(code).result()); // warn: 'result' blocks the context's thread
  }
};
struct small_order_view : order_view {
  void on_key(int code) final {
    show(get_user(code + 1).result()); // warn: 'result' blocks the context's thread
  }
};

// 10. A coroutine that a context runs: awaiting is the fix, the notes tell why.
async::task<int> read_count() {
  co_await async::delay(10ms); // note: this await resumes on the blocked thread
  co_return 1;
}
async::task<int> shown_count() {
  co_return read_count().result(); // warn: 'result' blocks the thread that runs the coroutine 'shown_count' until 'read_count' is done; 'co_await' it instead
}
void start(async::ui_context &ui) {
  ui.post([] {                                  // note: 'post' runs the lambda on a context's thread
    async::detach(shown_count(), log_failure); // note: 'shown_count' is called here
  });
}

// 11. A helper that calls what it is given (detekt SleepInsteadOfDelay: inlined
// lambdas count).
template <typename F> auto retry(int times, F f) {
  while (--times > 0)
    f();
  return f();
}
ASYNC_CONTEXT_THREAD void on_retry() {
  retry(3, [] { return count().result(); }); // warn: 'result' blocks the context's thread
}

// 12. An algorithm of the standard library.
ASYNC_CONTEXT_THREAD void on_all(std::vector<int> ids) {
  std::for_each(ids.begin(), ids.end(), [](int id) {
    show(get_user(id).result()); // warn: 'result' blocks the context's thread
  });
}

// 13. The context's own function that begins with a callable.
void run_loop(async::ui_context &ui) {
  ui.run_until([]() -> async::task<> {
    save({}).wait(); // warn: 'wait' blocks the thread that runs this coroutine until 'save' is done
    co_return;
  });
}

// 14. A configured await on the way that awaits a task which is not configured.
async::task<int> inner() {
  co_await async::delay(10ms); // note: this await resumes on the blocked thread
  co_return 1;
}
async::task<int> outer() { co_return co_await inner().configure_await(false); }
ASYNC_CONTEXT_THREAD void on_inner() {
  outer().result(); // warn: 'result' blocks the context's thread until 'outer' is done, which needs this thread to continue: a deadlock
}

// 15. An operator and a static member function on the way.
struct total {
  static int load() {
    return count().result(); // warn: 'result' blocks the context's thread
  }
  int operator+(int more) const { return load() + more; } // note: 'load' is called here
};
ASYNC_CONTEXT_THREAD void on_total(total t) { t + 1; } // note: 'operator+' is called here

// 16. Joining a thread and getting a future block the context as well.
ASYNC_CONTEXT_THREAD void on_thread(std::future<int> &legacy) {
  std::thread worker([] {});
  worker.join(); // warn: 'join' blocks the context's thread until 'worker' is done; do not wait here
  legacy.get();  // warn: 'get' blocks the context's thread until 'legacy' is done; do not wait here
}

// 17. A function template of this file is followed by its pattern.
template <typename T> user load_any(T id) {
  return get_user(static_cast<int>(id)).result(); // warn: 'result' blocks the context's thread
}
ASYNC_CONTEXT_THREAD void on_any() { show(load_any(3L)); }

// 18. Nested posts begin again.
void nested(async::ui_context &ui) {
  ui.post([&ui] {
    ui.post([] { save({}).wait(); }); // warn: 'wait' blocks the context's thread
  });
}
