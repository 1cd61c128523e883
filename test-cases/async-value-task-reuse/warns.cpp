// One-shot awaitables that are used up twice.
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

// 1. Twice in a row (CA2012).
async::task<int> twice() {
  auto counting = cached_count();          // note: 'counting' is made here
  const int before = co_await counting;    // note: 'counting' is awaited here first
  co_return before + co_await counting;    // warn: 'counting' is awaited twice: the first use takes its only result; keep that result, or make a task of it with 'as_task' first
}

// 2. Each further use is a finding, and the notes show the first one.
async::task<> three_times() {
  auto flushing = flush();
  co_await flushing; // note: 'flushing' is awaited here first // note: 'flushing' is awaited here first
  co_await flushing; // warn: 'flushing' is awaited twice
  co_await flushing; // warn: 'flushing' is awaited twice
}

// 3. In a loop, though it is made outside.
async::task<int> in_a_loop() {
  auto counting = cached_count();
  int sum = 0;
  for (int i = 0; i < 3; ++i)
    sum += co_await counting; // warn: 'counting' is awaited in each turn of the loop, but made outside of it
  co_return sum;
}

// 4. In `while`, `do` and a range-based loop.
async::task<> in_other_loops(std::vector<order> orders, bool more, bool again) {
  auto a = flush();
  auto b = flush();
  auto c = flush();
  while (more)
    co_await a; // warn: 'a' is awaited in each turn
  do {
    co_await b; // warn: 'b' is awaited in each turn
  } while (again);
  for (const order &o : orders) {
    log_count(o.id);
    co_await c; // warn: 'c' is awaited in each turn
  }
}

// 5. On one branch, and again where the branches join.
async::task<int> after_a_branch(bool warm) {
  auto counting = cached_count();
  if (warm)
    log_count(co_await counting); // note: 'counting' is awaited here first
  co_return co_await counting;    // warn: 'counting' is awaited twice
}

// 6. Before a branch, and again in both of its arms.
async::task<int> before_a_branch(bool warm) {
  auto counting = cached_count();
  log_count(co_await counting);
  if (warm)
    co_return co_await counting; // warn: 'counting' is awaited twice
  else
    co_return 1 + co_await counting; // warn: 'counting' is awaited twice
}

// 7. A `case` that falls through into the next.
async::task<> falls_through(int kind) {
  auto flushing = flush();
  switch (kind) {
  case 1:
    co_await flushing; // note: 'flushing' is awaited here first
    [[fallthrough]];
  case 2:
    co_await flushing; // warn: 'flushing' is awaited twice
    break;
  default:
    co_await flushing;
  }
}

// 8. Through an alias.
async::task<int> by_alias() {
  auto counting = cached_count();
  auto &same = counting;
  const int before = co_await same;     // note: 'same' is awaited here first
  co_return before + co_await counting; // warn: 'counting' is awaited twice
}

// 9. A reference parameter.
async::task<int> by_reference(async::value_task<int> &counting) {
  const int before = co_await counting;
  co_return before + co_await counting; // warn: 'counting' is awaited twice
}

// 10. Parameters by value and by rvalue reference.
async::task<int> parameters(async::value_task<int> a,
                            async::value_task<int> &&b) {
  int all = co_await a + co_await b;
  all += co_await a;            // warn: 'a' is awaited twice
  all += co_await std::move(b); // warn: 'b' is awaited twice
  co_return all;
}

// 11. Moved, and awaited after that.
async::task<int> after_a_move() {
  auto counting = cached_count();
  keep(std::move(counting));   // note: 'counting' is moved here first
  co_return co_await counting; // warn: 'counting' is awaited after it was moved: the first use takes its only result; do not use it after that, or make a task of it with 'as_task' first
}

// 12. Awaited, and moved after that.
async::task<> moved_too_late() {
  auto counting = cached_count();
  log_count(co_await counting);
  keep(std::move(counting)); // warn: 'counting' is moved after it was awaited
}

// 13. Converted, and awaited after that.
async::task<int> after_a_conversion() {
  auto counting = cached_count();
  async::task<int> kept = std::move(counting).as_task();
  const int first = co_await kept;
  co_return first + co_await counting; // warn: 'counting' is awaited after it was converted
}

