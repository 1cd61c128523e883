// Tasks that are dropped deep in an expression, by what peers were told to find.
#include <async/async.hpp>

#include <coroutine>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

async::task<> save(std::string file);
async::task<int> count();
async::value_task<int> cached_count();
bool ready();
struct repository {
  async::task<> flush();
  async::task<int> size() const;
  repository &self();
  static async::task<> open();
  async::task<> operator()(int id);
  async::task<> operator<<(std::string row);
};
async::task<> operator""_saved(const char *text, std::size_t size);

// 1. Containers and tuples (no-floating-promises: arrays and tuples of promises).
void containers() {
  std::vector{save("a"), save("b")};           // warn: tasks from 'save' are never awaited: their work or their exceptions are lost; await them all
  std::vector{save("a")};                      // warn: tasks from 'save' are never awaited
  std::vector<async::task<int>>{count(), count()}; // warn: tasks from 'count' are never awaited
  std::tuple{count(), save("a")};              // warn: tasks from 'count' are never awaited
  std::pair(count(), save("a"));               // warn: tasks from 'count' are never awaited
  std::make_tuple(save("a"), count());         // warn: tasks from 'save' are never awaited
  std::make_unique<async::task<>>(save("a"));  // warn: tasks from 'save' are never awaited
  std::optional(save("a"));                    // warn: tasks from 'save' are never awaited
}

// 2. Logical expressions (typescript-eslint PR 6356) and choices.
void logical(bool changed, repository *to) {
  changed && (save("a"), true);              // warn: task from 'save' is never awaited
  changed || (count(), false);               // warn: task from 'count' is never awaited
  changed ? save("a") : async::completed();  // warn: task from 'save' is never awaited
  changed ? void(ready()) : (save("a"), void()); // warn: task from 'save' is never awaited
  to ? to->flush() : async::completed();     // warn: task from 'flush' is never awaited
}

// 3. Through `->`, a chain of calls and a base (typescript-eslint PR 4096,
// vs-threading #772, #880: `?.`).
void chains(repository *to, std::unique_ptr<repository> own) {
  to->flush();               // warn: task from 'flush' is never awaited
  if (to)
    to->self().flush();      // warn: task from 'flush' is never awaited
  own->flush();              // warn: task from 'flush' is never awaited
  (*own).size();             // warn: task from 'size' is never awaited
  repository::open();        // warn: task from 'open' is never awaited
  repository().flush();      // warn: task from 'flush' is never awaited
}

// 4. Operators, and a literal with a suffix (typescript-eslint PR 8758: tagged
// templates).
void operators(repository to) {
  to(3);        // warn: is never awaited
  to << "row";  // warn: is never awaited
  "a"_saved;    // warn: is never awaited
}

// 5. Casts (typescript-eslint PR 9043).
void casts() {
  async::task<>(save("a"));              // warn: task from 'save' is never awaited
  static_cast<async::task<>>(save("a")); // warn: task from 'save' is never awaited
  async::task<>{save("a")};              // warn: task from 'save' is never awaited
  async::value_task<int>{count()};       // warn: task from 'count' is never awaited
  ((save("a")));                         // warn: task from 'save' is never awaited
}

// 6. A configured await is as lost as the task (vs-threading #774).
void configured() {
  count().configure_await(false);        // warn: task from 'count' is never awaited
  cached_count().configure_await(true);  // warn: task from 'cached_count' is never awaited
}

// 7. Joined, and then dropped.
void joined() {
  async::when_all(save("a"), save("b")); // warn: task from 'when_all' is never awaited
}

// 8. A switch to another thread that is not awaited does nothing (VSTHRD004);
// awaitables without a promise count (Meziantou #507).
class pool_switch {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
pool_switch switch_to_pool();
struct ui_thread {
  pool_switch operator co_await() const noexcept;
};
ui_thread on_ui_thread();
async::task<> switches() {
  switch_to_pool(); // warn: task from 'switch_to_pool' is never awaited
  on_ui_thread();   // warn: task from 'on_ui_thread' is never awaited
  co_await switch_to_pool();
}

// 9. Deep in a statement's expression: in an increment, a comma of a loop.
void loops() {
  for (int i = 0; i < 3; ++i, save("a")) { // warn: task from 'save' is never awaited
  }
  for (; ready(); count()) { // warn: task from 'count' is never awaited
  }
  do
    save("b"); // warn: task from 'save' is never awaited
  while (ready());
}

// 10. Labels, attributes, `else`, `default`.
void labels(int n) {
  if (n > 3) [[unlikely]]
    save("a"); // warn: task from 'save' is never awaited
  switch (n) {
  case 1:
  case 2:
    count(); // warn: task from 'count' is never awaited
    break;
  default:
    save("b"); // warn: task from 'save' is never awaited
  }
  goto end;
end:
  save("c"); // warn: task from 'save' is never awaited
}

// 11. Special members, `main`-like functions and initializers.
struct service {
  service() : ready_((save("a"), true)) { // warn: task from 'save' is never awaited // note: await it elsewhere, or detach it
    save("b"); // warn: task from 'save' is never awaited
  }
  ~service() {
    save("c"); // warn: task from 'save' is never awaited // note: await it elsewhere, or detach it
  }
  bool ready_;
};
const bool started = (save("a"), true); // warn: task from 'save' is never awaited

// 12. Template code that does not depend on a parameter, in both branches.
template <bool Fast, typename T> void place(T, repository &to) {
  if constexpr (Fast)
    to.flush(); // warn: task from 'flush' is never awaited
  else
    save("a"); // warn: task from 'save' is never awaited
}
void place_both(repository &to) {
  place<true>(1, to);
  place<false>(2.0, to);
}
void discarded() {
  if constexpr (sizeof(int) == 1)
    save("a"); // warn: task from 'save' is never awaited
}

// 13. In a `try`, a handler and a nested block.
void blocks() {
  {
    save("a"); // warn: task from 'save' is never awaited
  }
  try {
    save("b"); // warn: task from 'save' is never awaited
  } catch (...) {
    save("c"); // warn: task from 'save' is never awaited
  }
}

// 14. A task inside of a task: the inner one is dropped.
async::task<async::task<int>> start_counting();
async::task<> inner_is_dropped() {
  co_await start_counting(); // warn: task from 'start_counting' is never awaited
}

// 15. By a pointer to a member, and by one to a function.
void by_pointer(repository &to, async::task<> (repository::*member)(),
                async::task<> (*function)(std::string)) {
  (to.*member)(); // warn: is never awaited
  function("a");  // warn: task from 'function' is never awaited
}

// 16. In a macro, without a fix.
#define SAVE_ALL() (save("a"), save("b"))
void in_a_macro() {
  SAVE_ALL(); // warn: task from 'save' is never awaited
}
