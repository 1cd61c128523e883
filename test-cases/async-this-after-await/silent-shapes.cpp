// Shapes of code that look like it.
#include <async/async.hpp>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct order {
  int total = 0;
};
async::task<> save(order o);
async::task<int> count_orders();
void log_failure(std::exception_ptr error);
void show(int n);
template <typename T> struct intrusive_ptr {
  intrusive_ptr(T *object);
  ~intrusive_ptr();
  T *operator->() const;
};
namespace testing {
class Test {};
} // namespace testing

// 1. Owners of other libraries.
class counted {
public:
  async::fire_and_forget intrusive() {
    intrusive_ptr<counted> self(this);
    co_await save({});
    ++count_;
  }
  async::fire_and_forget strong() {
    auto lifetime = get_strong();
    co_await save({});
    ++count_;
  }
  async::fire_and_forget anything(std::shared_ptr<void> owner) {
    co_await save({});
    ++count_;
  }
  async::fire_and_forget unique(std::unique_ptr<counted> self) {
    co_await save({});
    ++count_;
  }

private:
  intrusive_ptr<counted> get_strong() { return this; }
  int count_ = 0;
};

// 2. What does not run.
class unevaluated {
public:
  async::fire_and_forget run() {
    co_await save({});
    show(sizeof(count_));
    static_assert(noexcept(this->count_));
    decltype(this->count_) copy = 1;
    show(copy);
  }

private:
  int count_ = 0;
};

// 3. A lambda that is called at once: its closure is async-dangling-capture's.
class at_once {
public:
  void start() {
    async::detach(
        [this]() -> async::task<> {
          co_await save({});
          ++count_;
        }(),
        log_failure);
  }

private:
  int count_ = 0;
};

// 4. A test's fixture.
class orders_test : public testing::Test {
public:
  async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};

// 5. The base class waits.
class service {
public:
  virtual ~service() { join(); }
  void join();
};
class mailer : public service {
public:
  async::fire_and_forget run() {
    co_await save({});
    ++sent_;
  }

private:
  int sent_ = 0;
};

// 6. It tells its end to somebody, who waits for that.
class asked {
public:
  std::future<int> start() {
    auto result = done_.get_future();
    run();
    return result;
  }

private:
  async::fire_and_forget run() {
    count_ = co_await count_orders();
    done_.set_value(count_);
  }
  std::promise<int> done_;
  int count_ = 0;
};

// 7. Annotated: it lets go on purpose.
class annotated {
public:
  ASYNC_DETACHES async::fire_and_forget run() {
    co_await save({});
    ++count_;
  }

private:
  int count_ = 0;
};

// 8. The await comes last, on every way.
class last {
public:
  async::fire_and_forget run(bool quick) {
    ++count_;
    if (quick)
      co_return;
    co_await save(next_);
  }
  async::fire_and_forget argument() {
    co_await save(next());
  }
  async::fire_and_forget own() {
    auto orders = std::move(orders_);
    for (const order &o : orders)
      co_await save(o);
  }

private:
  order next() { return next_; }
  int count_ = 0;
  order next_;
  std::vector<order> orders_;
};

// 9. Virtual, but nobody detaches it.
class view {
public:
  virtual ~view() = default;
  virtual async::task<> draw() {
    co_await save({});
    ++drawn_;
  }

protected:
  int drawn_ = 0;
};
class label : public view {
public:
  async::task<> draw() override {
    co_await view::draw();
    ++drawn_;
  }
};

// 10. A macro wrote it.
#define COUNTER(name)                                                          \
  async::fire_and_forget name() {                                              \
    co_await save({});                                                         \
    ++count_;                                                                  \
  }
class generated {
public:
  COUNTER(run)

private:
  int count_ = 0;
};

// 11. Started by main or on a global object only.
class program {
public:
  async::task<> run() {
    co_await save({});
    ++rounds_;
  }

private:
  int rounds_ = 0;
};
std::unique_ptr<program> the_program;
void start_program() { async::detach(the_program->run(), log_failure); }

// 12. Joined, waited for, or returned by whoever starts it.
class joined {
public:
  async::task<> all() {
    std::vector<async::task<>> tasks;
    tasks.push_back(one());
    tasks.push_back(one());
    co_await async::when_all(std::move(tasks));
  }
  auto later() {
    return [this] { return one(); };
  }

private:
  async::task<> one() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
};

// 13. A plain function with the lambda of an algorithm.
class plain {
public:
  void run() {
    auto add = [this](int n) { count_ += n; };
    add(1);
  }

private:
  int count_ = 0;
};

// 14. A closure class of one's own: the members are the frame's.
struct visitor {
  int seen = 0;
  async::task<> visit(order o) {
    co_await save(o);
    ++seen;
  }
};
async::task<int> count() {
  visitor one;
  co_await one.visit({});
  co_return one.seen;
}

// 15. A task that is kept by somebody unknown.
void keep_somewhere(async::task<> work);
class unknown {
public:
  void start() { keep_somewhere(run()); }

private:
  async::task<> run() {
    co_await save({});
    ++count_;
  }
  int count_ = 0;
};

// 16. The suspension is in a lambda, which is another body.
class lambdas {
public:
  async::fire_and_forget run() {
    auto later = []() -> async::task<> { co_await save({}); };
    ++count_;
    co_await later();
  }

private:
  int count_ = 0;
};

// 17. The object is copied into a lambda.
class copied {
public:
  async::fire_and_forget run() {
    auto self = *this;
    co_await save({});
    ++self.count_;
  }

private:
  int count_ = 0;
};

// 18. A member has the task, and somebody awaits it or might.
class awaits_it {
public:
  void start() { running_ = run(); }
  async::task<> stop() { co_await running_; }

private:
  async::task<> run() {
    co_await save({});
    ++rounds_;
  }
  int rounds_ = 0;
  async::task<> running_;
};
class gives_it {
public:
  void start() { running_ = run(); }
  const async::task<> &running() const { return running_; }

private:
  async::task<> run() {
    co_await save({});
    ++rounds_;
  }
  int rounds_ = 0;
  async::task<> running_;
};
class seen_in_part {
public:
  void start() { running_ = run(); }
  void somewhere_else();

private:
  async::task<> run() {
    co_await save({});
    ++rounds_;
  }
  int rounds_ = 0;
  async::task<> running_;
};
class open_to_all {
public:
  void start() { running = run(); }
  async::task<> running;

private:
  async::task<> run() {
    co_await save({});
    ++rounds_;
  }
  int rounds_ = 0;
};

// 19. On the heap, by a variable: async-dangling-parameter's.
class upload {
public:
  async::task<> run() {
    co_await save({});
    ++sent_;
  }

private:
  int sent_ = 0;
};
void begin_upload() {
  auto one = std::make_unique<upload>();
  async::detach(one->run(), log_failure);
}
