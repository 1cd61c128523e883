// Guards of other libraries, guards of your own, and other things that are
// bound to their thread.
#include <async/async.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <string>

struct order {
  int id = 0;
};
async::task<> save(order o);

#define SCOPED_CAPABILITY __attribute__((scoped_lockable))
#define CAPABILITY(name) __attribute__((capability(name)))
#define ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))
#define RELEASE(...) __attribute__((release_capability(__VA_ARGS__)))

// 1. A guard that clang's thread safety analysis knows.
class CAPABILITY("mutex") own_mutex {
public:
  void lock() ACQUIRE();
  void unlock() RELEASE();
};
class SCOPED_CAPABILITY own_guard {
public:
  explicit own_guard(own_mutex &mutex) ACQUIRE(mutex);
  ~own_guard() RELEASE();
};
own_mutex global_mutex;
class SCOPED_CAPABILITY global_guard {
public:
  global_guard() ACQUIRE(global_mutex);
  ~global_guard() RELEASE();
};
async::task<> annotated(own_mutex &mutex, order o) {
  own_guard guard(mutex); // warn: 'guard' is held across a suspension: who needs 'mutex' meanwhile
  global_guard all;       // warn: 'all' is held across a suspension: who needs the mutex meanwhile
  co_await save(o);
}
async::task<> annotated_by_hand(own_mutex &mutex, order o) {
  mutex.lock(); // warn: 'mutex' stays locked across a suspension
  co_await save(o);
  mutex.unlock();
}

// 2. What a role says to be bound to its thread.
class ASYNC_THREAD_BOUND cursor {
public:
  explicit cursor(std::string query);
  cursor();
  ~cursor();
  bool next();
  void close();
};
async::task<> reads() {
  cursor rows("select * from orders"); // warn: 'rows' is held across a suspension: 'cursor' is bound to its thread, and the coroutine may go on on another one; end the scope of 'rows' before the 'co_await'
  while (rows.next())
    co_await save({}); // note: suspended here while 'rows' lives
} // note: 'rows' ends here, perhaps on another thread
async::task<> reads_default() {
  cursor rows; // warn: 'rows' is held across a suspension
  co_await save({});
}
struct database {
  async::task<cursor> open(std::string query);
};
async::task<> awaited_cursor(database &from) {
  auto rows = co_await from.open("select"); // warn: 'rows' is held across a suspension
  co_await save({});
}

// 3. A class of its own around a guard of the library.
class timed_guard : public std::unique_lock<std::mutex> {
public:
  using std::unique_lock<std::mutex>::unique_lock;
};
async::task<> derived(std::mutex &mutex, order o) {
  timed_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_await save(o);
}

// 4. An alias, and a mutex of one's own that blocks.
class spin_lock {
public:
  void lock() {
    while (taken_)
      ;
    taken_ = true;
  }
  void unlock() { taken_ = false; }

private:
  volatile bool taken_ = false;
};
using locked = std::lock_guard<spin_lock>;
async::task<> spins(spin_lock &spin, order o) {
  locked guard(spin); // warn: 'guard' is held across a suspension: who needs 'spin'
  co_await save(o);
}

// 5. In templates, where the guard is the library's.
template <typename Mutex> async::task<> deduced(Mutex &mutex, order o) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension: who needs 'mutex'
  co_await save(o);
}
template <typename Mutex> struct guarded_store {
  Mutex mutex_;
  std::mutex own_;
  async::task<> put(order o) {
    std::unique_lock<Mutex> guard(mutex_); // warn: 'guard' is held across a suspension: who needs 'mutex_'
    co_await save(o);
  }
  async::task<> put_own(order o) {
    own_.lock(); // warn: 'own_' stays locked across a suspension
    co_await save(o);
    own_.unlock();
  }
  async::task<> put_tried(order o) {
    std::unique_lock guard(mutex_, std::try_to_lock); // warn: 'guard' is held across a suspension
    if (!guard)
      co_return;
    co_await save(o); // note: suspended here while 'guard' holds 'mutex_'
  }
  async::task<> put_any(auto what) {
    std::scoped_lock guard(mutex_, own_); // warn: 'guard' is held across a suspension
    co_await what;
  }
};
auto generic(std::mutex &mutex) {
  return [&mutex](auto what) -> async::task<> {
    std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
    co_await save(what);
  };
}
// An instantiation brings no second finding.
async::task<> instantiates(guarded_store<std::mutex> &store, std::mutex &mutex) {
  co_await store.put({});
  co_await deduced(mutex, {});
}

