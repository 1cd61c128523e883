// Locks that may be held across an await, and guards that are not alive.
#include <async/async.hpp>

#include <coroutine>
#include <mutex>
#include <string>

struct order {
  int id = 0;
};
async::task<> save(order o);

// 1. The async mutex (clippy leaves tokio's and async-std's out, too).
async::task<> own_async_mutex(async::async_mutex &mutex, order o) {
  const auto guard = co_await mutex.lock();
  co_await save(o);
}

// 2. As cppcoro has it: a guard of its own, and `lock_async`.
namespace cppcoro {
class async_mutex_lock {
public:
  ~async_mutex_lock();
};
class async_mutex {
public:
  async::task<async_mutex_lock> scoped_lock_async();
  async::task<> lock_async();
  bool try_lock();
  void unlock();
};
} // namespace cppcoro
async::task<> as_cppcoro(cppcoro::async_mutex &mutex, order o) {
  cppcoro::async_mutex_lock guard = co_await mutex.scoped_lock_async();
  co_await save(o);
}
async::task<> as_cppcoro_by_hand(cppcoro::async_mutex &mutex, order o) {
  co_await mutex.lock_async();
  co_await save(o);
  mutex.unlock();
  if (mutex.try_lock()) {
    co_await save(o);
    mutex.unlock();
  }
}

// 3. As folly and async_simple have it: std::unique_lock of a mutex that is
// awaited.
namespace folly::coro {
class Mutex {
public:
  bool try_lock();
  void unlock();
  async::task<std::unique_lock<Mutex>> co_scoped_lock();
  async::task<> co_lock();
};
} // namespace folly::coro
async::task<> as_folly(folly::coro::Mutex &mutex, order o) {
  std::unique_lock<folly::coro::Mutex> guard{co_await mutex.co_scoped_lock()};
  co_await save(o);
}
async::task<> as_folly_adopted(folly::coro::Mutex &mutex, order o) {
  co_await mutex.co_lock();
  std::unique_lock guard(mutex, std::adopt_lock);
  co_await save(o);
}
async::task<> as_folly_tried(folly::coro::Mutex &mutex, order o) {
  std::unique_lock guard(mutex, std::try_to_lock);
  if (guard)
    co_await save(o);
}

// 4. As libcoro and others have it: `lock()` is awaited.
namespace coro {
class scoped_lock {
public:
  ~scoped_lock();
  void unlock();
};
class mutex {
public:
  async::task<scoped_lock> lock();
  async::task<scoped_lock> scoped_lock_();
  void unlock();
};
} // namespace coro
async::task<> as_libcoro(coro::mutex &mutex, order o) {
  auto guard = co_await mutex.lock();
  co_await save(o);
}
async::task<> std_guard_of_awaited_lock(coro::mutex &mutex, order o) {
  auto first = co_await mutex.lock();
  first.unlock();
  std::unique_lock<coro::mutex> other(mutex, std::adopt_lock);
  co_await save(o);
}

// 5. A mutex that is a spin lock as well, taken by an await.
class both {
public:
  void lock();
  void unlock();
  async::task<std::unique_lock<both>> co_scoped_lock();
};
async::task<> awaited_guard(both &mutex, order o) {
  auto guard = co_await mutex.co_scoped_lock();
  co_await save(o);
}

// 6. Bound to the thread, but not alive.
class ASYNC_THREAD_BOUND cursor {
public:
  explicit cursor(std::string query);
  ~cursor();
  bool next();
  void close();
};
async::task<> reads_first() {
  int rows = 0;
  {
    cursor each("select * from orders");
    while (each.next())
      ++rows;
  }
  co_await save({rows});
}
async::task<> closed_before() {
  cursor rows("select * from orders");
  rows.close();
  co_await save({});
}
async::task<> in_a_temporary() {
  const bool any = cursor("select").next();
  co_await save({any});
}

// 7. A guard that can be let go by its own functions.
#define SCOPED_CAPABILITY __attribute__((scoped_lockable))
class SCOPED_CAPABILITY releasable_guard {
public:
  explicit releasable_guard(std::mutex &mutex);
  ~releasable_guard();
  void Release();
  void Unlock();
};
async::task<> released(std::mutex &mutex, order o) {
  releasable_guard guard(mutex), other(mutex);
  guard.Release();
  other.Unlock();
  co_await save(o);
}

// 8. A null lock: there is no mutex.
class SCOPED_CAPABILITY maybe_guard {
public:
  explicit maybe_guard(std::mutex *mutex);
  ~maybe_guard();
};
async::task<> locks_none(order o) {
  maybe_guard guard(nullptr);
  co_await save(o);
}

// 9. Types of a template's parameter.
template <typename Traits>
async::task<> by_traits(typename Traits::mutex &mutex, order o) {
  typename Traits::guard guard(mutex);
  co_await save(o);
}
template <template <typename> class Guard, typename Mutex>
async::task<> by_template(Mutex &mutex, order o) {
  Guard<Mutex> guard(mutex);
  co_await save(o);
}
