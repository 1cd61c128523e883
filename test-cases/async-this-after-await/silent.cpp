// Objects that are kept alive, that wait for their tasks, or that are not used
// after a suspension.
#include <async/async.hpp>
#include <functional>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

struct order {
  int total = 0;
};
async::task<> save(order o);
async::task<int> count_orders();
void log_failure(std::exception_ptr error);
void show(int n);

// 1. An owner in the frame.
class session : public std::enable_shared_from_this<session> {
public:
  async::fire_and_forget run() {
    auto self = shared_from_this();
    co_await save({});
    ++count_;
  }
  async::fire_and_forget run_with(std::shared_ptr<session> self) {
    co_await save({});
    ++count_;
  }
  static void start(std::shared_ptr<session> one) { one->run_with(one); }
  // 2. A weak one that is asked after the suspension.
  async::fire_and_forget locked() {
    auto weak = weak_from_this();
    co_await save({});
    if (auto self = weak.lock()) {
      ++count_;
      co_await save({});
      ++count_;
    }
  }
  async::fire_and_forget locked_first() {
    auto weak = weak_from_this();
    co_await save({});
    auto self = weak.lock();
    if (!self)
      co_return;
    ++count_;
  }
  async::fire_and_forget expired() {
    auto weak = weak_from_this();
    co_await save({});
    if (weak.expired())
      co_return;
    ++count_;
  }
  async::fire_and_forget expired_each_time() {
    auto weak = weak_from_this();
    for (;;) {
      co_await save({});
      if (weak.expired())
        co_return;
      ++count_;
    }
  }
  // 3. Taken from a weak pointer that comes as a parameter.
  async::fire_and_forget given(std::weak_ptr<session> weak) {
    co_await save({});
    if (const auto self = weak.lock())
      ++count_;
  }

private:
  int count_ = 0;
};

// 4. Nothing of the object is used after a suspension.
class button {
public:
  async::fire_and_forget before() {
    ++clicks_;
    order o = next_;
    co_await save(o);
    show(o.total);
  }
  async::fire_and_forget copies() {
    const int clicks = clicks_;
    co_await save({});
    show(clicks);
  }
  async::fire_and_forget last_thing() { co_await save(next_); }
  async::fire_and_forget leaves(bool slow) {
    if (slow) {
      co_await save({});
      co_return;
    }
    ++clicks_;
  }
  async::fire_and_forget of_all() {
    co_await save({});
    ++all_; // static
    reset();
  }
  static async::fire_and_forget no_object() {
    co_await save({});
    reset();
  }
  static void reset();

private:
  static int all_;
  int clicks_ = 0;
  order next_;
};

// 5. Tasks that their callers await.
class store {
public:
  async::task<> refresh() {
    count_ = co_await count_orders();
    ++count_;
  }
  async::task<> twice() {
    co_await refresh();
    co_await async::when_all(refresh(), refresh());
    ++count_;
  }
  void blocking() { refresh().wait(); }
  async::task<> handed() { return refresh(); }

private:
  int count_ = 0;
};
async::task<> use(store &s) { co_await s.refresh(); }

// 6. A dropped task is a mistake of another kind (async-fire-and-forget).
class forgetful {
public:
  void start() { run(); }

private:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
};

// 7. The destructor waits.
class joined {
public:
  joined() : work_(run()) {}
  ~joined() { work_.wait(); }
  void again() { async::detach(run(), log_failure); }

private:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
  async::task<> work_;
};
class drained {
public:
  ~drained() { stop(); }
  void stop() { idle_.wait(); }
  async::fire_and_forget run() {
    co_await save({});
    idle_.count_down();
  }

private:
  std::latch idle_{1};
};
// What cannot be seen may wait.
class elsewhere {
public:
  ~elsewhere();
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};
class derived : public elsewhere {
public:
  async::fire_and_forget run_more() {
    co_await save({});
    ++more_;
  }

private:
  int more_ = 0;
};
// A member that is awaited when it is closed.
class closable {
public:
  async::task<> close() { co_await done_.acquire(); }
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
    done_.release();
  }

private:
  async::async_semaphore done_{0};
  int count_ = 0;
};
class counted {
public:
  void stop();
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};

// 8. Members that join at their end.
struct task_scope {
  ~task_scope();
  void spawn(async::task<> one);
};
class scoped {
public:
  void start() { scope_.spawn(run()); }
  async::fire_and_forget note() {
    co_await save({});
    ++count_;
  }

private:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
  task_scope scope_;
};
class threaded {
public:
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
  std::jthread worker_;
};

// 9. There is one object, and it stays.
class settings {
public:
  static settings &instance() {
    static settings one;
    return one;
  }
  async::fire_and_forget load() {
    co_await save({});
    ++version_;
  }

private:
  settings() = default;
  int version_ = 0;
};
class catalog {
public:
  async::fire_and_forget load() {
    co_await save({});
    ++version_;
  }

private:
  int version_ = 0;
};
namespace shop {
catalog the_catalog;
}
class metrics {
public:
  async::fire_and_forget load() {
    co_await save({});
    ++version_;
  }

private:
  int version_ = 0;
};
metrics &all_metrics() {
  static metrics one;
  return one;
}

// 10. A local of main.
class application {
public:
  void start() { async::detach(run(), log_failure); }
  async::fire_and_forget watch() {
    co_await save({});
    ++rounds_;
  }

private:
  async::task<> run() {
    co_await save({});
    ++rounds_;
  }
  int rounds_ = 0;
};
int main() {
  application app;
  app.start();
  app.watch();
}

// 11. The detached lambda brings the owner along.
class job : public std::enable_shared_from_this<job> {
public:
  void start() {
    async::detach(run(), [self = shared_from_this()](std::exception_ptr) {});
  }
  void start_again() {
    auto self = shared_from_this();
    async::detach(run_again(), [self](std::exception_ptr) {});
  }

private:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  async::task<> run_again() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
};

// 12. A token or a flag that is asked after the suspension.
class watcher {
public:
  async::fire_and_forget run(async::cancellation_token token) {
    co_await save({});
    if (token.cancellation_requested())
      co_return;
    ++count_;
  }
  async::fire_and_forget flagged() {
    auto alive = alive_;
    co_await save({});
    if (!*alive)
      co_return;
    ++count_;
  }

private:
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  int count_ = 0;
};

// 13. Whose object it is cannot be told, or it is another check's.
class visitor {
public:
  async::task<> run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};
void serve(visitor &one) { async::detach(one.run(), log_failure); }
void serve_pointer(visitor *one) { async::detach(one->run(), log_failure); }
void serve_local() {
  visitor one;
  async::detach(one.run(), log_failure);
}
