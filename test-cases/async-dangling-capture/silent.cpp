// Lambda coroutines whose captures live as long as they are used.
#include <async/async.hpp>

#include <functional>
#include <memory>
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
void keep(async::task<> work);
void on_button(std::function<async::task<>()> handler);
bool enough();

// Complaint 21: checks of coroutines are too blunt. Many of these lambdas are
// what others forbid altogether, and all are right.

// 1. Awaited in the same full expression (real bug hunts: parallel_for_each's
// co_await keeps the lambda).
async::task<> awaited_at_once(order o) {
  co_await [&o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  }();
  co_await [o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  }().configure_await(false);
}

// 2. Joined and awaited in the same full expression.
async::task<> joined_at_once(order o) {
  co_await async::when_all(save(1), [&o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  }());
}

// 3. The result of the await is used.
async::task<int> awaited_for_a_value(order o) {
  const int n = co_await [&o]() -> async::task<int> {
    const int all = co_await count_orders();
    co_return all + o.id;
  }();
  co_return n + co_await [&o]() -> async::task<int> {
    const int all = co_await count_orders();
    co_return all + o.id;
  }();
}

// 4. No captures (clang PR 77066: a lambda without captures is no temporary to
// care about), also with a capture default that captures nothing
// (avoid-capturing-lambda-coroutines).
async::task<> without_captures() {
  auto first = []() -> async::task<> { co_await save(1); }();
  auto second = [&]() -> async::task<> { co_await save(2); }();
  auto third = [=]() -> async::task<> { co_await save(3); }();
  co_await first;
  co_await second;
  co_await third;
}

// 5. Parameters live in the coroutine's frame.
async::task<> parameters(order o) {
  auto saving = [](order o) -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  }(o);
  co_await saving;
}

// 6. Nothing captured is used after the only await (real bug hunts).
async::task<> used_before(order o) {
  auto saving = [o]() -> async::task<> {
    log(o.buyer);
    co_await save(o.id);
  }();
  co_await saving;
}

// 7. Every capture is copied to the frame before the first suspension (real
// bug hunts: `auto me = this; auto tp = _tp;`, `auto schema{_schema};`).
class store {
public:
  async::task<> flush() {
    return [this, name = name_]() -> async::task<> {
      auto *me = this;
      auto text{name};
      co_await save(1);
      me->done_ = true;
      log(text);
    }();
  }

private:
  std::string name_;
  bool done_ = false;
};

// 8. A capture is used before the first suspension only, what comes after uses
// a parameter (real bug hunts: `config` and `broker`).
async::task<> config_first(order config, order broker) {
  auto saving = [config](order broker) -> async::task<> {
    log(config.buyer);
    co_await save(broker.id);
    log(broker.buyer);
  }(broker);
  co_await saving;
}

// 9. A coroutine that never awaits is done when the call returns.
async::task<int> never_awaits(order o) {
  auto counted = [o]() -> async::task<int> { co_return o.id; }();
  co_return co_await counted;
}

// 10. The lambda is in a variable that lives as long as the await.
async::task<> in_a_variable(order o) {
  auto work = [o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  };
  co_await work();
  auto saving = work();
  co_await saving;
}

// 11. Several of them, joined before the variable goes.
async::task<> joined_in_scope(std::vector<order> orders) {
  auto work = [&](int id) -> async::task<> {
    co_await save(id);
    log(orders.front().buyer);
  };
  std::vector<async::task<>> all;
  for (const order &each : orders)
    all.push_back(work(each.id));
  co_await async::when_all(std::move(all));
  co_await async::when_all(work(1), work(2));
}

// 12. A static lambda, and one that is global, live as long as the program.
async::task<> of_a_static(int) {
  static int calls = 0;
  static const auto work = [count = 1]() -> async::task<> {
    co_await save(count);
    calls += count;
  };
  return work();
}
const auto global_work = [count = 2]() -> async::task<> {
  co_await save(count);
  co_await save(count);
};
async::task<> of_a_global() { return global_work(); }

// 13. The lambda is no coroutine: it returns the task of another function.
async::task<> forwards(order o) {
  auto saving = [&o] { return save(o.id); }();
  co_await saving;
  auto work = [o] { return mail(o.buyer); };
  keep(work());
}

// 14. Handed on as a function: whoever has it calls it and keeps it.
void handed_on(order o) {
  on_button([o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  });
}

// 15. async::run keeps the lambda until its task is done.
async::task<> offloaded(order o) {
  auto running = async::run([o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  });
  co_await running;
}

// 16. So does parallel_for_each.
async::task<> for_each(std::vector<order> orders, std::string name) {
  auto sending = async::parallel_for_each(
      orders, 10, [name](const order &each) -> async::task<> {
        co_await save(each.id);
        log(name);
      });
  co_await sending;
}

