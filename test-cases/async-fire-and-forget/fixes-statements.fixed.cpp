// More places for the fix: choices, init-statements, awaiters, references.
#include <async/async.hpp>

#include <coroutine>
#include <string>

async::task<> save(std::string file);
async::task<int> count();
bool ready();
struct repository {
  async::task<> flush();
  async::task<int> size() const;
};
class pool_switch {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
pool_switch switch_to_pool();
class scoped_lock_guard {
public:
  ~scoped_lock_guard();
};
struct mutex {
  async::task<scoped_lock_guard> lock();
};

// 1. Both sides of a choice.
async::task<> choices(bool fast) {
  fast ? co_await save("a") : co_await save("b"); // warn: task from 'save' is never awaited // warn: task from 'save' is never awaited
  co_await count();
}

// 2. Init-statements and increments.
async::task<> init_statements() {
  if (co_await save("a"); ready()) // warn: task from 'save' is never awaited
    co_await count();
  for (co_await save("b"); ready(); co_await count()) { // warn: task from 'save' is never awaited // warn: task from 'count' is never awaited
  }
}

// 3. A switch of threads, a member, a chain (VSTHRD004).
async::task<> members(repository *to) {
  co_await switch_to_pool(); // warn: task from 'switch_to_pool' is never awaited
  co_await to->flush();      // warn: task from 'flush' is never awaited
  co_await (*to).size();     // warn: task from 'size' is never awaited
  co_await to->size().configure_await(false); // warn: task from 'size' is never awaited
  co_await count();
}

// 4. The guard is taken.
async::task<> guarded(mutex &of) {
  auto u = co_await of.lock(); // warn: 'u' is the task and not the guard
  const auto v = co_await of.lock(); // warn: 'v' is the task and not the guard
  co_await count();
}

// 5. Variables by reference, const, in an init-statement.
async::task<> references() {
  auto &&counting = co_await count();       // warn: task 'counting' is never awaited
  const auto &other = co_await count();     // warn: task 'other' is never awaited
  co_await save("a");   // warn: task 'saving' is never awaited
  if (auto size = co_await count(); ready()) // warn: task 'size' is never awaited
    co_await save("b");
}

// 6. In a lambda that is a coroutine.
void lambdas() {
  auto work = []() -> async::task<> {
    co_await save("a"); // warn: task from 'save' is never awaited
    co_await count();
  };
  async::detach(work(), [](std::exception_ptr) {});
}

// 7. A template's code that depends on nothing.
template <typename T> async::task<> store(T, repository &to) {
  co_await to.flush(); // warn: task from 'flush' is never awaited
  co_await count();
}
