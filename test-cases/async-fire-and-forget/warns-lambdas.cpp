// Lambdas: their own statements, and tasks that they take and forget.
#include <async/async.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
std::vector<async::task<int>> count_all();
void post(std::function<void()> work);
template <typename F> void run_later(F work) { work(); }

// 1. A lambda that takes a task and never looks at it.
void moved_into_a_lambda() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  post([saving = std::move(saving)] {}); // note: the lambda that takes 'saving' here never uses it
}
void copied_into_a_lambda() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  auto work = [saving] {};
  post(work);
}
void moved_under_a_name() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  run_later([kept = std::move(saving), n = 3] { return n; });
}
void referred_to() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  auto work = [&saving] {};
  work();
}

// 2. The task is made in the capture.
void made_in_the_capture() {
  post([saving = save("a")] {});          // warn: task from 'save' is never awaited
  run_later([all = count_all(), n = 3] { return n; }); // warn: tasks from 'count_all' are never awaited
}
async::task<> made_in_the_capture_of_a_coroutine() {
  auto work = [saving = save("a")]() -> async::task<> { // warn: task from 'save' is never awaited
    co_await count();
  };
  co_await work();
}

// 3. On one path the lambda drops it, on the other it is awaited.
async::task<> on_a_path(bool wait) {
  auto saving = save("a"); // warn: task 'saving' is not awaited on every path
  if (wait)
    co_await saving;
  else
    post([saving = std::move(saving)] {});
}

// 4. Statements of a lambda that is no coroutine.
async::task<> in_plain_lambdas() {
  auto work = [] { save("a"); }; // warn: task from 'save' is never awaited // note: make this lambda a coroutine to await it
  work();
  post([] { save("b"); });       // warn: task from 'save' is never awaited
  auto nested = [] { return [] { count(); }; }; // warn: task from 'count' is never awaited
  nested()();
  co_await count();
}

// 5. A generic lambda: what does not depend on its parameter.
void in_a_generic_lambda(std::vector<std::string> files) {
  auto each = [](const auto &file) {
    save("log"); // warn: task from 'save' is never awaited
    auto counting = count(); // warn: task 'counting' is never awaited
    return file.size();
  };
  for (const std::string &file : files)
    each(file);
}

// 6. A lambda that is called at once (no-floating-promises reports it, too,
// unless `ignoreIIFE` is set, PR 1799).
void called_at_once() {
  []() { return save("a"); }();                   // warn: task from the lambda is never awaited
  []() -> async::task<> { co_await count(); }(); // warn: task from the lambda is never awaited
  (void)[] { save("b"); };                       // warn: task from 'save' is never awaited
}

// 7. A named lambda that gives a task.
void called_by_name() {
  auto start = [](std::string file) { return save(file); };
  start("a"); // warn: task from the lambda is never awaited
}

// 8. In a lambda in the initializer of a global variable.
auto on_start = [] {
  save("a"); // warn: task from 'save' is never awaited
};

// 9. A task of its own, forgotten on a path (Meziantou #598, VSTHRD #1363: local
// functions).
async::task<> local_function(bool valid) {
  auto place = [&](std::string file) -> async::task<> {
    auto saving = save(file); // warn: task 'saving' is not awaited on every path
    if (!valid)
      co_return;
    co_await saving;
  };
  co_await place("a");
}
