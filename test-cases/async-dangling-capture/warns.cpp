// Lambda coroutines that are called at once, and whose task lives longer than
// the statement.
#include <async/async.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string buyer;
};

async::task<> save(int id);
async::task<> mail(std::string to);
async::task<int> count_orders();
void log(const std::string &text);
void log_failure(std::exception_ptr error);

// 1. Awaited in a later statement: the lambda died at the semicolon.
async::task<> awaited_later(order o) {
  auto saving = [o]() -> async::task<> { // warn: the lambda dies at the end of this statement, but its coroutine uses the captured 'o' after that; pass 'o' as a parameter
    co_await save(o.id);                 // note: the coroutine is suspended here
    log(o.buyer);                        // note: 'o' is used here after that
  }();                                   // note: the lambda dies here, but the coroutine goes on
  co_await saving;
}

// 2. Returned.
async::task<> returned(order o) {
  return [o]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(o.id);
    co_await mail(o.buyer);
  }();
}

// 3. Captured by reference: the lambda holds the reference, and is gone too.
async::task<int> by_reference() {
  int total = 0;
  auto counting = [&total]() -> async::task<> { // warn: uses the captured 'total' after that
    const int more = co_await count_orders();
    total += more; // note: 'total' is used here after that
  }();
  co_await counting;
  co_return total;
}

// 4. By default, by reference and by value.
async::task<> by_default(order o) {
  auto first = [&]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(1);
    log(o.buyer);
  }();
  auto second = [=]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(2);
    log(o.buyer);
  }();
  co_await first;
  co_await second;
}

// 5. `this` of a member function lives in the lambda.
class shop {
public:
  async::task<> refresh() {
    return [this]() -> async::task<> { // warn: uses the captured 'this' after that
      co_await save(last_);
      ++last_; // note: 'this' is used here after that
    }();
  }
  // 6. Its members are named without `this`; `*this` is a copy in the lambda.
  async::task<> copy() {
    auto work = [*this]() mutable -> async::task<> { // warn: uses the captured 'this'
      co_await save(1);
      last_ = 2;
    }();
    co_await work;
  }

private:
  int last_ = 0;
};

// 7. Kept in a container.
void kept(std::vector<async::task<>> &all, order o) {
  all.push_back([o]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(o.id);
    log(o.buyer);
  }());
}

// 8. Awaited with others, but later.
async::task<> joined_later(const std::vector<order> &orders) {
  std::vector<async::task<>> all;
  for (const order &each : orders)
    all.push_back([each]() -> async::task<> { // warn: uses the captured 'each'
      co_await save(each.id);
      co_await mail(each.buyer);
    }());
  co_await async::when_all(std::move(all));
}

// 9. Kept in a member.
class poller {
public:
  void start() {
    polling_ = [this]() -> async::task<> { // warn: uses the captured 'this'
      while (!stopped_) // note: 'this' is used here after that
        co_await save(0);
    }();
  }
  explicit poller(int id)
      : polling_([id]() -> async::task<> { // warn: uses the captured 'id'
          for (;;)
            co_await save(id);
        }()) {}

private:
  bool stopped_ = false;
  async::task<> polling_;
};

// 10. By a member's initializer.
class clock_display {
  int ticks_ = 0;
  async::task<> ticking_ = [this]() -> async::task<> { // warn: uses the captured 'this'
    co_await save(0);
    ++ticks_;
  }();
};

// 11. Let go of on purpose: the task is, the lambda is not.
void detached(order o) {
  async::detach([o]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(o.id);
    co_await mail(o.buyer);
  }(), log_failure);
}

// 12. Dropped: a hot coroutine runs on.
void dropped(order o) {
  (void)[o]() -> async::task<> { // warn: the lambda dies at the end of this statement
    co_await save(o.id);
    log(o.buyer);
  }();
}

// 13. A coroutine that nobody can await (drogon ran its examples so).
void in_the_background(order o) {
  [o]() -> async::fire_and_forget { // warn: the lambda dies at the end of this statement
    co_await save(o.id);
    log(o.buyer);
  }();
  ([text = o.buyer](int id) -> async::fire_and_forget { // warn: uses the captured 'text'
    co_await save(id);
    log(text);
  })(o.id);
}

