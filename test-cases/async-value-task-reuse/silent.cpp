// What looks like a second use, and is none.
#include <async/async.hpp>

#include <cassert>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct order {
  int id = 0;
};

async::value_task<int> cached_count();
async::value_task<int> load(int id);
async::value_task<> flush();
async::task<int> count();
void log_count(int count);
void keep(async::value_task<int> counting);
void refill(async::value_task<int> &counting);
void refill_at(async::value_task<int> *counting);
bool look(const async::value_task<int> &counting);

// 1. Awaited once, also after other work (CA2012 allows it).
async::task<int> once() {
  auto counting = cached_count();
  co_await async::delay(1ms);
  co_return co_await counting;
}

// 2. Awaited, returned, converted and passed on directly (CA2012).
async::task<int> directly() {
  const int first = co_await cached_count();
  keep(cached_count());
  async::task<int> kept = cached_count().as_task();
  co_return first + co_await kept + co_await cached_count();
}
async::value_task<int> returned() { return cached_count(); }

// 3. On branches that exclude each other (CA2012).
async::task<int> on_either_branch(bool warm) {
  auto counting = cached_count();
  if (warm)
    co_return co_await counting;
  co_return 1 + co_await counting;
}

async::task<int> in_both_arms(bool warm) {
  auto counting = cached_count();
  int all = 0;
  if (warm)
    all = co_await counting;
  else
    all = 1 + co_await counting;
  co_return all;
}

// 4. In the cases of a `switch` that do not fall through.
async::task<int> in_cases(int kind) {
  auto counting = cached_count();
  switch (kind) {
  case 1:
    co_return co_await counting;
  case 2:
    log_count(co_await counting);
    break;
  default:
    keep(std::move(counting));
  }
  co_return 0;
}

// 5. In the arms of `?:`, and on the two sides of `||`.
async::task<int> in_a_choice(bool warm) {
  auto counting = cached_count();
  co_return warm ? co_await counting : 1 + co_await counting;
}
async::task<int> of_two(bool warm) {
  auto a = cached_count();
  auto b = cached_count();
  const int first = co_await (warm ? a : b);
  co_return first;
}

// 6. The branches depend on the same flag.
async::task<int> by_a_flag(const bool warm) {
  auto counting = cached_count();
  int all = 0;
  if (warm)
    all += co_await counting;
  co_await async::delay(1ms);
  if (!warm)
    all += co_await counting;
  co_return all;
}

async::task<int> by_a_local_flag(int limit) {
  const bool early = limit > 3;
  auto counting = cached_count();
  if (early)
    log_count(co_await counting);
  else
    log_count(limit);
  if (early)
    co_return 0;
  co_return co_await counting;
}

// 7. An early return.
async::task<int> early_return(bool warm) {
  auto counting = cached_count();
  if (warm) {
    log_count(co_await counting);
    co_return 0;
  }
  co_return co_await counting;
}

// 8. `break` and `return` end the loop that awaits.
async::task<int> once_in_a_loop(std::vector<int> ids) {
  auto counting = cached_count();
  for (int id : ids) {
    if (id < 0)
      continue;
    co_return id + co_await counting;
  }
  co_return co_await counting;
}
async::task<> until_break() {
  auto flushing = flush();
  while (true) {
    co_await flushing;
    break;
  }
}

// 9. Asked until it is done, then awaited.
async::task<int> polled() {
  auto counting = cached_count();
  while (!counting.done())
    co_await async::yield();
  co_return co_await counting;
}

// 10. An assignment makes it another one (use-after-move's reinitialisation).
async::task<int> assigned() {
  auto counting = cached_count();
  int all = co_await counting;
  counting = load(2);
  all += co_await counting;
  counting = async::value_task<int>(count());
  co_return all + co_await counting;
}

// 11. So does one in the loop, before or after the await.
async::task<int> assigned_in_a_loop(int pages) {
  auto page = load(0);
  int all = 0;
  for (int i = 1; i < pages; ++i) {
    all += co_await page;
    page = load(i);
  }
  co_return all + co_await page;
}

