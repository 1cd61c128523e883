// Tasks that were started and that a path out of the function leaves alone:
// they keep running after it.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

async::task<> save(std::string text);
async::task<int> count();
async::task<bool> is_open();

// 1. An early return between the start and the join: each task is a finding.
async::task<int> left_by_return(bool valid) {
  auto first = count();  // warn: task 'first' is not awaited on every path: it keeps running after 'left_by_return' is left, and its exception is lost; 'co_await' it
  auto second = count(); // warn: task 'second' is not awaited on every path: it keeps running after 'left_by_return' is left
  if (!valid)            // note: when this is true // note: when this is true
    co_return 0;         // note: the function is left here without awaiting 'first' // note: the function is left here without awaiting 'second'
  auto [a, b] = co_await async::when_all(first, second);
  co_return a + b;
}

// 2. An explicit throw.
async::task<int> left_by_throw(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path: it keeps running after 'left_by_throw' is left
  if (!valid)
    throw std::runtime_error("invalid"); // note: the function is left here without awaiting 'counting'
  co_return co_await counting;
}

// 3. A throw between the start and the join whose handler gives up.
async::task<int> gives_up(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path: it keeps running
  try {
    if (!valid)
      throw std::runtime_error("invalid");
  } catch (const std::exception &) {
    co_return 0;
  }
  co_return co_await counting;
}

// 4. In a function that is no coroutine, and in a lambda.
int blocks(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path: it keeps running after 'blocks' is left
  if (!valid)
    return 0;
  return counting.result();
}
void lambdas() {
  auto one = [](bool valid) -> async::task<int> {
    auto counting = count(); // warn: task 'counting' is not awaited on every path: it keeps running after this lambda is left
    if (!valid)
      co_return 0;
    co_return co_await counting;
  };
  (void)one;
}

// 5. A `switch`, a `break`, and a `continue`.
async::task<> left_by_break(std::vector<int> ids) {
  for (const int id : ids) {
    auto saving = save("a"); // warn: task 'saving' is not awaited on every path: it keeps running
    if (id < 0)
      break;
    co_await saving;
  }
}

// 6. Started later.
async::task<> started_later(bool valid) {
  async::task<> saving = async::completed(); // warn: task 'saving' is not awaited on every path: it keeps running
  saving = save("a");                        // note: 'saving' gets the task here
  if (!valid)
    co_return;
  co_await saving;
}

// 7. A task that never finds an owner has its own words.
async::task<> never(bool valid) {
  auto saving = save("a"); // warn: task 'saving' is never awaited: it runs unobserved and its exception is lost
  if (!valid)
    co_return;
}

// 8. An await that may throw is no such path, unless ReportAbandonedByAwait
// says so.
async::task<int> one_after_the_other() {
  auto first = count();
  auto second = count();
  co_return co_await first + co_await second;
}

// 9. A loop that awaits one task after the other is left in between: those
// behind run on.
async::task<int> left_in_a_loop(int many) {
  std::vector<async::task<int>> all; // warn: tasks in 'all' are not awaited on every path: their work or their exceptions are lost; 'co_await' them all
  for (int at = 0; at < many; ++at)
    all.push_back(count());
  int sum = 0;
  for (auto &one : all) {
    const int n = co_await one;
    if (n < 0)
      co_return -1; // note: the function is left here without awaiting 'all'
    sum += n;
  }
  co_return sum;
}
async::task<bool> first_that_is_open(int many) {
  std::vector<async::task<bool>> all; // warn: tasks in 'all' are not awaited on every path
  for (int at = 0; at < many; ++at)
    all.emplace_back(is_open());
  for (auto &one : all)
    if (co_await one.configure_await(false))
      co_return true;
  co_return false;
}
