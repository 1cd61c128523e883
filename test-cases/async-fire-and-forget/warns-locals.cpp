// Variables that get a task in other ways than `auto t = f();`.
#include <async/async.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
async::value_task<int> cached_count();
std::vector<async::task<int>> count_all();
std::pair<async::task<int>, async::task<int>> count_both();
bool ready();

// 1. A reference that keeps the task alive: `auto &&`, `const auto &`, written out.
async::task<> references() {
  auto &&saving = save("a");                   // warn: task 'saving' is never awaited
  const auto &counting = count();              // warn: task 'counting' is never awaited
  const async::task<int> &written_out = count(); // warn: task 'written_out' is never awaited
  async::task<> &&moved = save("b");           // warn: task 'moved' is never awaited
  co_await count();
}

// 2. Assigned later, on one path only.
async::task<> assigned_later(bool changed) {
  async::task<> saving; // warn: task 'saving' is never awaited
  if (changed)
    saving = save("a"); // note: 'saving' gets the task here
  co_await count();
}

// 3. Assigned on one path, and awaited on another only.
async::task<> assigned_and_awaited(bool changed, bool wait) {
  async::task<> saving; // warn: task 'saving' is not awaited on every path
  if (changed)
    saving = save("a"); // note: 'saving' gets the task here
  if (wait)             // note: when this is false,
    co_await saving;
}

// 4. Another task takes its place (ruff RUF006 calls the double assignment its known miss).
async::task<> overwritten() {
  auto saving = save("a"); // warn: task 'saving' is overwritten before the await: it runs unobserved and its exception is lost; 'co_await' it first
  saving = save("b");      // note: 'saving' gets another value here
  co_await saving;
}
async::task<> overwritten_by_assignments() {
  async::task<> saving; // warn: task 'saving' is overwritten before the await
  saving = save("a");   // note: 'saving' gets the task here
  saving = save("b");   // note: 'saving' gets another value here
  co_await saving;
}
async::task<> emptied() {
  auto saving = save("a"); // warn: task 'saving' is overwritten before the await
  saving = {};             // note: 'saving' gets another value here
  co_await count();
}

// 5. In a loop, each turn loses the task of the turn before.
async::task<> overwritten_in_a_loop(std::vector<std::string> files) {
  async::task<> saving; // warn: task 'saving' is overwritten before the await
  for (const std::string &file : files)
    saving = save(file); // note: 'saving' gets the task here
  co_await saving;
}

// 6. Awaited, and then used for a task that is forgotten.
async::task<> used_again() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  co_await saving;
  saving = save("b"); // note: 'saving' gets the task here
}

// 7. Containers that nobody looks into.
async::task<> filled(std::vector<std::string> files) {
  std::vector<async::task<>> all; // warn: tasks in 'all' are never awaited: their work or their exceptions are lost; 'co_await' them all
  for (const std::string &file : files)
    all.push_back(save(file)); // note: 'all' gets the task here
  co_await count();
}
async::task<> filled_in_place() {
  std::vector<async::task<>> all; // warn: tasks in 'all' are never awaited
  all.reserve(2);
  all.emplace_back(save("a"));
  all.emplace_back(save("b"));
  if (all.size() != 2)
    co_await count();
  co_await count();
}
async::task<> filled_with_a_local() {
  auto saving = save("a");
  std::vector<async::task<>> all; // warn: tasks in 'all' are never awaited
  all.push_back(std::move(saving));
  co_await count();
}
async::task<> made_full() {
  std::vector<async::task<>> listed{save("a"), save("b")}; // warn: tasks in 'listed' are never awaited
  std::vector deduced{save("a"), save("b")};               // warn: tasks in 'deduced' are never awaited
  std::array<async::task<int>, 2> fixed{count(), count()}; // warn: tasks in 'fixed' are never awaited
  auto returned = count_all();                             // warn: tasks in 'returned' are never awaited
  auto together = std::make_tuple(count(), save("a"));     // warn: tasks in 'together' are never awaited
  auto pair = std::pair(count(), save("a"));               // warn: tasks in 'pair' are never awaited
  auto on_heap = std::make_unique<async::task<>>(save("a")); // warn: tasks in 'on_heap' are never awaited
  std::optional<async::task<>> maybe = save("a");          // warn: tasks in 'maybe' are never awaited
  co_await count();
}
async::task<> by_key() {
  std::map<int, async::task<int>> all; // warn: tasks in 'all' are never awaited
  all[1] = count();
  all.emplace(2, count());
  co_await count();
}
async::task<> maybe_started(bool changed) {
  std::optional<async::task<>> saving; // warn: tasks in 'saving' are never awaited
  if (changed)
    saving = save("a");
  co_await count();
}

// 8. A container that one path forgets.
async::task<> forgotten_on_a_path(bool valid) {
  std::vector<async::task<>> all; // warn: tasks in 'all' are not awaited on every path
  all.push_back(save("a"));       // note: 'all' gets the task here
  if (!valid)                     // note: when this is true,
    co_return;                    // note: the function is left here without awaiting 'all'
  co_await async::when_all(all);
}
async::task<> cleared() {
  std::vector<async::task<>> all; // warn: tasks in 'all' are overwritten before the await
  all.push_back(save("a"));
  all.clear(); // note: 'all' gets another value here
  co_await async::when_all(all);
}

// 9. The init-statement of an `if`, a `switch` and a loop.
async::task<> init_statements() {
  if (auto saving = save("a"); ready()) // warn: task 'saving' is never awaited
    co_await count();
  switch (auto counting = count(); ready()) // warn: task 'counting' is not awaited on every path
  case true:
    co_await counting;
  for (auto saving = save("a"); !ready();) // warn: task 'saving' is never awaited
    co_await count();
}

// 10. A choice in the initializer: one of them is no task of ours.
async::task<> chosen(bool changed) {
  auto one = changed ? save("a") : async::task<>();    // warn: task 'one' is never awaited
  auto other = changed ? save("a") : async::completed(); // warn: task 'other' is never awaited
  auto last = (ready(), count());                      // warn: task 'last' is never awaited
  co_await count();
}

// 11. Handed from one variable to the other, and forgotten there.
async::task<> handed_over() {
  auto first = save("a");
  auto second = std::move(first); // warn: task 'second' is never awaited
  co_await count();
}

// 12. The task that an await gives (AsyncFixer05: the outer one only is awaited).
async::task<async::task<int>> start_counting();
async::task<> nested() {
  auto counting = co_await start_counting(); // warn: task 'counting' is never awaited
  co_await count();
}

// 13. A cast to void of an rvalue looks at nothing.
async::task<> only_moved() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
  std::move(saving);
  co_await count();
}

// 14. A value task that becomes a task.
async::task<> converted() {
  async::value_task<int> counting = count(); // warn: task 'counting' is never awaited
  async::value_task<int> other(count());     // warn: task 'other' is never awaited
  co_await count();
}

// 15. In a plain function, and in a constructor.
void in_a_plain_function() {
  auto saving = save("a"); // warn: task 'saving' is never awaited
}
struct service {
  service() {
    auto saving = save("a"); // warn: task 'saving' is never awaited
  }
};

// 16. The member of a template, reported once.
template <typename T> struct repository {
  async::task<> flush(T value) {
    auto saving = save("a"); // warn: task 'saving' is never awaited
    co_await count();
  }
};
async::task<> flush_both(repository<int> numbers, repository<char> letters) {
  co_await numbers.flush(1);
  co_await letters.flush('1');
}
