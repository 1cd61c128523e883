// Functions that call a lambda coroutine, and do not keep it as long as its
// task.
#include <async/async.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <thread>
#include <utility>
#include <vector>

async::task<> save(int id);
void log(const std::string &text);
void log_failure(std::exception_ptr error);

// 1. A thread's copy of the lambda dies when the thread's function returns.
void on_a_thread(std::string name) {
  std::thread worker([name]() -> async::task<> { // warn: the lambda dies when 'thread' has called it, but its coroutine uses the captured 'name' after that
    co_await save(1);
    log(name); // note: 'name' is used here after that
  });
  worker.join();
}

// 2. A context calls it once.
void posted(async::ui_context &ui, std::string name) {
  ui.post([name]() -> async::task<> { // warn: the lambda dies when 'post' has called it
    co_await save(1);
    log(name);
  });
  ui.post([name]() -> async::fire_and_forget { // warn: the lambda dies when 'post' has called it
    co_await save(1);
    log(name);
  });
}

// 3. An algorithm drops the tasks, and then the lambda.
void by_an_algorithm(const std::vector<int> &ids, std::string name) {
  std::for_each(ids.begin(), ids.end(), [name](int id) -> async::task<> { // warn: the lambda dies when 'for_each' has called it
    co_await save(id);
    log(name);
  });
}

// 4. A function of one's own, which keeps only the task.
template <typename F> void start(F work) {
  async::detach(work(), log_failure);
}
void started(std::string name) {
  start([name]() -> async::task<> { // warn: the lambda dies when 'start' has called it
    co_await save(1);
    log(name);
  });
}

// 5. It is called by reference, or as a std::function.
template <typename F> void start_by_reference(F &&work) {
  async::detach(std::forward<F>(work)(), log_failure);
}
template <typename F> void start_by_name(const F &work, int id) {
  async::detach(work(id), log_failure);
}
void start_function(std::function<async::task<>()> work) {
  async::detach(work(), log_failure);
}
void started_otherwise(std::string name) {
  start_by_name( // the lambda is a temporary of this statement
      [name](int id) -> async::task<> { // warn: the lambda dies when 'start_by_name' has called it
        co_await save(id);
        log(name);
      },
      1);
  start_function([name]() -> async::task<> { // warn: the lambda dies when 'start_function' has called it
    co_await save(1);
    log(name);
  });
}

// 6. Kept in a member of the callee's object.
class server {
public:
  template <typename F> void add(F work) { running_.push_back(work()); }

private:
  std::vector<async::task<>> running_;
};
void added(server &all, std::string name) {
  all.add([name]() -> async::task<> { // warn: the lambda dies when 'add' has called it
    co_await save(1);
    log(name);
  });
}

// 7. The callee returns the task, and the caller keeps it.
template <typename F> auto call(const F &work) { return work(); }
async::task<> called(std::string name) {
  auto saving = call([name]() -> async::task<> { // warn: the lambda dies when 'call' has called it
    co_await save(1);
    log(name);
  });
  co_await saving;
}

// 8. async::run keeps the lambda, but not the local that it refers to.
async::task<> offloaded(std::string name) {
  return async::run([&name]() -> async::task<> { // warn: the lambda's coroutine uses 'name', captured by reference, when it may be gone; capture a copy or an owner
    co_await save(1);
    log(name); // note: 'name' is used here after that
  });
}
void let_go(std::string name) {
  async::detach(async::run([&]() -> async::task<> { // warn: uses 'name', captured by reference, when it may be gone
    co_await save(1);
    log(name);
  }), log_failure);
}

// 9. A coroutine keeps the lambda in its frame, but not what that refers to.
template <typename F> async::task<> repeat(F work) {
  for (int times = 0; times < 2; ++times)
    co_await work();
}
template <typename F> async::fire_and_forget go(F work) { co_await work(); }
async::task<> repeated(std::string name) {
  return repeat([&name]() -> async::task<> { // warn: the lambda's coroutine uses 'name', captured by reference, when it may be gone
    co_await save(1);
    log(name);
  });
}
void gone(std::string name) {
  go([&]() -> async::task<> { // warn: the lambda's coroutine uses 'name', captured by reference
    co_await save(1);
    log(name);
  });
}

// 10. A captured callable ends with the closure, while its coroutine waits.
void calls_a_capture(std::function<async::task<>()> work) {
  [work]() -> async::fire_and_forget { // warn: uses the captured 'work'
    co_await work();
  }();
}
template <typename F> void run_in_background(F &&work) {
  [work = std::forward<F>(work)]() -> async::fire_and_forget { // warn: uses the captured 'work'
    co_await work();
  }();
}
template <typename F> void run_later(F work) {
  auto run = [work](int id) mutable -> async::fire_and_forget { // warn: the lambda dies with 'run'
    co_await std::invoke(work, id);
  };
  run(1);
}

// 11. Algorithms of std keep the tasks that a lambda makes, not the lambda.
async::task<> transformed(std::vector<int> ids, std::string name) {
  std::vector<async::task<>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), [name](int id) -> async::task<> { // warn: the lambda dies when 'transform' has called it, but its coroutine uses the captured 'name' after that
    co_await save(id);
    log(name);
  });
  std::ranges::transform(ids, std::back_inserter(all), [&](int id) -> async::task<> { // warn: the lambda dies when
    co_await save(id);
    log(name);
  });
  co_await async::when_all(std::move(all));
}

// 12. A callee that passes it on perfectly, and lets its task run.
template <typename F> void start_perfectly(F &&work) {
  async::detach(std::forward<F>(work)(), log_failure);
}
void starts_perfectly(std::string name) {
  start_perfectly([name]() -> async::task<> { // warn: the lambda dies when 'start_perfectly' has called it
    co_await save(1);
    log(name);
  });
}

// 13. A function that is named for it gets the task.
class pool {
public:
  void spawn(async::task<> work);
};
void spawned(pool &p, std::string name) {
  p.spawn([name]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(1);
    log(name);
  }());
}

// 14. A lambda in a lambda, whose task goes to what is outside of both.
async::task<> nested(std::vector<int> ids, std::string name) {
  std::vector<async::task<>> all;
  std::for_each(ids.begin(), ids.end(), [&all, &name](int id) {
    all.push_back([id, &name]() -> async::task<> { // warn: the lambda dies at the end of this statement
      co_await save(id);
      log(name);
    }());
  });
  co_await async::when_all(std::move(all));
}

// 15. std::invoke calls it where it stands.
async::task<> invoked(std::string name) {
  auto saving = std::invoke([name](int id) -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(id);
    log(name);
  }, 1);
  co_await saving;
}
