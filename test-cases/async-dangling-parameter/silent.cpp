// What lives long enough, or is not used late.
#include <async/async.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string customer;
  std::vector<int> lines;
};
order load(int id);
void show(const order &o);
void log_failure(std::exception_ptr error);
async::task<> write(std::string text);
async::task<> save(const order &o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> rename(std::string_view name) {
  co_await write("begin");
  co_await write(std::string(name));
}
async::task<int> sum(std::span<const int> numbers) {
  co_await write("begin");
  co_return numbers.size();
}

// 1. Awaited, joined or waited for in the same full expression (clang's
// coro_lifetimebound leaves it out too).
async::task<> at_once() {
  co_await save(load(1));
  co_await rename("dear " + load(1).customer);
  co_await async::when_all(save(load(1)), save(load(2)));
  co_await save(load(1)).configure_await(false);
  int n = co_await sum(std::vector<int>{1, 2});
  if (co_await sum(std::vector<int>{1, 2}) > n)
    co_return;
  save(load(1)).wait();
}

// 2. A local that lives as long as the task's variable.
async::task<> local() {
  order o = load(1);
  auto saving = save(o);
  co_await write("meanwhile");
  co_await saving;
}

// 3. The container that is joined lives in the same block, or in an inner one
// (CppCoreGuidelines #2050: under structured concurrency references are fine).
async::task<> joined(std::vector<order> orders) {
  std::vector<async::task<>> all;
  for (const order &o : orders)
    all.push_back(save(o));
  co_await async::when_all(std::move(all));
}
async::task<> joined_inside(const std::vector<int> &ids) {
  for (int id : ids) {
    order o = load(id);
    std::vector<async::task<>> all;
    all.push_back(save(o));
    all.push_back(rename(o.customer));
    co_await async::when_all(std::move(all));
  }
}

// 4. Awaited before the block ends, though the variable lives on.
async::task<> before_the_end() {
  async::task<> saving;
  for (int id = 0; id < 3; ++id) {
    order o = load(id);
    saving = save(o);
    co_await saving;
  }
  {
    order o = load(1);
    saving = save(o);
    saving.wait();
  }
}

// 5. The parameters and the locals of the coroutine that awaits.
async::task<> own(order o, const order &given, order &changed) {
  auto a = save(o);
  auto b = save(given);
  auto c = save(changed);
  co_await a;
  co_await b;
  co_await c;
}

// 6. Somebody else's: a reference parameter, a pointer, a shared pointer.
class shop {
public:
  void keep(const order &o, const order *p, std::shared_ptr<order> shared,
            std::string_view name) {
    saving_ = save(o);
    other_ = save(*p);
    saving_ = save(*shared);
    other_ = rename(name);
    const order &same = o;
    saving_ = save(same);
  }
  // Members live as long as the tasks that are kept beside them.
  void keep_own() {
    saving_ = save(own_);
    other_ = rename(own_.customer);
    other_ = save(*mine_);
    all_.push_back(save(this->own_));
    async::detach(save(own_), log_failure);
  }
  // Awaited, or perhaps awaited, before the order dies.
  async::task<> awaits() {
    order o = load(1);
    saving_ = save(o);
    co_await saving_;
  }
  async::task<> waits_for_something() {
    order o = load(1);
    saving_ = save(o);
    co_await write("until it is done");
  }

private:
  order own_;
  std::unique_ptr<order> mine_;
  async::task<> saving_, other_;
  std::vector<async::task<>> all_;
};

// 7. Objects that live for ever: globals, statics, string literals, constants.
const order standard{1, "nobody", {}};
constexpr std::string_view greeting = "hello";
inline constexpr int numbers[] = {1, 2, 3};
async::task<> for_ever() {
  static const order first = load(1);
  auto a = save(standard);
  auto b = save(first);
  auto c = rename("literal");
  auto d = rename(greeting);
  auto e = sum(numbers);
  auto f = rename(standard.customer);
  using namespace std::string_view_literals;
  auto g = rename("literal"sv);
  auto h = rename({});
  co_await a, co_await b, co_await c, co_await d, co_await e, co_await f;
  co_await g, co_await h;
}

// 8. By value, the frame has its own.
async::task<> save_copy(order o) {
  co_await write("begin");
  co_await write(o.customer);
}
async::task<> save_shared(std::shared_ptr<const order> o) {
  co_await write("begin");
  co_await write(o->customer);
}
async::task<> by_value() {
  auto a = save_copy(load(1));
  auto b = save_shared(std::make_shared<order>(load(1)));
  std::vector<async::task<>> all;
  for (int id = 0; id < 3; ++id) {
    order o = load(id);
    all.push_back(save_copy(o));
    all.push_back(save_copy(std::move(o)));
  }
  co_await a;
  co_await b;
  co_await async::when_all(std::move(all));
}

// 9. Owned elsewhere: the container is moved to where the task goes.
struct batch {
  std::vector<order> orders;
  async::task<> saving;
};
void send(batch b);
async::task<> moved_along() {
  std::vector<batch> all;
  for (int id = 0; id < 3; ++id) {
    std::vector<order> orders(1);
    batch b;
    b.saving = save(orders.front());
    b.orders = std::move(orders);
    all.push_back(std::move(b));
  }
  for (batch &b : all)
    co_await b.saving;
}

// 10. Empty objects: there is nothing in them to be read.
struct tag {};
async::task<> tagged(const tag &, const std::allocator_arg_t &, const order &o);
async::task<> tagged_save(const tag &t, order o) {
  co_await write("begin");
  show(o);
  (void)t;
}
async::task<> empty() {
  auto a = tagged_save(tag{}, load(1));
  co_await a;
}

// 11. Unevaluated: nothing is called.
using saved = decltype(save(load(1)));
static_assert(!noexcept(save(load(1))));
static_assert(sizeof(save(load(1))) > 0);

// 12. Local pointers and views that may point elsewhere by then.
async::task<> moving_target(bool other) {
  async::task<> renaming;
  {
    std::string name = "x";
    std::string_view view = name;
    if (other)
      view = "literal";
    renaming = rename(view);
  }
  co_await renaming;
}

// 13. Calls by a name that is not known, or through a pointer, and what a
// function gives that might belong to anybody.
const order &find(const order &among);
async::task<> unknown(async::task<> (*saver)(const order &),
                      std::function<async::task<>(const order &)> other) {
  auto a = saver(load(1));
  auto b = other(load(1));
  auto c = save(find(load(1)));
  co_await a;
  co_await b;
  co_await c;
}

// 14. The first suspension of a hot coroutine comes after the last use
// ("nothing captured is used after the only co_await").
async::task<> logged(const order &o) {
  show(o);
  std::string customer = o.customer;
  co_await write(customer);
  co_await write(customer);
}
// A copy before the first suspension ("copied every capture to a frame local").
async::task<> copies(const order &o) {
  auto own = o;
  const std::string name{o.customer};
  co_await write("begin");
  show(own);
  co_await write(name);
}
async::task<> last_use(const order &o) { co_await write(o.customer); }
async::task<> never(const order &) { co_await write("begin"); }
async::task<> one_branch(const order &o, bool wait) {
  if (wait) {
    co_await write("begin");
    co_return;
  }
  show(o);
}
async::task<> no_late_use() {
  auto a = logged(load(1));
  auto b = copies(load(1));
  auto c = last_use(load(1));
  auto d = never(load(1));
  auto e = one_branch(load(1), true);
  co_await a, co_await b, co_await c, co_await d, co_await e;
}
