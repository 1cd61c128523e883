// Who may have made a copy, and code whose meaning is not certain.
#include <async/async.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
};
order load(int id);
void show(const order &o);
void log_failure(std::exception_ptr error);
async::task<> write(std::string text);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}

// 1. Hot, and declared only: it may have made a copy before it was suspended,
// or be a plain function that passes a copy on.
async::task<> elsewhere(const order &o);
async::task<> view_elsewhere(std::string_view name);
async::task<> declared_only() {
  auto a = elsewhere(load(1));
  auto b = view_elsewhere(std::string("x"));
  co_await a;
  co_await b;
}

// 2. A plain function whose inner coroutine takes a copy.
async::task<> by_value(order o) {
  co_await write("begin");
  show(o);
}
async::task<> wrapper(const order &o) { return by_value(o); }
async::task<> wrapper_of_a_part(const order &o) { return write(o.customer); }
async::task<> ready(const order &o) {
  show(o);
  return async::completed();
}
async::task<> wrapped() {
  auto a = wrapper(load(1));
  auto b = wrapper_of_a_part(load(1));
  auto c = ready(load(1));
  co_await a, co_await b, co_await c;
}

// 3. A plain function that does more than to return the call is not followed.
async::task<> either(const order &o, bool copy) {
  if (copy)
    return by_value(o);
  return save(o);
}
async::task<> prepared(const order &o) {
  auto own = std::make_shared<order>(o);
  return [](std::shared_ptr<order> kept) -> async::task<> { co_await save(*kept); }(own);
}
async::task<> not_followed() {
  auto a = either(load(1), true);
  auto b = prepared(load(1));
  co_await a, co_await b;
}

// 4. Virtual: another class may do otherwise.
struct saver {
  virtual ~saver() = default;
  virtual async::task<> run(const order &o) {
    co_await write("begin");
    show(o);
  }
};
async::task<> overridden(saver &s) {
  auto a = s.run(load(1));
  co_await a;
}

// 5. Handed on to a hot coroutine that uses it at once, or that is not visible.
async::task<> uses_at_once(const order &o) {
  show(o);
  co_await write("begin");
}
async::task<> hands_on(const order &o) { co_await uses_at_once(o); }
async::task<> hands_away(const order &o) { co_await elsewhere(o); }
async::task<> handed() {
  auto a = hands_on(load(1));
  auto b = hands_away(load(1));
  co_await a, co_await b;
}

// 6. `return f(local)` has a check of its own, and so has a dropped task.
async::task<> returned() {
  order o = load(1);
  return save(o); // async-return-without-await
}
void dropped() {
  order o = load(1);
  save(o); // async-fire-and-forget
}
async::task<async::task<>> given_back(order o) {
  auto saving = save(o);
  co_return saving;
}

// 7. A lambda's captures and its object have a check of their own.
async::task<> captures() {
  order o = load(1);
  async::task<> saving;
  {
    std::string name = "x";
    saving = [name]() -> async::task<> {
      co_await write("begin");
      co_await write(name);
    }();
    saving = [&name]() -> async::task<> {
      co_await write("begin");
      co_await write(name);
    }();
  }
  co_await saving;
}

// 8. What a function that is not known does with the task.
class nursery {
public:
  void start(async::task<> work);
  async::task<> join();
};
void start(async::task<> work);
async::task<> handed_over() {
  nursery all;
  {
    order o = load(1);
    all.start(save(o));
    start(save(o));
    start(save(load(2)));
  }
  co_await all.join();
}

// 9. Something waits before the object dies.
void run_until_idle();
void waits() {
  order o = load(1);
  async::detach(save(o), log_failure);
  run_until_idle();
}
async::task<> awaits_something() {
  order o = load(1);
  async::detach(save(o), log_failure);
  (void)save(o);
  co_await write("the end");
}
int main() {
  order o = load(1);
  async::detach(save(o), log_failure);
}

// 10. The names of a lambda's captures: where they live is not known here.
async::task<> inside_of_a_lambda() {
  order o = load(1);
  std::vector<async::task<>> all;
  auto add = [&] { all.push_back(save(o)); };
  auto add_copy = [&all, o] { all.push_back(save(o)); };
  add();
  add_copy();
  co_await async::when_all(std::move(all));
}

// 11. Templates: the call depends on a parameter.
template <typename T, typename F> async::task<> generic(F make, T value) {
  async::task<> saving;
  {
    T copy = value;
    saving = make(copy);
  }
  co_await saving;
}
template async::task<> generic(decltype(&save), order);

// 12. A task that is not kept: asked and thrown away in one expression.
bool asked() { return save(load(1)).done(); }

// 13. A member coroutine that uses its object before it is suspended, and a
// factory that gives the object to its task.
class client {
public:
  explicit client(std::string name) : name_(std::move(name)) {}
  async::task<> hello() {
    std::string own = name_;
    co_await write("begin");
    co_await write(own);
  }
  async::task<> elsewhere();
  static async::task<> create(const std::string &name) { return write(name); }

private:
  std::string name_;
};
async::task<> clients() {
  auto a = client("x").hello();
  auto b = client("x").elsewhere();
  auto c = client::create("x");
  co_await a, co_await b, co_await c;
}

// 14. A reference variable prolongs the life of a temporary.
async::task<> prolonged() {
  const order &o = load(1);
  order &&other = load(2);
  auto a = save(o);
  auto b = save(other);
  co_await a, co_await b;
}

// 15. The function is left by `goto` or by a label's statement.
async::task<> labels(int times) {
  async::task<> saving;
again:
  order o = load(times);
  saving = save(o);
  co_await saving;
  if (--times > 0)
    goto again;
}

// 16. A task whose variable stands in the same block or a deeper one, also in
// the head of a statement.
async::task<> heads(bool known) {
  if (order o = load(1); known)
    if (auto saving = save(o); !saving.done())
      co_await saving;
  for (order o = load(1); o.id < 3; ++o.id) {
    auto saving = save(o);
    co_await saving;
  }
  switch (order o = load(1); o.id) {
  default:
    auto saving = save(o);
    co_await saving;
  }
}

// 17. A name in a macro that keeps and awaits in one.
#define SAVE_NOW(o)                                                            \
  do {                                                                         \
    auto saving = save(o);                                                     \
    co_await saving;                                                           \
  } while (false)
async::task<> macros() {
  order o = load(1);
  SAVE_NOW(o);
}