// 17. Passed to a function that nobody knows: it may wait.
void passed_on(order o) {
  keep([o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  }());
}

// 18. Blocked for, in the same full expression.
void blocked(order o) {
  [&o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  }().wait();
  const int n = [&o]() -> async::task<int> {
    const int all = co_await count_orders();
    co_return all + o.id;
  }().result();
  save(n);
}

// 19. Blocked for on a variable, before the lambda's variable goes.
void blocked_later(order o) {
  auto work = [&o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  };
  auto saving = work();
  saving.wait();
}

// 20. The lambda lives longer: in a member, in a parameter, behind a pointer.
class window {
public:
  explicit window(std::string name)
      : on_click_([name]() -> async::task<> {
          co_await save(1);
          log(name);
        }) {}
  async::task<> click() { return on_click_(); }

private:
  std::function<async::task<>()> on_click_;
};
async::task<> of_a_parameter(const std::function<async::task<>()> &work) {
  return work();
}
std::unique_ptr<std::function<async::task<>()>> of_a_pointer(order o) {
  return std::make_unique<std::function<async::task<>()>>(
      [o]() -> async::task<> {
        co_await save(o.id);
        log(o.buyer);
      });
}

// 21. The lambda is returned, not its task.
auto returned_lambda(order o) {
  auto work = [o]() -> async::task<> {
    co_await save(o.id);
    log(o.buyer);
  };
  return work;
}

// 22. What dies with the lambda is not captured: a global, a static, a constant.
order first_order;
async::task<> not_captured() {
  static order last;
  constexpr int limit = 3;
  auto saving = [&]() -> async::task<> {
    co_await save(limit);
    log(first_order.buyer);
    log(last.buyer);
  }();
  co_await saving;
}

// 23. Only looked at where nothing is evaluated.
async::task<> unevaluated(order o) {
  auto saving = [o]() -> async::task<> {
    co_await save(1);
    static_assert(sizeof(o) > 1);
    decltype(o) other;
    log(other.buyer);
  }();
  co_await saving;
}

// 24. The await stands on another path.
async::task<> other_path(order o, bool loud) {
  auto saving = [o, loud]() -> async::task<> {
    if (loud)
      log(o.buyer);
    else
      co_await save(1);
  }();
  co_await saving;
}

// 25. A lambda inside has the await, which suspends that one.
async::task<> awaits_inside(order o) {
  auto counted = [o]() -> async::task<int> {
    auto inner = []() -> async::task<> { co_await save(1); };
    keep(inner());
    log(o.buyer);
    co_return o.id;
  }();
  co_await counted;
}

// 26. A handle is copied into the await: the work is not the lambda's.
void runs_a_handle(async::task<> work) {
  [work]() -> async::fire_and_forget { co_await work; }();
}

// 27. Members that the lambda keeps are used where it is awaited.
class cache {
public:
  async::task<> fill() {
    co_await [this]() -> async::task<> {
      co_await save(1);
      ++size_;
    }();
    co_await async::when_all(fill_part(1), [this]() -> async::task<> {
      co_await save(2);
      ++size_;
    }());
  }

private:
  async::task<> fill_part(int part);
  int size_ = 0;
};

// 28. Range-for without an await in its body is through before the first one.
async::task<> no_await_in_the_loop(std::vector<order> orders) {
  auto saving = [orders]() -> async::task<> {
    int last = 0;
    for (const order &each : orders)
      last = each.id;
    co_await save(last);
  }();
  co_await saving;
}

// 29. In the condition of a loop, an if or a switch.
async::task<> in_conditions(order o) {
  while (co_await [&o]() -> async::task<bool> {
    co_await save(o.id);
    co_return o.id > 0;
  }()) {
    if (co_await [&o]() -> async::task<bool> {
          co_await save(o.id);
          co_return o.id > 0;
        }())
      co_return;
  }
}

// 30. In a macro, whose author may mean something else.
#define IN_BACKGROUND(body)                                                    \
  keep_alive([&]() -> async::task<> { body }())
void keep_alive(async::task<> work);
void from_a_macro(order o) {
  IN_BACKGROUND(co_await save(o.id); log(o.buyer););
}

// 31. Lent to a coroutine that is through with it before it waits, to one that
// copies, and by reference to what lives on.
async::task<> save_first(const order &o) {
  const order mine = o;
  co_await save(mine.id);
  log(mine.buyer);
}
async::task<> save_copy(order o) {
  co_await save(o.id);
  log(o.buyer);
}
async::task<> lent(order o) {
  auto first = [o]() -> async::task<> { co_await save_first(o); }();
  auto second = [o]() -> async::task<> { co_await save_copy(o); }();
  co_await first;
  co_await second;
}
