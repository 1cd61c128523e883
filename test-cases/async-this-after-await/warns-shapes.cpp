// The same in other shapes of code: how the object is used, how the coroutine
// is started, what does not keep the object.
#include <async/async.hpp>
#include <condition_variable>
#include <future>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

struct order {
  int total = 0;
};
async::task<> save(order o);
async::task<int> count_orders();
void log_failure(std::exception_ptr error);
void show(int n);

// 1. Spelled in full, in an initializer, in a loop, in what is returned.
class spelled {
public:
  async::fire_and_forget full() {
    co_await save({});
    ++this->count_; // warn: 'full' uses 'count_' after a suspension
  }
  async::fire_and_forget dereferenced() {
    co_await save({});
    ++(*this).count_; // warn: 'dereferenced' uses 'this' after a suspension
  }
  async::fire_and_forget in_an_if() {
    if (const int n = co_await count_orders(); n > count_) // warn: 'in_an_if' uses 'count_' after a suspension
      show(n);
  }
  async::fire_and_forget in_a_loop() {
    co_await save({});
    for (const order &o : orders_) // warn: 'in_a_loop' uses 'orders_' after a suspension
      show(o.total);
  }
  async::fire_and_forget in_a_switch() {
    switch (co_await count_orders()) {
    case 0:
      ++count_; // warn: 'in_a_switch' uses 'count_' after a suspension
      break;
    default:
      break;
    }
  }
  async::fire_and_forget in_a_choice(bool quick) {
    const int n = quick ? 0 : co_await count_orders();
    count_ = n; // warn: 'in_a_choice' uses 'count_' after a suspension
  }
  async::fire_and_forget in_a_binding() {
    co_await save({});
    auto &[total] = first_; // warn: 'in_a_binding' uses 'first_' after a suspension
    ++total;
  }

private:
  int count_ = 0;
  order first_;
  std::vector<order> orders_;
};

// 2. A member of the base class.
struct named {
  std::string name;
};
class derived : public named {
public:
  async::fire_and_forget rename() {
    co_await save({});
    name = "new"; // warn: 'rename' uses 'name' after a suspension
  }
};

// 3. Started on what a unique_ptr in a member holds.
class upload {
public:
  async::task<> run() {
    co_await save({});
    ++sent_; // warn: 'run' uses 'sent_' after a suspension
  }

private:
  int sent_ = 0;
};
class uploader {
public:
  void begin() { async::detach(one_->run(), log_failure); } // note: it is started here

private:
  std::unique_ptr<upload> one_;
};

// 4. By a variable, a choice, a comma.
class variable {
public:
  void start(bool again) {
    async::detach(again ? run() : run(), log_failure); // note: it is started here
  }

private:
  async::task<> run() {
    co_await save({});
    ++rounds_; // warn: 'run' uses 'rounds_' after a suspension
  }
  int rounds_ = 0;
};

// 5. An owner of something else keeps nothing of this.
class other_owner : public std::enable_shared_from_this<other_owner> {
public:
  async::fire_and_forget run(std::shared_ptr<order> o) {
    auto copy = o;
    co_await save(*copy);
    total_ += copy->total; // warn: 'run' uses 'total_' after a suspension
  }

private:
  int total_ = 0;
};

// 6. A reference to an owner is none.
class by_reference {
public:
  async::fire_and_forget run(const std::shared_ptr<by_reference> &self) {
    co_await save({});
    ++rounds_; // warn: 'run' uses 'rounds_' after a suspension
  }

private:
  int rounds_ = 0;
};

// 7. To ask for the end is not to wait for it.
class canceled {
public:
  ~canceled() { source_.cancel(); }
  void stop() { source_.cancel(); }
  async::fire_and_forget run() {
    co_await save({});
    ++rounds_; // warn: 'run' uses 'rounds_' after a suspension
  }

private:
  async::cancellation_source source_;
  int rounds_ = 0;
};

// 8. A token that is asked before the suspension only.
class token_before {
public:
  async::fire_and_forget run(async::cancellation_token token) {
    while (!token.cancellation_requested()) {
      co_await save({});
      ++rounds_; // warn: 'run' uses 'rounds_' after a suspension
    }
  }

private:
  int rounds_ = 0;
};

// 9. A template of a member.
class templated {
public:
  template <typename T> async::fire_and_forget set(T value) {
    co_await save({});
    value_ = static_cast<int>(value); // warn: 'set' uses 'value_' after a suspension
  }

private:
  int value_ = 0;
};

// 10. A virtual function.
class view {
public:
  virtual ~view() = default;
  virtual async::fire_and_forget draw() {
    co_await save({});
    ++drawn_; // warn: 'draw' uses 'drawn_' after a suspension
  }

protected:
  int drawn_ = 0;
};

