// Functions that keep a lambda coroutine as long as its task, or that may.
#include <async/async.hpp>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

async::task<> save(int id);
void log(const std::string &text);
void log_failure(std::exception_ptr error);
void declared_only(std::function<async::task<>()> work);

// 1. A coroutine keeps its parameters (folly's co_invoke, seastar's
// coroutine::lambda; folly's NOLINTs of return-captures-local-var).
template <typename F> async::task<> co_invoke(F work) { co_await work(); }
async::task<> kept_by_a_coroutine(std::string name) {
  return co_invoke([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}

// 2. The callee has the callable, and calls it when it likes.
class timer {
public:
  void every_second(std::function<async::task<>()> work) {
    work_ = std::move(work);
  }
  async::task<> ring() { return work_(); }

private:
  std::function<async::task<>()> work_;
};
void on_a_timer(timer &one, std::string name) {
  one.every_second([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}

// 3. Nobody sees what it does.
void not_seen(std::string name) {
  declared_only([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}

// 4. It waits for the task.
template <typename F> void run_and_wait(F work) { work().wait(); }
template <typename F> void run_to_the_end(const F &work) {
  auto running = work();
  running.wait();
}
void waited_for(std::string name) {
  run_and_wait([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  run_to_the_end([&name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}

// 5. The callee returns the task, which is awaited in the same full expression.
template <typename F> auto call(const F &work) { return work(); }
async::task<> called_and_awaited(std::string name) {
  co_await call([&name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  co_await async::when_all(save(2), call([&name]() -> async::task<> {
    co_await save(1);
    log(name);
  }));
}

// 6. A thread, a context and an algorithm, and nothing captured is used after
// the first await.
void used_before(async::ui_context &ui, std::string name) {
  std::thread worker([name]() -> async::task<> {
    log(name);
    co_await save(1);
  });
  worker.join();
  ui.post([name]() -> async::fire_and_forget {
    const std::string mine = name;
    co_await save(1);
    log(mine);
  });
}

// 7. A thread that blocks until the task is done.
void on_a_thread(std::string name) {
  std::thread worker([&name] {
    [&name]() -> async::task<> {
      co_await save(1);
      log(name);
    }().wait();
  });
  worker.join();
}

// 8. A callback that stays as long as it is registered.
void registered(std::stop_token token, std::string name) {
  std::stop_callback on_stop(token, [name]() -> async::fire_and_forget {
    co_await save(1);
    log(name);
  });
}

// 9. What async::run's lambda refers to lives until the await.
async::task<> offloaded(std::string name) {
  co_await async::run([&name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  auto running = async::run([&name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  co_await running;
  co_await async::parallel_for_each(std::vector{1, 2}, 2,
                                    [&name](int id) -> async::task<> {
                                      co_await save(id);
                                      log(name);
                                    });
}

// 10. A reference to what the caller owns, or to a global.
std::string title;
async::task<> of_the_caller(std::string &name) {
  return async::run([&name]() -> async::task<> {
    co_await save(1);
    log(name);
    log(title);
  });
}

// 11. The callee starts it by a coroutine of its own.
template <typename F> void start(F work) {
  async::detach(co_invoke(std::move(work)), log_failure);
}
void started(std::string name) {
  start([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}

// 12. It is called in the callee only to be awaited there.
template <typename F> async::task<> twice(F work) {
  co_await work();
  auto again = work();
  co_await again;
}
async::task<> done_twice(std::string name) {
  auto doing = twice([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  co_await doing;
}

// 13. A context that runs until the lambda's task is done.
int runs_until(std::string name) {
  async::ui_context ui;
  ui.run_until([&name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  return ui.run_until([name]() -> async::task<int> {
    co_await save(1);
    co_return static_cast<int>(name.size());
  });
}

// 14. A coroutine has the lambda in its frame, and is awaited before what that
// refers to is gone; or it refers to what the caller has.
template <typename F> async::task<> repeat(F work) {
  for (int times = 0; times < 2; ++times)
    co_await work();
}
template <typename F> async::fire_and_forget go(F work) { co_await work(); }
async::task<> repeated(std::string name) {
  co_await repeat([&]() -> async::task<> {
    co_await save(1);
    log(name);
  });
  auto repeating = repeat([&]() -> async::task<> {
    co_await save(2);
    log(name);
  });
  co_await repeating;
}
async::task<> of_the_caller(const std::string &name) {
  return repeat([&]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}
void in_time(std::string name) {
  go([&]() -> async::task<> {
    log(name);
    co_await save(1);
  });
}

// 15. A captured callable that is a parameter or a copy by then, that gives no
// task, or that has nothing to end with it.
void calls_no_capture(std::function<async::task<>()> work,
                      std::function<int()> count, async::task<> (*plain)()) {
  [](std::function<async::task<>()> work) -> async::fire_and_forget {
    co_await work();
  }(work);
  [work]() -> async::fire_and_forget {
    auto mine = work;
    co_await mine();
  }();
  [count]() -> async::fire_and_forget {
    const int id = count();
    co_await save(id);
  }();
  [plain]() -> async::fire_and_forget { co_await plain(); }();
}
async::task<> awaits_a_capture(std::function<async::task<>()> work) {
  co_await [work]() -> async::task<> { co_await work(); }();
}

// 16. An algorithm of std whose lambda uses nothing captured late, or captures
// nothing; a view keeps what it is given.
async::task<> transformed(std::vector<int> ids, std::string name) {
  std::vector<async::task<>> all;
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), [](int id) -> async::task<> { co_await save(id); });
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), [name](int id) -> async::task<> {
    log(name);
    co_await save(id);
  });
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), [name](int id) { return save(id + int(name.size())); });
  const auto saved = [name](int id) -> async::task<> {
    co_await save(id);
    log(name);
  };
  std::transform(ids.begin(), ids.end(), std::back_inserter(all), std::ref(saved));
  co_await async::when_all(std::move(all));
}

// 17. A callee that passes it on perfectly, to be awaited.
template <typename F> async::task<> start_perfectly(F &&work) {
  return std::forward<F>(work)();
}
async::task<> starts_perfectly(std::string name) {
  co_await start_perfectly([name]() -> async::task<> {
    co_await save(1);
    log(name);
  });
}

// 18. A function that is named for it, but waits; or gets what owns itself.
class pool {
public:
  void spawn_and_wait(async::task<> work) { work.wait(); }
  void spawn(async::task<> work);
};
void spawned(pool &p, std::string name) {
  p.spawn_and_wait([name]() -> async::task<> {
    co_await save(1);
    log(name);
  }());
  p.spawn([](std::string name) -> async::task<> {
    co_await save(1);
    log(name);
  }(name));
}

// 19. A lambda in a lambda, which is awaited before both end.
async::task<> nested(std::vector<int> ids, std::string name) {
  co_await async::parallel_for_each(ids, 2, [&name](int id) -> async::task<> {
    co_await [id, &name]() -> async::task<> {
      co_await save(id);
      log(name);
    }();
  });
}

// 20. std::invoke, awaited at once.
async::task<> invoked(std::string name) {
  co_await std::invoke([name](int id) -> async::task<> {
    co_await save(id);
    log(name);
  }, 1);
}
