// Local tasks that one path forgets.
#include <async/async.hpp>

#include <stdexcept>
#include <string>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
void keep(async::task<> saving);
bool ready();
enum class kind { fast, slow, other };

// 1. Conditions that look alike and are not the same.
async::task<> other_flag(bool a, bool b) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (a && b)
    co_await saving;
  if (!(a || b))
    co_await saving;
}

// 2. The variable changes between the two conditions.
async::task<> changed_flag(bool a, bool b) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (a && b)
    co_await saving;
  a = ready();
  if (!(a && b))
    co_await saving;
}
async::task<> changed_number(int n) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (n > 3)
    co_await saving;
  n += 2;
  if (n <= 3)
    co_await saving;
}
void change(bool &flag);
async::task<> changed_by_reference(bool fast) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (fast)
    co_await saving;
  change(fast);
  if (!fast)
    co_await saving;
}

// 3. A function may answer otherwise the second time.
async::task<> asked_twice() {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (ready())
    co_await saving;
  if (!ready())
    co_await saving;
}

// 4. Numbers leave a gap.
async::task<> gap(int n) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (n > 3) // note: when this is false,
    co_await saving;
  if (n < 3) // note: when this is false,
    co_await saving;
}

// 5. A `switch` without a `default`.
async::task<> switched(kind of) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  switch (of) {
  case kind::fast:
    co_await saving;
    break;
  case kind::slow:
    co_await count();
    break;
  default:
    break;
  }
}

// 6. Members may change while the coroutine is suspended.
struct session {
  bool open_ = true;
  async::task<> close() {
    auto saving = save("a"); // warn: task 'saving' is not awaited on every path
    if (open_)
      co_await saving;
    co_await count();
    if (!open_)
      co_await saving;
  }
};

// 7. The `break` of a loop, and a loop that may have no turn.
async::task<> left_by_break(std::vector<int> ids) {
  for (int id : ids) {
    auto saving = save("a"); // warn: task 'saving' is not awaited on every path
    if (id < 0)
      break;
    co_await saving;
  }
}
async::task<> no_turn(std::vector<int> ids) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  for (int id : ids)
    if (id == 3)
      co_await saving;
}

// 8. A throw in a handler, or one that its handler does not answer.
async::task<int> rethrown(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  try {
    if (!valid)
      throw std::runtime_error("invalid");
  } catch (const std::exception &) {
    throw;
  }
  co_return co_await counting;
}
async::task<int> answered(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  try {
    if (!valid)
      throw std::runtime_error("invalid");
  } catch (const std::exception &) {
    co_return 0; // note: the function is left here without awaiting 'counting'
  }
  co_return co_await counting;
}

// 9. Two tasks, joined on one path only: each is a finding of its own.
async::task<> joined_on_a_path(bool valid) {
  auto first = save("a");  // warn: task 'first' is not awaited on every path
  auto second = save("b"); // warn: task 'second' is not awaited on every path
  if (!valid)
    co_return;
  co_await async::when_all(first, second);
}

// 10. A short circuit skips the await.
async::task<bool> short_circuit(bool a) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  co_return a && co_await counting > 3;
}
async::task<int> choice(bool a) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  co_return a ? co_await counting : 0;
}

// 11. Returned on one path by a plain function.
async::task<int> returned(bool fast) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  if (fast)
    return async::from_result(0); // note: the function is left here without awaiting 'counting'
  return counting;
}

// 12. A flag that is set too late.
async::task<> late_flag(std::vector<int> ids) {
  bool found = false;
  for (int id : ids)
    if (id == 3)
      found = true;
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (found)
    co_await saving;
}

// 13. Only the path that hands it on is clean.
void handed_on_a_path(bool wanted) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (wanted)
    keep(std::move(saving));
}

// 14. By `goto`.
async::task<> jumped(bool valid) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (!valid)
    goto end;
  co_await saving;
end:
  co_return;
}

// 15. In a lambda that is a coroutine.
void in_lambda() {
  auto work = [](bool valid) -> async::task<int> {
    auto counting = count(); // warn: task 'counting' is not awaited on every path
    if (!valid)
      co_return 0;
    co_return co_await counting;
  };
  async::detach(work(true), [](std::exception_ptr) {});
}

// 16. The loop that fills awaits whole batches only: the last one is lost.
async::task<> batches(std::vector<std::string> files) {
  std::vector<async::task<>> all; // warn: tasks in 'all' are not awaited on every path
  for (const std::string &file : files) {
    all.push_back(save(file)); // note: 'all' gets the task here
    if (file.empty()) {
      co_await async::when_all(all);
      all.clear();
    }
  }
}