// 14. Converted too late.
async::task<int> converted_too_late() {
  auto counting = cached_count();
  const int first = co_await counting;
  async::task<int> kept = std::move(counting).as_task(); // warn: 'counting' is converted after it was awaited
  co_return first + co_await kept;
}

// 15. The result, after it was awaited: there is none any more.
async::task<int> result_after_await() {
  auto counting = cached_count();
  log_count(co_await counting);
  co_return counting.result(); // warn: 'counting' is read after it was awaited
}

// 16. The result twice, though it is done.
int result_twice() {
  auto counting = cached_count();
  if (!counting.done())
    return 0;
  return counting.result() + counting.result(); // warn: 'counting' is read twice
}

// 17. A configured await is an await.
async::task<int> configured() {
  auto counting = cached_count();
  const int before = co_await counting.configure_await(false);
  co_return before + co_await counting.configure_await(false); // warn: 'counting' is awaited twice
}

// 18. `std::move` around it, casts and parentheses change nothing.
async::task<int> spelled_otherwise() {
  auto counting = cached_count();
  int all = co_await std::move(counting);
  all += co_await (counting);                                              // warn: 'counting' is awaited twice
  all += co_await static_cast<async::value_task<int> &&>(counting);        // warn: 'counting' is awaited twice
  all += co_await std::forward<async::value_task<int>>(counting);          // warn: 'counting' is awaited twice
  co_return all;
}

// 19. Asking in between is not using it up, and gives nothing back.
async::task<int> asked_in_between() {
  auto counting = cached_count();
  const int before = co_await counting;
  if (look(counting) || counting.done())
    co_return before;
  co_return co_await counting; // warn: 'counting' is awaited twice
}

// 20. Returned, but only after it was awaited.
async::value_task<int> returned_too_late(bool warm) {
  auto counting = cached_count();
  while (warm)
    return counting;
  keep(std::move(counting));
  return std::move(counting); // warn: 'counting' is moved twice
}

// 21. Captured by a move, and awaited after that.
async::task<int> after_a_capture() {
  auto counting = cached_count();
  auto later = [kept = std::move(counting)]() mutable -> async::task<int> {
    co_return co_await kept;
  };
  co_return co_await later() + co_await counting; // warn: 'counting' is awaited after it was moved
}

// 22. In the lambda itself.
void in_a_lambda() {
  auto counting = cached_count();
  auto both = [kept = std::move(counting)]() mutable -> async::task<int> {
    const int first = co_await kept;
    co_return first + co_await kept; // warn: 'kept' is awaited twice
  };
  async::detach(both(), [](std::exception_ptr) {});
}

// 23. Given away twice, in one call.
async::task<int> given_twice() {
  auto counting = cached_count();
  co_return co_await sum(std::move(counting), std::move(counting)); // warn: 'counting' is moved twice
}

// 24. Through a temporary that a reference keeps alive.
async::task<int> kept_temporary() {
  auto &&counting = cached_count();
  const int before = co_await counting;
  co_return before + co_await counting; // warn: 'counting' is awaited twice
}

// 25. A part of a local object; an element with a constant index.
struct both_counts {
  async::value_task<int> today;     // warn: member 'today' keeps a value task
  async::value_task<int> yesterday; // warn: member 'yesterday' keeps a value task
};
both_counts start_both();
async::task<int> parts() {
  both_counts counts = start_both();
  int all = co_await counts.today + co_await counts.yesterday;
  all += co_await counts.today; // warn: 'today' is awaited twice
  async::value_task<int> pair[] = {cached_count(), cached_count()};
  all += co_await pair[0] + co_await pair[1];
  all += co_await pair[1]; // warn: is awaited twice
  co_return all;
}

// 26. Structured bindings.
async::task<int> bindings() {
  auto [today, yesterday] = start_both();
  const int all = co_await today + co_await yesterday;
  co_return all + co_await today; // warn: 'today' is awaited twice
}

// 27. In an optional.
async::task<int> in_an_optional(std::optional<async::value_task<int>> maybe) {
  if (!maybe)
    co_return 0;
  const int all = co_await *maybe;
  co_return all + co_await *maybe; // warn: 'maybe' is awaited twice
}
