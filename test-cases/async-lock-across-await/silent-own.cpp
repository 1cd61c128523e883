// Guards and mutexes of one's own that hold nothing where the coroutine waits,
// and what only looks like them.
#include <async/async.hpp>

#include <mutex>

struct order {
  int id = 0;
};
async::task<> save(order o);
namespace coro {
class mutex {
public:
  async::task<> lock();
  void unlock();
};
} // namespace coro

// 1. A guard of one's own whose scope ends, that lets go, or that only takes
// over what an await has locked.
class own_mutex {
public:
  void lock();
  void unlock();
};
class own_guard {
public:
  explicit own_guard(own_mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~own_guard() {
    if (locked_)
      mutex_.unlock();
  }
  void let_go() {
    mutex_.unlock();
    locked_ = false;
  }

private:
  own_mutex &mutex_;
  bool locked_ = true;
};
class adopting_guard {
public:
  explicit adopting_guard(coro::mutex &mutex) : mutex_(mutex) {}
  ~adopting_guard() { mutex_.unlock(); }

private:
  coro::mutex &mutex_;
};
async::task<> own_guards(own_mutex &mutex, coro::mutex &awaited, order o) {
  {
    own_guard guard(mutex);
    ++o.id;
  }
  own_guard guard(mutex);
  guard.let_go();
  (void)co_await awaited.lock();
  adopting_guard adopted(awaited);
  co_await save(o);
}

// 2. A class that locks for a moment, at its begin and at its end.
class registration {
public:
  explicit registration(own_mutex &mutex) : mutex_(mutex) {
    mutex_.lock();
    ++count_;
    mutex_.unlock();
  }
  ~registration() {
    mutex_.lock();
    --count_;
    mutex_.unlock();
  }

private:
  static int count_;
  own_mutex &mutex_;
};
async::task<> registered(own_mutex &mutex, order o) {
  registration one(mutex);
  co_await save(o);
}

// 3. The other way round: unlocked as long as it lives.
class unlocker {
public:
  explicit unlocker(std::unique_lock<own_mutex> &guard) : guard_(guard) {
    guard_.unlock();
  }
  ~unlocker() { guard_.lock(); }

private:
  std::unique_lock<own_mutex> &guard_;
};
async::task<> unlocked_meanwhile(own_mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  ++o.id;
  {
    unlocker meanwhile(guard);
    co_await save(o);
  }
  ++o.id;
}

// 4. It has a `lock()`, and is no mutex; or a mutex that locks nothing.
class block {
public:
  void lock();
  void unlock();
};
class door {
public:
  void lock();
  void unlock();
};
class null_mutex {
public:
  void lock() {}
  void unlock() {}
};
async::task<> no_mutexes(block &pinned, door &front, null_mutex &none, order o) {
  pinned.lock();
  front.lock();
  none.lock();
  co_await save(o);
  none.unlock();
  front.unlock();
  pinned.unlock();
}
async::task<> by_hand_before(own_mutex &mutex, order o) {
  mutex.lock();
  ++o.id;
  mutex.unlock();
  co_await save(o);
}

// 5. folly's Synchronized: its scope ends, it is unlocked, or a temporary.
namespace folly {
template <typename Synchronized> class LockedPtr {
public:
  ~LockedPtr();
  order *operator->() const;
  void unlock();
};
template <typename T> class Synchronized {
public:
  LockedPtr<Synchronized> wlock();
  LockedPtr<Synchronized> lock();
};
} // namespace folly
async::task<> synchronized(folly::Synchronized<order> &last, order o) {
  last.wlock()->id = 1;
  {
    auto locked = last.wlock();
    locked->id = o.id;
  }
  auto locked = last.wlock();
  locked->id = o.id;
  locked.unlock();
  co_await save(o);
}

// 6. What locks by a flag, and waits for nobody.
class row_lock {
public:
  void lock() { locked_ = true; }
  void unlock() { locked_ = false; }

private:
  bool locked_ = false;
};
class busy_guard {
public:
  explicit busy_guard(bool &busy) : busy_(busy) { lock(); }
  ~busy_guard() { unlock(); }
  void lock() { busy_ = true; }
  void unlock() { busy_ = false; }

private:
  bool &busy_;
};
async::task<> by_flags(row_lock &row, bool &busy, order o) {
  busy_guard mine(busy);
  std::lock_guard guard(row);
  row.lock();
  co_await save(o);
  row.unlock();
}

// 7. An async mutex that blocks as well, for those who are no coroutines.
class both_mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
  async::task<> co_lock();
};
async::task<> tried_or_awaited(both_mutex &mutex, order o) {
  if (!mutex.try_lock())
    co_await mutex.co_lock();
  co_await save(o);
  mutex.unlock();
}

// 8. Locks of files and of rows are not bound to a thread.
class file_lock {
public:
  explicit file_lock(int file) : file_(file) { lock(); }
  ~file_lock() { unlock(); }
  void lock();
  void unlock();

private:
  int file_;
};
struct table {
  void lock(int row);
  void unlock(int row);
};
class row_guard {
public:
  row_guard(table &rows, int row) : rows_(rows), row_(row) { rows_.lock(row_); }
  ~row_guard() { rows_.unlock(row_); }

private:
  table &rows_;
  int row_;
};
async::task<> files_and_rows(table &rows, order o) {
  file_lock file(1);
  row_guard row(rows, o.id);
  co_await save(o);
}

// 9. What leads to a value and has the lock in it: a temporary, a scope that
// ends, one that is moved on; or made in a way that is not known.
class value_access {
public:
  explicit value_access(order &value);
  value_access(std::unique_lock<own_mutex> lock, order &value);
  order *operator->();

private:
  std::unique_lock<own_mutex> lock_;
};
class guarded {
public:
  value_access lock();
  value_access try_lock();
};
void take(value_access last);
async::task<> accessed(guarded &last, order o) {
  last.lock()->id = 1;
  {
    auto current = last.lock();
    current->id = 2;
  }
  auto given = last.lock();
  given->id = 3;
  take(std::move(given));
  auto tried = last.try_lock();
  value_access unlocked(o);
  co_await save(o);
}
