// Tasks that nobody awaits.
#include <async/async.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

struct order {
  int id = 0;
};

async::task<> save(order o);
async::task<int> count();
async::value_task<int> cached_count();
std::vector<async::task<int>> start_all();
std::optional<async::task<int>> maybe_start();
std::unique_ptr<async::task<int>> start_on_heap();
bool ready();

// 1. A call as a statement, in a coroutine.
async::task<> place(order o) {
  save(o); // warn: task from 'save' is never awaited: it runs unobserved and its exception is lost; 'co_await' it
  co_await count();
}

// 2. The same in a plain function: a note tells what can be done there.
void place_from_outside(order o) {
  save(o); // warn: task from 'save' is never awaited // note: make 'place_from_outside' a coroutine to await it
}

// 3. Several in a row are several findings.
void place_many(order a, order b) {
  save(a); // warn: task from 'save' is never awaited
  save(b); // warn: task from 'save' is never awaited
}

// 4. Through parentheses, a comma and a choice.
async::task<> in_expressions(order o, bool urgent) {
  (save(o));                          // warn: task from 'save' is never awaited
  save(o), co_await count();          // warn: task from 'save' is never awaited
  urgent ? save(o) : async::delay({}); // warn: task from 'save' is never awaited // warn: task from 'delay' is never awaited
}

// 5. As the body of an `if`, a loop or a `case`, without braces.
async::task<> in_branches(order o, int kind) {
  if (kind == 1)
    save(o); // warn: task from 'save' is never awaited
  else
    count(); // warn: task from 'count' is never awaited
  for (int i = 0; i < 3; ++i)
    save(o); // warn: task from 'save' is never awaited
  while (!ready())
    async::yield(); // warn: task from 'yield' is never awaited
  switch (kind) {
  case 2:
    save(o); // warn: task from 'save' is never awaited
  }
  co_await count();
}

// 6. Value tasks and configured awaits are tasks too.
async::task<> other_kinds() {
  cached_count();                 // warn: task from 'cached_count' is never awaited
  count().configure_await(false); // warn: task from 'count' is never awaited
  co_await count();
}

// 7. A lambda coroutine that is called at once.
void at_once(order o) {
  [](order copy) -> async::task<> { // warn: task from the lambda is never awaited
    co_await save(copy);
  }(o);
}

// 8. Many tasks in a container of the standard library.
void many() {
  start_all();     // warn: tasks from 'start_all' are never awaited
  maybe_start();   // warn: tasks from 'maybe_start' are never awaited
  start_on_heap(); // warn: tasks from 'start_on_heap' are never awaited
}

// 9. A variable that nobody looks at again.
async::task<> forgotten(order o) {
  auto saving = save(o); // warn: task 'saving' is never awaited: it runs unobserved
  co_await count();
}

// 10. A variable that one path forgets: the notes show the path.
async::task<int> forgotten_on_a_path(order o, bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  if (!valid)              // note: when this is true
    co_return 0;           // note: the function is left here without awaiting 'counting'
  co_return co_await counting;
}

// 11. An explicit throw is such a path.
async::task<int> forgotten_by_throw(bool valid) {
  auto counting = count(); // warn: task 'counting' is not awaited on every path
  if (!valid)
    throw std::runtime_error("invalid");
  co_return co_await counting;
}

// 12. Asking whether it is done does not await it.
async::task<> only_asked(order o) {
  auto saving = save(o); // warn: task 'saving' is never awaited
  while (!saving.done())
    co_await async::yield();
}

// 13. A loop's iteration may skip the await.
async::task<int> skipped(std::vector<int> ids) {
  int sum = 0;
  for (int id : ids) {
    auto counting = count(); // warn: task 'counting' is not awaited on every path
    if (id < 0)
      continue;
    sum += co_await counting;
  }
  co_return sum;
}

// 14. Members, too, and templates once for all their instantiations.
struct repository {
  async::task<> flush();
  async::task<> close() {
    flush(); // warn: task from 'flush' is never awaited
    co_await count();
  }
};

template <typename T> async::task<> store(T value, repository &to) {
  to.flush(); // warn: task from 'flush' is never awaited
  co_await count();
}
async::task<> store_both(repository &to) {
  co_await store(1, to);
  co_await store(2.0, to);
}

// 15. In a handler there is no `co_await`, but the finding is the same.
async::task<> in_handler(order o) {
  try {
    co_await save(o);
  } catch (const std::exception &) {
    save(o); // warn: task from 'save' is never awaited
  }
}

// 16. A lambda has its own statements.
void in_lambda(order o) {
  auto later = [o] {
    save(o); // warn: task from 'save' is never awaited
  };
  later();
}

// 17. Other ways to write a variable.
async::task<> other_forms(order o, bool b) {
  auto listed{save(o)};                             // warn: task 'listed' is never awaited
  async::task<> braces{save(o)};                    // warn: task 'braces' is never awaited
  auto named = async::task<>(save(o));              // warn: task 'named' is never awaited
  auto chosen = b ? save(o) : async::delay({});     // warn: task 'chosen' is never awaited
  co_await count();
}

// 18. The init-statement of an `if`, a `switch` and a loop.
async::task<> init_statements(order o, std::vector<int> ids) {
  if (save(o); ready()) // warn: task from 'save' is never awaited
    co_await count();
  switch (save(o); ids.size()) // warn: task from 'save' is never awaited
  default:
    co_await count();
  for (save(o); int id : ids) // warn: task from 'save' is never awaited
    co_await save({id});
}

// 19. In a class template, a member's task that does not depend on it.
template <typename Stream> struct session {
  async::task<> write();
  async::task<> run() {
    write();                // warn: task from 'write' is never awaited
    auto writing = write(); // warn: task 'writing' is never awaited
    co_await count();
  }
};

// 20. Through a pointer to a function the message names the pointer; a
// constructor cannot become a coroutine, so the note does not propose it.
struct service {
  explicit service(async::task<> (*start)(order)) {
    start({}); // warn: task from 'start' is never awaited // note: await it elsewhere, or detach it
  }
};

// 21. A result that may be there already, or is still to come.
template <typename T> class soon {
public:
  struct promise_type {
    soon get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T value);
    void unhandled_exception();
  };
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();

private:
  std::variant<std::monostate, T, std::exception_ptr,
               std::coroutine_handle<promise_type>>
      state;
};
soon<int> ask();
async::task<> asked() {
  ask();            // warn: task from 'ask' is never awaited
  auto one = ask(); // warn: task 'one' is never awaited
  co_await count();
}

// 22. What a scope itself is waited for with; a lazy task that it only wraps.
class async_scope {
public:
  async::task<> add(async::task<> work);
  async::task<> join();
};
async::task<> not_joined(order o) {
  async_scope scope;
  scope.add(save(o));
  scope.join(); // warn: task from 'join' is never awaited
  co_await count();
}
