// Where nobody knows whether it is a second use, the check is silent.
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

// 1. Passed on by reference or by pointer: it may be another one then.
async::task<int> passed_on() {
  auto counting = cached_count();
  int all = co_await counting;
  refill(counting);
  all += co_await counting;
  refill_at(&counting);
  co_return all + co_await counting;
}

// 2. Captured by reference: who has the lambda may fill it again.
async::task<int> captured() {
  auto counting = cached_count();
  auto again = [&counting] { counting = load(1); };
  int all = co_await counting;
  again();
  co_return all + co_await counting;
}
async::task<int> captured_by_default() {
  auto counting = cached_count();
  auto again = [&](int id) { counting = load(id); };
  int all = 0;
  for (int id = 0; id < 3; ++id) {
    all += co_await counting;
    again(id);
  }
  co_return all;
}

// 3. Its address is kept.
struct loader {
  async::value_task<int> *target = nullptr;
  void again();
};
async::task<int> address_taken() {
  auto counting = cached_count();
  loader loading{&counting};
  int all = co_await counting;
  loading.again();
  co_return all + co_await counting;
}

// 4. A reference to it is kept.
struct filler {
  explicit filler(async::value_task<int> &counting);
  void fill();
};
async::task<int> reference_kept() {
  auto counting = cached_count();
  filler filling(counting);
  int all = co_await counting;
  filling.fill();
  co_return all + co_await counting;
}

// 5. Awaited in `try`, and again where that failed: nobody knows how far it
// came.
async::task<int> in_a_handler() {
  auto counting = cached_count();
  int all = 0;
  try {
    all = co_await load(1) + co_await counting;
    co_return all;
  } catch (const std::exception &) {
    all = -1;
  }
  co_return all + co_await counting;
}

// 6. An alias of what is not known: others may change it.
async::task<int> unknown_alias(std::vector<async::value_task<int>> &loads, int at) {
  auto &loading = loads[at];
  int all = co_await loading;
  loads[at] = load(at);
  co_return all + co_await loading;
}

// 7. What this object, a pointer or a reference leads to may be changed while
// the coroutine waits.
struct half {
  async::value_task<int> &loading;
};
async::task<int> through_others(std::unique_ptr<half> owned, half *seen, half &other) {
  int all = co_await owned->loading + co_await seen->loading + co_await other.loading;
  co_return all + co_await owned->loading + co_await seen->loading + co_await other.loading;
}

// 8. What led to the first use is changed, and tested again before the next.
async::task<int> once_by_a_flag(int turns) {
  auto counting = cached_count();
  bool seen = false;
  int all = 0;
  for (int i = 0; i < turns; ++i) {
    if (!seen) {
      all += co_await counting;
      seen = true;
    }
    co_await async::delay(1ms);
  }
  co_return all;
}
int once_by_an_optional() {
  auto counting = cached_count();
  std::optional<int> known;
  while (!known) {
    if (counting.done())
      known = counting.result();
  }
  return *known;
}
async::task<int> in_the_first_turn(std::vector<int> ids) {
  auto counting = cached_count();
  int all = 0;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (i == 0)
      all += co_await counting;
  co_return all;
}
async::task<int> until_shown(int limit) {
  auto counting = cached_count();
  bool shown = false;
  while (!shown) {
    if (counting.done()) {
      log_count(co_await counting);
      shown = true;
    }
    co_await async::delay(1ms);
  }
  co_return limit;
}

// 9. Two tests of the same thing, between which nothing changes it: they may
// exclude each other.
async::task<int> by_kind(int kind) {
  auto counting = cached_count();
  int all = 0;
  if (kind == 1)
    all = co_await counting;
  if (kind == 2)
    all = 2 * co_await counting;
  co_return all;
}
async::task<int> by_pointer(const order *placed) {
  auto counting = cached_count();
  int all = 0;
  if (placed)
    all = co_await counting + placed->id;
  co_await async::delay(1ms);
  if (!placed)
    all = co_await counting;
  co_return all;
}
async::task<int> by_optional(std::optional<int> known) {
  auto counting = cached_count();
  if (known.has_value())
    log_count(co_await counting);
  co_return known.has_value() ? *known : co_await counting;
}

// 10. A flag that tells whether it was used up.
async::task<int> by_a_changing_flag(int limit) {
  auto counting = cached_count();
  bool used = false;
  int all = 0;
  if (limit > 3) {
    all = co_await counting;
    used = true;
  }
  if (!used)
    all = co_await counting;
  co_return all;
}

// 11. The condition of `&&`, `||` and a function that does not come back.
[[noreturn]] void give_up();
async::task<bool> in_logic(const bool warm) {
  auto counting = cached_count();
  co_return (warm && co_await counting > 1) || (!warm && co_await counting > 2);
}
async::task<int> gives_up(bool broken) {
  auto counting = cached_count();
  if (broken) {
    log_count(co_await counting);
    give_up();
  }
  co_return co_await counting;
}

// 12. A loop that a retry goes round: an await that failed is not looked at.
async::task<int> retried_in_a_loop() {
  auto counting = cached_count();
  for (;;) {
    try {
      co_return co_await counting;
    } catch (const std::exception &) {
      counting = load(1);
    }
  }
}

// 13. What a template's parameter decides.
template <typename T> async::task<int> of_any_kind(T counting) {
  const int first = co_await counting;
  co_return first + co_await counting;
}
async::task<int> of_two_kinds() {
  auto generic = [](auto counting) -> async::task<int> {
    co_return co_await counting + co_await counting;
  };
  co_return co_await of_any_kind(count()) + co_await generic(count());
}

// 14. An optional that is emptied, and a container that is.
async::task<int> emptied(std::optional<async::value_task<int>> maybe, std::vector<async::value_task<int>> loads) {
  int all = 0;
  for (int i = 0; i < 3; ++i) {
    if (!maybe)
      maybe = load(i);
    all += co_await *maybe;
    maybe.reset();
  }
  all += co_await loads[0];
  loads.erase(loads.begin());
  co_return all + co_await loads[0];
}

// 15. Moved through several variables and back.
async::task<int> there_and_back(bool warm) {
  auto counting = cached_count();
  auto other = std::move(counting);
  counting = warm ? std::move(other) : load(1);
  co_return co_await counting;
}

// 16. It is filled again if there is a next turn.
async::task<int> ahead(int pages) {
  int all = 0;
  auto next = load(0);
  for (int i = 0; i < pages; ++i) {
    const int page = co_await next;
    if (i + 1 < pages)
      next = load(i + 1);
    all += page;
  }
  co_return all;
}

// 17. Offered to somebody who may decline it.
bool offer(async::value_task<int> &&counting);
async::value_task<int> *try_push(async::value_task<int> &&counting);
async::task<int> declined() {
  auto counting = cached_count();
  if (!offer(std::move(counting)))
    co_return co_await counting;
  auto loading = load(1);
  if (!try_push(std::move(loading)))
    co_return co_await loading;
  co_return 0;
}
