// What a fix might break, or make expensive.
#include <async/async.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
async::task<> write(std::string text);

// 1. A local vector: a copy may cost much, and std::move may be meant.
async::task<> save_all(const std::vector<order> &all) {
  co_await write("begin");
  co_await write(all.front().customer);
}
async::task<> big(bool known) {
  async::task<> saving;
  if (known) {
    std::vector<order> orders(3);
    saving = save_all(orders); // warn: task from 'save_all' refers to 'orders'
  }
  co_await saving;
}

// 2. A view or a pointer has another type than what it refers to.
async::task<> rename(std::string_view name) {
  co_await write("begin");
  co_await write(std::string(name));
}
async::task<> check(const order *o) {
  co_await write("begin");
  co_await write(o->customer);
}
async::task<> views() {
  auto a = rename(std::string("x")); // warn: task from 'rename' refers to a temporary
  async::task<> checking;
  {
    order o = load(1);
    checking = check(&o); // warn: task from 'check' refers to 'o'
  }
  co_await a, co_await checking;
}

// 3. The coroutine changes what it refers to: a copy would not show it.
async::task<> number(order &o) {
  co_await write("begin");
  o.id = 1;
}
async::task<> changes(bool known) {
  async::task<> numbering;
  if (known) {
    order o = load(1);
    numbering = number(o); // warn: task from 'number' refers to 'o'
  }
  co_await numbering;
}

// 4. It cannot be copied, or a copy would be cut off.
struct locked {
  std::mutex mutex;
  std::string text;
};
async::task<> print(const locked &l) {
  co_await write("begin");
  co_await write(l.text);
}
struct shape {
  virtual ~shape() = default;
  std::string name;
};
async::task<> draw(const shape &s) {
  co_await write("begin");
  co_await write(s.name);
}
async::task<> not_copied() {
  auto a = print(locked{{}, "x"}); // warn: task from 'print' refers to a temporary
  auto b = draw(shape{});          // warn: task from 'draw' refers to a temporary
  co_await a, co_await b;
}

// 5. The function's type is needed, it is overloaded, a template, a lambda, or
// comes from a macro.
async::task<> needed(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}
using saver = async::task<> (*)(const order &);
saver chosen() { return needed; }
async::task<> overloaded(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> overloaded(const std::string &name);
template <typename T> async::task<> generic(const T &value) {
  co_await write("begin");
  co_await write(value.customer);
}
#define SAVER(name)                                                            \
  async::task<> name(const order &o) {                                         \
    co_await write("begin");                                                   \
    co_await write(o.customer);                                                \
  }
SAVER(from_a_macro)
using order_reference = const order &;
async::task<> aliased(order_reference o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> imposed() {
  auto a = needed(load(1));       // warn: task from 'needed' refers to a temporary
  auto b = overloaded(load(1));   // warn: task from 'overloaded' refers to a temporary
  auto c = generic(load(1));      // warn: task from 'generic' refers to a temporary
  auto d = from_a_macro(load(1)); // warn: task from 'from_a_macro' refers to a temporary
  auto e = aliased(load(1));      // warn: task from 'aliased' refers to a temporary
  auto lambda = [](const order &o) -> async::task<> {
    co_await write("begin");
    co_await write(o.customer);
  };
  auto f = lambda(load(1)); // warn: task from the lambda refers to a temporary
  co_await a, co_await b, co_await c, co_await d, co_await e, co_await f;
}

// 6. Not visible here: somebody else may have defined it.
struct final_saver final {
  virtual async::task<> save(const order &o) {
    co_await write("begin");
    co_await write(o.customer);
  }
};
async::task<> virtual_function() {
  final_saver saver;
  auto saving = saver.save(load(1)); // warn: task from 'save' refers to a temporary
  co_await saving;
}
