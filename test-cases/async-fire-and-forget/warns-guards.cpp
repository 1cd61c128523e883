// `auto u = mutex.lock();` without `co_await`: nothing is locked, and nothing
// looks wrong (clang-tidy's unused-local-non-trivial-variable, redpanda #12755,
// #26949; VSTHRD107 and MA0129 for the same in C#).
#include <async/async.hpp>

#include <mutex>
#include <string>

// A guard of our own, which its name and its destructor give away.
class scoped_access_guard {
public:
  ~scoped_access_guard();
};
struct shared_mutex {
  async::task<scoped_access_guard> lock();
  async::task<std::unique_lock<std::mutex>> lock_unique();
  async::task<> lock_plain();
};

// An awaiter without a promise, as most mutexes have.
class file_lock {
public:
  ~file_lock();
};
class lock_operation {
public:
  bool await_ready() noexcept;
  template <typename Handle> void await_suspend(Handle) noexcept;
  file_lock await_resume() noexcept;
};
struct locked_file {
  lock_operation lock_for_writing();
};
struct ASYNC_THREAD_BOUND transaction {
  ~transaction();
};
struct database {
  async::task<transaction> begin();
  async::task<> write(std::string row);
};

// 1. The message names the guard that was never taken.
async::task<> forgets(shared_mutex &mutex, database &to) {
  auto u = mutex.lock(); // warn: 'u' is the task and not the guard: 'lock' was never awaited, so nothing is locked; 'co_await' it
  co_await to.write("a");
}

// 2. A guard of the standard library, and one with a role.
async::task<> forgets_others(shared_mutex &mutex, database &to) {
  auto lock = mutex.lock_unique(); // warn: 'lock' is the task and not the guard: 'lock_unique' was never awaited
  const auto all = to.begin();     // warn: 'all' is the task and not the guard: 'begin' was never awaited
  co_await to.write("a");
}

// 3. An awaiter that is no task.
async::task<> forgets_awaiter(locked_file &file, database &to) {
  auto lock = file.lock_for_writing(); // warn: 'lock' is the task and not the guard: 'lock_for_writing' was never awaited
  co_await to.write("a");
}

// 4. By reference, and in the condition of an `if`.
async::task<> forgets_by_reference(shared_mutex &mutex, database &to) {
  auto &&u = mutex.lock(); // warn: 'u' is the task and not the guard
  if (auto v = mutex.lock(); true) // warn: 'v' is the task and not the guard
    co_await to.write("a");
}

// 5. As a statement not even the task is kept.
async::task<> drops(shared_mutex &mutex, database &to) {
  mutex.lock(); // warn: task from 'lock' is never awaited, so nothing is locked; 'co_await' it and keep the guard that it gives
  co_await to.write("a");
}

// 6. In a plain function.
void plain(shared_mutex &mutex) {
  auto u = mutex.lock(); // warn: 'u' is the task and not the guard
}

// 7. A lock without a guard is a task like others.
async::task<> without_guard(shared_mutex &mutex, database &to) {
  auto locking = mutex.lock_plain(); // warn: task 'locking' is never awaited
  mutex.lock_plain();                // warn: task from 'lock_plain' is never awaited: it runs unobserved
  co_await to.write("a");
}

// 8. Awaited on one path only: the paths are told as for other tasks.
async::task<> on_a_path(shared_mutex &mutex, database &to, bool shared) {
  auto locking = mutex.lock(); // warn: task 'locking' is not awaited on every path
  if (shared) {
    auto u = co_await locking;
    co_await to.write("a");
  }
}

// 9. Awaited at once, or later: silent.
async::task<> awaited(shared_mutex &mutex, locked_file &file, database &to) {
  auto u = co_await mutex.lock();
  const auto &v = co_await mutex.lock_unique();
  auto locking = file.lock_for_writing();
  auto w = co_await locking;
  if (auto x = co_await to.begin(); true)
    co_await to.write("a");
}
