// Near contexts, but not on their threads.
#include <async/async.hpp>

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

// 1. Bound and never posted.
struct order_window {
  void click() { show(get_user(1).result()); }
  std::function<void()> clicker() { return std::bind(&order_window::click, this); }
};

// 2. Posted to the pool.
struct mail_window {
  void refresh() { show(get_user(1).result()); }
  void install() { async::detach(async::run(std::bind(&mail_window::refresh, this)), log_failure); }
};

// 3. A template that posts its parameter to one or the other: the caller knows.
template <typename F> void run_on(async::ui_context &ui, bool here, F f) {
  if (here)
    ui.post(f);
  else
    async::detach(async::run(f), log_failure);
}
void call_run_on(async::ui_context &ui) {
  run_on(ui, false, [] { save({}).wait(); });
}

// 4. A template that keeps its parameter.
template <typename F> void keep(std::vector<std::function<void()>> &all, F f) { all.push_back(std::move(f)); }
void call_keep(std::vector<std::function<void()>> &all) {
  keep(all, [] { save({}).wait(); });
}

// 5. A member of the same name in a class that posts nothing.
struct letters {
  template <typename F> void post(F f) { f(); }
};
void call_letters(letters &mail) {
  mail.post([] { save({}).wait(); });
}

// 6. An object with two call operators: which one runs is not known.
struct either {
  void operator()() const;
  void operator()(int id) const { show(get_user(id).result()); }
};
void post_either(async::ui_context &ui) { ui.post(either()); }

// 7. An argument that is bound is no callable.
int blocking_count() { return count().result(); }
void bound_argument(async::ui_context &ui) {
  ui.post(std::bind([](int (*)()) {}, blocking_count));
}

// 8. Posted from a lambda that goes to the pool: only the inner one is on the
// context.
void back_and_forth(async::ui_context &ui) {
  async::detach(async::run([&ui] {
                  const user u = get_user(1).result();
                  ui.post([u] { show(u); });
                }),
                log_failure);
}

// 9. The task was complete when the lambda captured it.
async::task<> show_when_loaded(async::ui_context &ui) {
  auto loading = get_user(1);
  co_await loading;
  ui.post([loading] { show(loading.result()); });
  ui.post([done = loading] { show(done.result()); });
  ui.post([done = std::move(loading)] { show(done.result()); });
}

// 10. The continuation's own task has ended (VSTHRD002 #217).
template <typename F> void then(async::ui_context &ui, async::task<int> after, F f) {
  ui.post([after, f] { f(after); });
}
void call_then(async::ui_context &ui) {
  then(ui, count(), [](async::task<int> done) { return done.result(); });
}

// 11. After the last await that does not come back, in what it calls too.
int on_the_pool() { return count().result(); }
async::task<int> leaves() {
  co_await async::delay(1ms).configure_await(false);
  co_return 1;
}
ASYNC_CONTEXT_THREAD async::fire_and_forget on_leave() { co_await leaves(); }

// 12. A thread of its own, and std::async.
ASYNC_CONTEXT_THREAD void on_start(std::vector<std::thread> &all, std::vector<std::future<int>> &futures) {
  all.emplace_back(std::thread([] { save({}).wait(); }));
  futures.push_back(std::async(std::launch::async, [] { return count().result(); }));
}

// 13. Starting a task is not waiting for it.
ASYNC_CONTEXT_THREAD void on_click() {
  async::detach(save({}), log_failure);
  auto loading = get_user(1);
  async::detach(std::move(loading), log_failure);
}

// 14. Looking without waiting.
ASYNC_CONTEXT_THREAD void on_tick(async::task<user> &loading) {
  if (loading.done())
    show(loading.result());
  if (loading.wait_for(0s))
    show(loading.result());
}

// 15. An overload that is not the one which is posted.
void work(int id) { show(get_user(id).result()); }
void work();
void post_work(async::ui_context &ui) { ui.post(static_cast<void (*)()>(work)); }

// 16. A virtual function that says nothing of itself.
struct view {
  virtual ~view() = default;
  virtual void on_key(int code);
};
struct order_view : view {
  void on_key(int code) override { show(get_user(code).result()); }
};

// 17. A local class's function and a lambda that nobody calls.
ASYNC_CONTEXT_THREAD void on_nothing() {
  struct local {
    static int load() { return count().result(); }
  };
  auto never = [] { return count().result(); };
  static_cast<void>(sizeof(never()));
}

// 18. The thread that runs the context's loop is joined after the loop's end.
async::task<> end_of(async::ui_context &ui) {
  std::thread loop([&ui] { ui.run(); });
  std::thread other(&async::ui_context::run, &ui);
  co_await async::yield();
  ui.stop();
  loop.join();
  other.join();
}

// 19. An initializer outside of functions runs before there is any context.
const int at_start = count().result();
auto on_demand = [] { return count().result(); };

// 20. A helper that is a coroutine may have left before it calls.
template <typename F> async::task<int> on_pool(F f) {
  co_await async::yield();
  co_return f();
}
ASYNC_CONTEXT_THREAD void on_helper() {
  async::detach(on_pool([] { return count().result(); }), [](std::exception_ptr) {});
}

// 21. Waiting for something else is another matter than waiting for a task.
struct lamp {
  void wait();
  int result();
};
ASYNC_CONTEXT_THREAD void on_lamp(lamp l) {
  l.wait();
  l.result();
  std::this_thread::sleep_for(1ms);
}