// 12. An assignment from itself: used up, then filled again.
async::value_task<int> retried(async::value_task<int> before);
async::task<int> wrapped() {
  auto counting = cached_count();
  for (int i = 0; i < 3; ++i)
    counting = retried(std::move(counting));
  co_return co_await counting;
}

// 13. std::exchange and std::swap put another one there.
async::task<int> exchanged() {
  auto counting = cached_count();
  int all = co_await std::exchange(counting, load(1));
  all += co_await std::exchange(counting, load(2));
  auto other = load(3);
  all += co_await other;
  std::swap(counting, other);
  co_return all + co_await other;
}

// 14. Each turn of a loop makes its own.
async::task<int> made_in_the_loop(std::vector<int> ids) {
  int all = 0;
  for (int id : ids) {
    auto loading = load(id);
    all += co_await loading;
  }
  for (int id = 0; id < 3; ++id)
    all += co_await load(id);
  co_return all;
}

// 15. Each element of a container, by value and by reference.
async::task<int> elements(std::vector<async::value_task<int>> loads) {
  int all = 0;
  for (auto &loading : loads)
    all += co_await loading;
  for (auto &&loading : loads) {
    keep(std::move(loading));
  }
  co_return all;
}
async::task<int> bound_elements(std::map<int, async::value_task<int>> loads) {
  int all = 0;
  for (auto &[id, loading] : loads)
    all += id + co_await loading;
  co_return all;
}

// 16. Elements whose index is not known to be the same.
async::task<int> by_index(std::vector<async::value_task<int>> loads) {
  int all = 0;
  for (std::size_t i = 0; i < loads.size(); ++i)
    all += co_await loads[i];
  async::value_task<int> pair[] = {load(1), load(2)};
  for (auto &loading : pair)
    all += co_await loading;
  co_return all + co_await pair[0] + co_await pair[1];
}

// 17. Different parts of one object, and an object that is filled again.
async::task<int> parts(std::pair<async::value_task<int>, async::value_task<int>> both) {
  int all = co_await both.first;
  all += co_await both.second;
  both = {load(1), load(2)};
  co_return all + co_await both.first;
}
async::task<int> filled_again(std::optional<async::value_task<int>> maybe) {
  int all = co_await *maybe;
  maybe.emplace(load(1));
  co_return all + co_await *maybe;
}

// 18. A task may be awaited again and again.
async::task<int> a_task() {
  auto counting = count();
  int all = co_await counting + co_await counting;
  for (int i = 0; i < 3; ++i)
    all += co_await counting;
  auto kept = cached_count().as_task();
  co_return all + co_await kept + co_await kept + kept.result();
}

// 19. Operands that are not evaluated.
async::task<int> not_evaluated() {
  auto counting = cached_count();
  static_assert(sizeof(counting.result()) == sizeof(int));
  static_assert(!noexcept(counting.result()));
  decltype(counting.result()) all = co_await counting;
  co_return all;
}

// 20. The use that comes second in the text comes first, or never comes.
async::task<int> never_together(bool warm) {
  auto counting = cached_count();
  goto start;
again:
  co_return co_await counting;
start:
  if (warm)
    goto again;
  co_return 1 + co_await counting;
}

// 21. In different lambdas and functions.
void in_lambdas() {
  auto first = [](async::value_task<int> counting) -> async::task<int> {
    co_return co_await counting;
  };
  auto second = [](async::value_task<int> counting) -> async::task<int> {
    co_return co_await counting;
  };
  async::detach(first(cached_count()), [](std::exception_ptr) {});
  async::detach(second(cached_count()), [](std::exception_ptr) {});
}

// 22. A `(void)` and a discarded move use nothing up.
async::task<int> thrown_away() {
  auto counting = cached_count();
  (void)counting;
  (void)std::move(counting);
  const auto &same = std::as_const(counting);
  (void)same.done();
  co_return co_await counting;
}

// 23. Joined once: a container that is filled and awaited at once.
async::task<int> filled_and_awaited(std::vector<int> ids) {
  std::vector<async::value_task<int>> loads;
  for (int id : ids)
    loads.push_back(load(id));
  int all = 0;
  for (auto &loading : loads)
    all += co_await loading;
  co_return all;
}
