// The same in other shapes of code: how the object is used, how the coroutine
// is started, what does not keep the object.
#include <async/async.hpp>
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

// 3. Started on what a unique_ptr holds, and through a getter of the same.
class upload {
public:
  async::task<> run() {
    co_await save({});
    ++sent_; // warn: 'run' uses 'sent_' after a suspension
  }

private:
  int sent_ = 0;
};
void begin_upload() {
  auto one = std::make_unique<upload>();
  async::detach(one->run(), log_failure); // note: it is started here
}

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