// 6. From a macro: reported where it is used.
#define LOCK_HERE(mutex) std::lock_guard lock_here(mutex)
async::task<> from_macro(std::mutex &mutex, order o) {
  LOCK_HERE(mutex); // warn: 'lock_here' is held across a suspension: who needs 'mutex'
  co_await save(o);
}

// 7. Where the mutex has no plain name.
struct shards {
  std::map<int, std::mutex> all;
  std::unique_ptr<std::mutex> owned;
  async::task<> put(int key) {
    std::lock_guard guard(all[key]);  // warn: 'guard' is held across a suspension
    std::lock_guard another(*owned); // warn: 'another' is held across a suspension: who needs 'owned'
    co_await save({key});
  }
  async::task<> put_by_hand(int key) {
    owned->lock(); // warn: 'owned' stays locked across a suspension
    co_await save({key});
    owned->unlock();
  }
};

// 8. Made in a condition, in each turn.
async::task<> each_turn(std::mutex &mutex) {
  while (std::unique_lock guard{mutex, std::try_to_lock}) // warn: 'guard' is held across a suspension
    co_await save({});
}

// 9. A guard of one's own: it locks when it is made and unlocks at its end.
class spin_guard {
public:
  explicit spin_guard(spin_lock &spin) : spin_(spin) { spin_.lock(); }
  ~spin_guard() { spin_.unlock(); }

private:
  spin_lock &spin_;
};
template <typename Mutex> struct own_template_guard {
  explicit own_template_guard(Mutex &mutex) : mutex_(mutex) { mutex_.lock(); }
  ~own_template_guard() {
    if (locked_)
      mutex_.unlock();
  }
  Mutex &mutex_;
  bool locked_ = true;
};
async::task<> own_guards(spin_lock &spin, std::mutex &mutex, order o) {
  spin_guard guard(spin);           // warn: 'guard' is held across a suspension: who needs 'spin'
  own_template_guard other(mutex);  // warn: 'other' is held across a suspension: who needs 'mutex'
  co_await save(o);
}

// 10. A mutex of one's own, locked by hand.
async::task<> spins_by_hand(spin_lock &spin, order o) {
  spin.lock(); // warn: 'spin' stays locked across a suspension
  co_await save(o);
  spin.unlock();
}

// 11. folly's Synchronized gives a guard that leads to the value.
namespace folly {
template <typename Synchronized> class LockedPtr {
public:
  ~LockedPtr();
  order *operator->() const;
  order &operator*() const;
  void unlock();
};
template <typename T> class Synchronized {
public:
  LockedPtr<Synchronized> wlock();
  LockedPtr<Synchronized> lock();
};
} // namespace folly
async::task<> synchronized(folly::Synchronized<order> &last, order o) {
  auto locked = last.wlock(); // warn: 'locked' is held across a suspension
  locked->id = o.id;
  co_await save(*locked); // note: suspended here while 'locked' holds its mutex
}

// 12. The same by hand: what leads to the value has the lock in it.
template <typename T> class guarded {
public:
  class access {
  public:
    access(std::mutex &mutex, T &value) : lock_(mutex), value_(value) {}
    T *operator->() { return &value_; }

  private:
    std::unique_lock<std::mutex> lock_;
    T &value_;
  };
  access lock() { return access(mutex_, value_); }

private:
  std::mutex mutex_;
  T value_;
};
async::task<> accessed(guarded<order> &last, order o) {
  auto access = last.lock(); // warn: 'access' is held across a suspension
  access->id = o.id;
  co_await save(o);
}
