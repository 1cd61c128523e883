// One-shot awaitables that are used up twice: conditions, handlers, templates.
#include <async/async.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct order {
  int id = 0;
  std::string article;
};

async::value_task<int> cached_count();
async::value_task<order> load(int id);
async::value_task<> flush();
void log_count(int count);
void keep(async::value_task<int> counting);
bool look(const async::value_task<int> &counting);
async::task<int> sum(async::value_task<int> a, async::value_task<int> b);

// 1. A condition that changes, but excludes nothing.
int next_id();
async::task<int> changing_conditions(bool more) {
  auto a = cached_count();
  auto b = cached_count();
  int all = 0;
  while (more) {
    all += co_await a; // warn: 'a' is awaited in each turn
    more = next_id() > 0;
  }
  int found = co_await b;
  found = found + all;
  if (found > 3)
    all += co_await b; // warn: 'b' is awaited twice
  co_return all;
}

// 2. In a template: once, for all that is made of it.
template <typename T> async::task<T> in_a_template(T first, int turns) {
  auto counting = cached_count();
  async::value_task<T> loading(co_await first);
  T all = co_await counting;
  co_await loading;
  for (int i = 0; i < turns; ++i)
    co_await loading;              // warn: 'loading' is awaited twice
  co_return all + co_await counting; // warn: 'counting' is awaited twice
}
template <typename T> T result_in_a_template(async::value_task<T> counting) {
  const T first = counting.result();
  return first + counting.result(); // warn: 'counting' is read twice
}

// 3. A throw after the await, and again in the handler; a handler, and again
// after it.
async::task<int> in_handlers(bool strict) {
  auto a = cached_count();
  int all = 0;
  try {
    all = co_await a;
    if (strict)
      throw 3;
  } catch (int) {
    all = -1;
  }
  co_return all + co_await a; // warn: 'a' is awaited twice
}

// 4. In an initializer of `if` and `switch`, and in conditions.
async::task<int> in_conditions() {
  auto counting = cached_count();
  if (const int first = co_await counting; first > 3)
    co_return first;
  switch (co_await counting) { // warn: 'counting' is awaited twice
  case 1:
    break;
  }
  while (co_await counting > 3) // warn: 'counting' is awaited twice
    log_count(3);
  co_return 0;
}

// 5. A use in a choice, and again after it.
async::task<int> after_a_choice(bool warm) {
  auto a = cached_count();
  auto b = cached_count();
  const int first = co_await (warm ? a : b);
  co_return first + co_await a; // warn: 'a' is awaited twice
}

// 6. In a constructor: taken by a member, and asked after that.
struct counter {
  explicit counter(async::value_task<int> counting)
      : counting_(std::move(counting).as_task()) {
    log_count(counting.result()); // warn: 'counting' is read after it was converted
  }
  async::task<int> counting_;
};

// 7. Handed over to a function that awaits it.
void handed_over() {
  auto flushing = flush();
  async::detach(std::move(flushing), [](std::exception_ptr) {});
  async::detach(std::move(flushing), [](std::exception_ptr) {}); // warn: 'flushing' is moved twice
}

// 8. Tests that do not keep the second use away.
async::task<int> tests_in_between(int kind, bool warm, bool late) {
  auto a = cached_count();
  auto b = cached_count();
  auto c = cached_count();
  int all = 0;
  if (kind > 3)
    all += co_await a;
  if (kind > 5)
    log_count(kind);
  all += co_await a; // warn: 'a' is awaited twice
  if (warm)
    all += co_await b;
  if (late)
    all += co_await b; // warn: 'b' is awaited twice
  if (warm)
    all += co_await c;
  if (warm)
    all += co_await c; // warn: 'c' is awaited twice
  co_return all;
}

// 9. A test in a loop that has the same answer in each turn, or one of its own.
async::task<int> tests_in_a_loop(std::vector<order> orders, int kind) {
  auto a = cached_count();
  auto b = cached_count();
  int all = 0;
  for (const order &o : orders) {
    if (o.id > 3)
      all += co_await a; // warn: 'a' is awaited in each turn
    if (kind == 1)
      all += co_await b; // warn: 'b' is awaited in each turn
  }
  co_return all;
}

// 10. A lambda that is made in each turn takes it each time.
async::task<int> taken_in_each_turn() {
  auto counting = cached_count();
  int all = 0;
  for (int i = 0; i < 3; ++i) {
    auto later = [kept = std::move(counting)]() mutable -> async::task<int> { // warn: 'counting' is moved in each turn
      co_return co_await kept;
    };
    all += co_await later();
  }
  co_return all;
}

// 11. Filled again, but whether it is has nothing to do with the next turn.
async::task<int> filled_at_times(int pages, bool warm) {
  int all = 0;
  auto loading = load(0);
  for (int i = 0; i < pages; ++i) {
    all += (co_await loading).id; // warn: 'loading' is awaited in each turn of the loop
    if (warm)
      loading = load(i);
  }
  co_return all;
}
