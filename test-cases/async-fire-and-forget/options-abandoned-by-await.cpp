// options: async-fire-and-forget.ReportAbandonedByAwait=true
// An await that fails between the start and the join leaves started tasks
// alone.
#include <async/async.hpp>

#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

async::task<> save(std::string text);
async::task<int> count();
async::task<bool> is_open();

// 1. One after the other: when the first one fails, nobody awaits the second.
async::task<int> one_after_the_other() {
  auto first = count();
  auto second = count(); // warn: task 'second' is left alone if another await fails before its own: it keeps running after 'one_after_the_other' is left, and its exception is lost; await them together, as by 'when_all', or await it also after a 'catch'
  const int all = co_await first; // note: when this await throws, 'second' is left alone
  co_return all + co_await second;
}

// 2. Something else between.
async::task<int> something_between() {
  auto counting = count(); // warn: task 'counting' is left alone if another await fails before its own
  co_await save("a"); // note: when this await throws, 'counting' is left alone
  co_return co_await counting;
}
async::task<int> before_when_all() {
  auto first = count();  // warn: task 'first' is left alone if another await fails
  auto second = count(); // warn: task 'second' is left alone if another await fails
  co_await save("a"); // note: when this await throws, 'first' is left alone // note: when this await throws, 'second' is left alone
  auto [a, b] = co_await async::when_all(first, second);
  co_return a + b;
}

// 3. On one branch, in a condition, and in an initializer: the notes tell the
// path.
async::task<int> on_a_branch(bool valid) {
  auto counting = count(); // warn: task 'counting' is left alone if another await fails
  if (valid)          // note: when this is true
    co_await save("a"); // note: when this await throws
  co_return co_await counting;
}
async::task<int> in_condition() {
  auto counting = count(); // warn: task 'counting' is left alone if another await fails
  if (co_await is_open()) // note: when this await throws
    co_return co_await counting;
  co_return 1 + co_await counting;
}

// 4. In a `try` whose handler gives up.
async::task<int> gives_up() {
  auto counting = count(); // warn: task 'counting' is left alone if another await fails
  try {
    co_await save("a"); // note: when this await throws
  } catch (const std::exception &) {
    co_return 0;
  }
  co_return co_await counting;
}
async::task<int> throws_on() {
  auto counting = count(); // warn: task 'counting' is left alone if another await fails
  try {
    co_await save("a"); // note: when this await throws
  } catch (...) {
    throw;
  }
  co_return co_await counting;
}

// 5. A container that is being filled.
async::task<> fills(std::vector<std::string> texts) {
  std::vector<async::task<>> all; // warn: tasks in 'all' are left alone if another await fails before theirs: they keep running after 'fills' is left, and their exceptions are lost; await them together
  for (const std::string &text : texts) {
    all.push_back(save(text));
    co_await save(text); // note: when this await throws, 'all' is left alone
  }
  co_await async::when_all(std::move(all));
}

// 6. A path that needs no exception is told as it is without the option.
async::task<int> both(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path: it keeps running after 'both' is left
  co_await save("a");
  if (!valid)
    co_return 0;
  co_return co_await counting;
}