// 11. It tells somebody in each turn, and not that it is done; or it tells
// something else.
struct signal_of_text {
  void signal(std::string text);
};
struct options {
  void set(int key, int value);
};
class teller {
public:
  async::fire_and_forget pump() {
    for (;;) {
      const int n = co_await count_orders();
      orders_.push_back({n}); // warn: 'pump' uses 'orders_' after a suspension
      changed_.notify_one();
    }
  }
  async::fire_and_forget ready_first() {
    started_.set_value();
    co_await save({});
    ++count_; // warn: 'ready_first' uses 'count_' after a suspension
  }
  async::fire_and_forget limited() {
    co_await permits_.acquire();
    ++count_; // warn: 'limited' uses 'count_' after a suspension
    permits_.release();
  }
  async::fire_and_forget sets() {
    const int n = co_await count_orders();
    options_.set(1, n); // warn: 'sets' uses 'options_' after a suspension
  }
  async::fire_and_forget emits() {
    co_await save({});
    renamed_.signal("new"); // warn: 'emits' uses 'renamed_' after a suspension
  }
  async::fire_and_forget gives_away() {
    co_await save({});
    delete last_.release(); // warn: 'gives_away' uses 'last_' after a suspension
  }

private:
  std::condition_variable changed_;
  std::promise<void> started_;
  async::async_semaphore permits_{4};
  std::vector<order> orders_;
  std::unique_ptr<order> last_;
  options options_;
  signal_of_text renamed_;
  int count_ = 0;
};

// 12. Under another name.
class renamed {
public:
  async::fire_and_forget pointer() {
    auto *self = this;
    const int n = co_await count_orders();
    self->count_ = n; // warn: 'pointer' uses 'count_' after a suspension
  }
  async::fire_and_forget reference() {
    auto &self = *this;
    co_await save({});
    ++self.count_; // warn: 'reference' uses 'count_' after a suspension
  }

private:
  int count_ = 0;
};

// 13. Let go by a coroutine that nobody can await.
async::fire_and_forget let_go(async::task<> work) { co_await std::move(work); }
async::fire_and_forget let_go_and_log(async::task<> work) {
  try {
    co_await std::move(work);
  } catch (...) {
    log_failure(std::current_exception());
  }
}
class by_hand {
public:
  void start() {
    let_go(run()); // note: it is started here, and nobody waits for it
    let_go_and_log(run_again()); // note: it is started here
  }

private:
  async::task<> run() {
    co_await save({});
    ++count_; // warn: 'run' uses 'count_' after a suspension
  }
  async::task<> run_again() {
    co_await save({});
    ++count_; // warn: 'run_again' uses 'count_' after a suspension
  }
  int count_ = 0;
};

// 14. Members that only sound like one that joins, and somebody else's pool.
namespace metrics {
class Counter {};
} // namespace metrics
class text_delegate {};
class with_members {
public:
  explicit with_members(async::thread_pool &pool) : pool_(pool) {}
  ~with_members() { show(*name_.get()); }
  async::fire_and_forget run() {
    co_await save({});
    ++count_; // warn: 'run' uses 'count_' after a suspension
  }

private:
  metrics::Counter requests_;
  text_delegate delegate_;
  async::thread_pool &pool_;
  std::unique_ptr<int> name_;
  int count_ = 0;
};

// 15. An element of a container, though its owner stays.
class device {
public:
  async::task<> run() {
    co_await save({});
    ++rounds_; // warn: 'run' uses 'rounds_' after a suspension
  }

private:
  int rounds_ = 0;
};
class devices {
public:
  static devices &instance() {
    static devices all;
    return all;
  }
  void start(int at) {
    async::detach(all_[at]->run(), log_failure); // note: it is started here
  }
  void drop() { all_.clear(); }

private:
  std::vector<std::unique_ptr<device>> all_;
};

// 16. A member gets the task, and nobody ever awaits that.
class stored {
public:
  stored() : first_(run_first()) {}
  void start() { running_ = run(); }                   // note: it is started here, and nobody waits for it
  void start_another() { all_.push_back(run_all()); }

private:
  async::task<> run() {
    co_await save({});
    ++rounds_; // warn: 'run' uses 'rounds_' after a suspension, when its object may be gone
  }
  async::task<> run_all() {
    co_await save({});
    ++rounds_; // warn: 'run_all' uses 'rounds_' after a suspension
  }
  async::task<> run_first() {
    co_await save({});
    ++rounds_; // warn: 'run_first' uses 'rounds_' after a suspension
  }
  int rounds_ = 0;
  async::task<> running_;
  std::vector<async::task<>> all_;
  async::task<> first_;
};
