// Guards that end with the function, while the task that they are for goes on.
#include <async/async.hpp>

#include <mutex>
#include <shared_mutex>
#include <string>

async::task<> insert(int row);
async::task<> write_file(std::string text) {
  co_await async::delay(std::chrono::milliseconds(1));
  co_await async::delay(std::chrono::milliseconds(text.size()));
}

class database {
public:
  void begin();
  void rollback();
};
class transaction {
public:
  explicit transaction(database &db);
  ~transaction(); // rolls back
  void commit();
};
template <typename F> class scope_exit {
public:
  explicit scope_exit(F f) : f_(f) {}
  ~scope_exit() { f_(); }

private:
  F f_;
};
class ASYNC_THREAD_BOUND cursor_hider {
public:
  cursor_hider();
  ~cursor_hider();
};
class [[clang::scoped_lockable]] file_lock {
public:
  explicit file_lock(int file);
  ~file_lock();
};

std::mutex file_mutex;
std::shared_mutex shared_file_mutex;

// 1. A lock that has nothing to protect but the work (MA0100: a task returned
// from a `using`).
async::task<> locked(std::string text) {
  const std::lock_guard lock(file_mutex); // note: 'lock' is made here
  return write_file(text); // warn: 'lock' ends here, before the task from 'write_file' is done; use a lock that may be held across an await, and 'co_await' the task under it
}

// 2. Other locks, other classes that are bound to their thread.
async::task<> scoped(std::string text) {
  std::scoped_lock lock(file_mutex);
  return write_file(text); // warn: 'lock' ends here
}
async::task<> unique(std::string text) {
  std::unique_lock lock(file_mutex);
  return write_file(text); // warn: 'lock' ends here
}
async::task<> shared(std::string text) {
  std::shared_lock lock(shared_file_mutex);
  return write_file(text); // warn: 'lock' ends here
}
async::task<> annotated(std::string text) {
  cursor_hider hidden;
  return write_file(text); // warn: 'hidden' ends here
}
async::task<> of_clang(std::string text) {
  file_lock lock(1);
  return write_file(text); // warn: 'lock' ends here
}

// 3. A transaction is rolled back before its row is there.
async::task<> in_a_transaction(database &db) {
  transaction started(db);
  return insert(1); // warn: 'started' ends here, before the task from 'insert' is done; 'co_await' it while 'started' lives
}

// 4. A scope guard does at once what is left for the end.
async::task<> at_the_end(database &db) {
  db.begin();
  scope_exit undo([&] { db.rollback(); });
  return insert(1); // warn: 'undo' ends here
}

// 5. In a block, on one path.
async::task<> in_a_block(std::string text, bool careful) {
  if (careful) {
    std::lock_guard lock(file_mutex);
    return write_file(text); // warn: 'lock' ends here
  }
  return write_file(text);
}

// 6. In a member function and in a lambda.
class journal {
public:
  async::task<> append(std::string text) {
    std::lock_guard lock(mutex_);
    return write_file(text); // warn: 'lock' ends here
  }

private:
  std::mutex mutex_;
};
auto in_a_lambda = [](database &db) {
  transaction started(db);
  return insert(2); // warn: 'started' ends here
};