// 14. A task of its own that waits in the lambda: it ends while it is awaited.
void runs_a_task(async::value_task<> work) {
  [work = std::move(work)]() mutable -> async::fire_and_forget { // warn: uses the captured 'work'
    co_await save(1);
    co_await std::move(work);
  }();
}

// 15. The use is in a loop, before the await of the next turn.
async::task<> polls(std::string address) {
  auto polling = [address]() -> async::task<> { // warn: uses the captured 'address'
    for (int i = 0; i < 3; ++i) {
      log(address);
      co_await save(i);
    }
  }();
  co_await polling;
}

// 16. Only on one path.
async::task<> on_a_path(order o, bool loud) {
  auto saving = [o, loud]() -> async::task<> { // warn: uses the captured 'o'
    if (loud)
      co_await save(0);
    log(o.buyer);
  }();
  co_await saving;
}

// 17. Elements of a captured container, with an await for each.
async::task<> each_of(std::vector<order> orders) {
  auto saving = [orders]() -> async::task<> { // warn: uses the captured 'orders'
    for (const order &each : orders)
      co_await save(each.id);
  }();
  co_await saving;
}

// 18. Under another name.
async::task<> renamed(order o) {
  auto saving = [o]() -> async::task<> { // warn: uses the captured 'o'
    const std::string &buyer = o.buyer;
    co_await save(o.id);
    log(buyer); // note: 'o' is used here after that
  }();
  co_await saving;
}

// 19. Used by a lambda inside, which copies too late.
async::task<> nested(order o) {
  auto saving = [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(0);
    auto logs = [o] { log(o.buyer); };
    logs();
  }();
  co_await saving;
}

// 20. In an argument of a later await, and after an await in an expression.
async::task<> in_arguments(order o) {
  auto first = [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(co_await count_orders());
    co_await save(o.id);
  }();
  auto second = [o]() -> async::task<int> { // warn: uses the captured 'o'
    const int n = co_await count_orders();
    co_return n + o.id;
  }();
  co_await first;
  co_await second;
}

// 21. Behind `?:`, braces, a cast, std::move and configure_await.
async::task<> wrapped(order o, bool now) {
  async::task<> braced{[o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(0);
    log(o.buyer);
  }()};
  auto chosen = now ? [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(0);
    log(o.buyer);
  }() : save(1);
  auto configured = [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(0);
    log(o.buyer);
  }().configure_await(false);
  co_await braced;
  co_await chosen;
  co_await std::move(configured);
}

// 22. Joined with others into one task that is awaited later.
async::task<> both(order o) {
  auto all = async::when_all(save(1), [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save(2);
    log(o.buyer);
  }());
  co_await all;
}

// 23. With initializers and structured bindings in the capture.
async::task<> initialized(std::pair<int, std::string> entry) {
  auto &[id, text] = entry;
  auto saving = [id, text]() -> async::task<> { // warn: uses the captured 'text'
    co_await save(id);
    log(text);
  }();
  auto other = [copy = entry.second]() -> async::task<> { // warn: uses the captured 'copy'
    co_await save(0);
    log(copy);
  }();
  co_await saving;
  co_await other;
}

// 24. An owner in the lambda dies with it, however shared it is.
class session : public std::enable_shared_from_this<session> {
public:
  async::task<> run() {
    return [self = shared_from_this()]() -> async::task<> { // warn: uses the captured 'self'
      co_await save(0);
      ++self->turns_;
    }();
  }

private:
  int turns_ = 0;
};

// 25. The captured object is lent to a coroutine that is awaited, and that uses
// it later (drogon's examples: `co_await doTest(client, ...)`).
async::task<> save_and_mail(const order &o) {
  co_await save(o.id);
  co_await mail(o.buyer);
}
async::task<> lent(order o) {
  auto saving = [o]() -> async::task<> { // warn: uses the captured 'o'
    co_await save_and_mail(o); // note: 'o' is used here after that
  }();
  co_await saving;
}
