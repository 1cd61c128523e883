// A task that lives on when what its coroutine's parameters refer to is dead.
#include <async/async.hpp>

#include <array>
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
async::task<> write(std::string text);

// Hot: each runs at once, and uses its parameter after its first suspension.
async::task<> save(const order &o) {
  co_await write("begin");    // note: 'save' is suspended here
  co_await write(o.customer); // note: used here after the suspension
}
async::task<> rename(std::string_view name) {
  co_await write("begin");
  co_await write(std::string(name));
}
async::task<int> sum(std::span<const int> numbers) {
  co_await write("begin");
  int total = 0;
  for (int n : numbers) // note: used here after the suspension
    total += n;
  co_return total;
}
async::task<> print(const char *text) {
  co_await write("begin");
  co_await write(text);
}

// 1. A temporary dies at the semicolon; the task is awaited later.
async::task<> temporary() {
  // warn@+1: task from 'save' refers to a temporary, which dies at the end of this expression while the task lives on; pass it by value or await the task before that
  auto saving = save(load(1)); // note: the temporary is made here // note: the task is kept in 'saving'
  co_await write("meanwhile");
  co_await saving; // note: the task is used here after that
}

// 2. The order of one turn of the loop dies before the tasks are joined.
async::task<> loop(const std::vector<int> &ids) {
  std::vector<async::task<>> all;
  all.reserve(ids.size());
  for (int id : ids) {
    order o = load(id);     // note: 'o' is declared here
    all.push_back(save(o)); // warn: task from 'save' refers to 'o', which dies with its block while the task lives on // note: the task is kept in 'all'
  } // note: 'o' dies here, at the end of its block
  co_await async::when_all(std::move(all)); // note: the task is used here after that
}

// 3. The loop's own variable.
async::task<> loop_variable(std::vector<order> orders) {
  std::vector<async::task<>> all;
  for (order o : orders)
    all.push_back(save(o)); // warn: task from 'save' refers to 'o'
  co_await async::when_all(std::move(all));
}

// 4. A block, a condition's variable, a branch, a handler's block.
async::task<> blocks(bool known) {
  async::task<> saving;
  {
    order o = load(1);
    saving = save(o); // warn: task from 'save' refers to 'o', which dies with its block
  }
  co_await saving;
  if (order o = load(2); o.id > 0)
    saving = save(o); // warn: task from 'save' refers to 'o'
  co_await saving;
  if (known) {
    order other = load(3);
    saving = save(other); // warn: task from 'save' refers to 'other'
  }
  co_await saving;
  try {
    order tried = load(4);
    saving = save(tried); // warn: task from 'save' refers to 'tried'
  } catch (...) {
  }
  co_await saving;
}

// 5. A view of a temporary string, and of one that dies with its block.
async::task<> views(const order &o, bool known) {
  auto renaming = rename("dear " + o.customer); // warn: task from 'rename' refers to a temporary
  co_await renaming;
  auto again = rename(std::string_view(std::string("x"))); // warn: task from 'rename' refers to a temporary
  co_await again;
  if (known) {
    std::string name = "dear customer";
    renaming = rename(name); // warn: task from 'rename' refers to 'name'
  }
  co_await renaming;
  if (known) {
    std::string name = "dear customer";
    const std::string_view part = name;
    renaming = rename(part.substr(5)); // warn: task from 'rename' refers to 'name'
  }
  co_await renaming;
}

// 6. Spans of a vector, of an array, of a pointer.
async::task<int> spans() {
  auto summing = sum(std::vector<int>{1, 2}); // warn: task from 'sum' refers to a temporary
  int all = co_await summing;
  if (all > 0) {
    int numbers[] = {1, 2};
    summing = sum(numbers); // warn: task from 'sum' refers to 'numbers'
  }
  all += co_await summing;
  if (all > 0) {
    std::array<int, 2> numbers = {1, 2};
    summing = sum(std::span(numbers)); // warn: task from 'sum' refers to 'numbers'
  }
  all += co_await summing;
  if (all > 0) {
    std::vector<int> numbers = {1, 2};
    summing = sum(std::span<const int>(numbers.data(), numbers.size())); // warn: task from 'sum' refers to 'numbers'
  }
  co_return co_await summing;
}

// 7. Pointers: `c_str()`, `data()`, `&local`, std::addressof, an array.
async::task<> check(const order *o) {
  co_await write("begin");
  co_await write(o->customer);
}
async::task<> pointers(std::string name, bool known) {
  auto printing = print((name + "!").c_str()); // warn: task from 'print' refers to a temporary
  co_await printing;
  async::task<> checking;
  if (known) {
    order o = load(1);
    checking = check(&o); // warn: task from 'check' refers to 'o'
  }
  co_await checking;
  if (known) {
    order o = load(1);
    checking = check(std::addressof(o)); // warn: task from 'check' refers to 'o'
  }
  co_await checking;
  if (known) {
    char text[] = "hello";
    printing = print(text + 1); // warn: task from 'print' refers to 'text'
  }
  co_await printing;
  if (known) {
    auto o = std::make_unique<order>();
    checking = check(o.get()); // warn: task from 'check' refers to 'o'
  }
  co_await checking;
}

// 8. std::ref, std::as_const, std::move to `T &&`: all of them only refer.
async::task<> take(order &&o) {
  co_await write("begin");
  co_await write(std::move(o.customer));
}
async::task<> through(std::reference_wrapper<order> o) {
  co_await write("begin");
  co_await write(o.get().customer);
}
async::task<> wrapped(bool known) {
  async::task<> task;
  if (known) {
    order o = load(1);
    task = take(std::move(o)); // warn: task from 'take' refers to 'o'
  }
  co_await task;
  if (known) {
    order o = load(1);
    task = through(std::ref(o)); // warn: task from 'through' refers to 'o'
  }
  co_await task;
  if (known) {
    order o = load(1);
    task = save(std::as_const(o)); // warn: task from 'save' refers to 'o'
  }
  co_await task;
  auto taking = take(load(1)); // warn: task from 'take' refers to a temporary
  co_await taking;
}

// 9. A part of a local: a member, an element, what an optional has.
async::task<> parts(bool known) {
  async::task<> task;
  if (known) {
    order o = load(1);
    task = rename(o.customer); // warn: task from 'rename' refers to 'o'
  }
  co_await task;
  if (known) {
    std::vector<order> orders(2);
    task = save(orders[1]); // warn: task from 'save' refers to 'orders'
  }
  co_await task;
  if (known) {
    std::optional<order> found = load(1);
    task = save(*found); // warn: task from 'save' refers to 'found'
  }
  co_await task;
  if (known) {
    std::pair<int, order> both = {1, load(1)};
    auto &[id, o] = both;
    task = save(both.second); // warn: task from 'save' refers to 'both'
  }
  co_await task;
  if (known) {
    order o = load(1);
    const auto &name = o.customer;
    task = rename(name); // warn: task from 'rename' refers to 'o'
  }
  co_await task;
  if (known) {
    const order &kept = load(1);
    task = save(kept); // warn: task from 'save' refers to 'kept'
  }
  co_await task;
}

// 10. Both branches of `?:` die.
async::task<> choice(bool first) {
  async::task<> saving;
  {
    order a = load(1), b = load(2);
    saving = save(first ? a : b); // warn: task from 'save' refers to 'a'
  }
  co_await saving;
}
