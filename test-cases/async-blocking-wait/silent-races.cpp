// Tasks that are complete by way of a race, a copy, or a lambda that is called
// later.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
async::task<int> count(int id);
void show(int n);
void log(std::exception_ptr error);

// 1. A race tells which of its tasks is done.
async::task<> by_index() {
  auto a = count(1), b = count(2);
  auto first = co_await async::when_any(a, b);
  show(first.index == 0 ? a.result() : b.result());
  if (first.index == 0)
    show(a.result());
  else
    show(b.result());
}
async::task<> by_switch() {
  auto a = count(1), b = count(2);
  switch ((co_await async::when_any(a, b)).index) {
  case 0:
    show(a.result());
    break;
  case 1:
    show(b.result());
    break;
  }
}
async::task<> by_binding() {
  auto a = count(1), b = count(2);
  auto [index, all] = co_await async::when_any(a, b);
  if (index == 0)
    show(a.result());
}

// 2. A time limit: who is not late, is done.
async::task<int> within(std::chrono::milliseconds limit) {
  auto counting = count(1);
  auto timeout = async::delay(limit);
  auto first = co_await async::when_any(counting, timeout);
  if (first.index == 1)
    throw std::runtime_error("too late");
  co_return counting.result();
}
async::task<int> or_nothing(std::chrono::milliseconds limit) {
  auto counting = count(1);
  const bool late = (co_await async::when_any(counting, async::delay(limit)).configure_await(false)).index == 1;
  if (late)
    co_return 0;
  co_return counting.result();
}

// 3. The winner itself.
async::task<> winner(std::vector<async::task<int>> all) {
  auto first = co_await async::when_any(all);
  show(first.winner().result());
  auto won = first.winner();
  show(won.result() + first.tasks[first.index].result() + all[first.index].result());
}
async::task<> winner_of_pair(std::vector<async::task<int>> all) {
  auto [index, tasks] = co_await async::when_any(all);
  show(tasks[index].result());
}

// 4. If the one is not done, the other is.
async::task<int> the_other() {
  auto a = count(1), b = count(2);
  co_await async::when_any(a, b);
  co_return a.done() ? a.result() : b.result();
}

// 5. Copies of a complete task, and objects made of such.
async::task<> copies() {
  auto a = count(1), b = count(2);
  co_await async::when_all(a, b);
  auto copy = a;
  show(copy.result());
  std::pair both{a, b};
  show(both.first.result() + both.second.result());
  struct counts {
    async::task<int> users, orders;
  } named{a, b};
  show(named.users.result());
  std::vector<async::task<int>> list{a, b};
  show(list[0].result());
  std::optional<async::task<int>> maybe = b;
  show(maybe->result());
  auto moved = std::move(a);
  show(moved.result());
}
async::task<> of_members(std::pair<async::task<int>, async::task<int>> both) {
  co_await both.first;
  auto copy = both;
  show(copy.first.result());
}

// 6. A lambda with references that is called once all is done.
async::task<> later() {
  auto counting = count(1);
  auto get = [&] { return counting.result(); };
  co_await counting;
  show(get());
}
async::task<> later_elements(std::vector<async::task<int>> all) {
  co_await async::when_all(all);
  auto at = [&](int n) { return all[n].result(); };
  show(at(0) + at(1));
}

// 7. An iterator that an algorithm found among complete tasks.
async::task<> biggest(std::vector<async::task<int>> all) {
  co_await async::when_all(all);
  auto found = std::max_element(all.begin(), all.end(), [](auto &a, auto &b) { return a.result() < b.result(); });
  show(found->result());
}

// 8. What a join throws, its tasks have ended with.
async::task<> after_failure() {
  auto a = count(1), b = count(2);
  try {
    co_await async::when_all(a, b);
  } catch (...) {
    if (a.exception())
      log(a.exception());
    else
      show(a.result());
  }
}
async::task<> after_configured() {
  auto a = count(1);
  try {
    co_await a.configure_await(false);
  } catch (const std::exception &) {
  }
  show(a.result());
}

// 9. A loop that counts, and names the element.
async::task<> named_element(std::vector<async::task<int>> all) {
  for (std::size_t i = 0; i != all.size(); ++i) {
    auto &one = all[i];
    co_await one;
  }
  for (std::size_t i = 0; i != all.size(); ++i)
    show(all.at(i).result());
}

// 10. A shared task that a handler has captured.
async::task<> shared(async::ui_context &ui) {
  auto counting = std::make_shared<async::task<int>>(count(1));
  co_await *counting;
  ui.post([counting] { show(counting->result()); });
}
