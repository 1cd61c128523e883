// Where somebody else may let go, the check does not know.
#include <async/async.hpp>

#include <coroutine>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

struct order {
  int id = 0;
};
async::task<> save(order o);
async::task<int> count_orders();

// 1. A guard that can be unlocked is passed by reference or address.
void process(std::unique_lock<std::mutex> &guard);
void process_address(std::unique_lock<std::mutex> *guard);
async::task<> passed(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  process(guard);
  co_await save(o);
}
async::task<> address_passed(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  process_address(&guard);
  co_await save(o);
}
async::task<> passed_to_await(std::mutex &mutex) {
  std::unique_lock guard(mutex);
  auto wait = [](std::unique_lock<std::mutex> &held) -> async::task<> {
    held.unlock();
    co_await count_orders();
    held.lock();
  };
  co_await wait(guard);
}

// 2. Another name for it.
async::task<> renamed(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  auto &same = guard;
  same.unlock();
  co_await save(o);
}

// 3. A lambda may unlock.
async::task<> captured(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  auto let_go = [&] { guard.unlock(); };
  let_go();
  co_await save(o);
}
template <typename F> struct finally {
  F action;
  ~finally() { action(); }
};
async::task<> unlocked_by_lambda(std::mutex &mutex, order o) {
  mutex.lock();
  {
    finally unlock{[&] { mutex.unlock(); }};
  }
  co_await save(o);
}

// 4. Swapped.
async::task<> swapped(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  std::unique_lock<std::mutex> other;
  {
    std::unique_lock<std::mutex> third;
    guard.swap(third);
  }
  std::swap(guard, other);
  other = {};
  co_await save(o);
}

// 5. Held on some condition only.
async::task<> conditional(std::mutex &mutex, bool threaded, order o) {
  auto guard = threaded ? std::unique_lock(mutex) : std::unique_lock<std::mutex>();
  if (!threaded)
    co_await save(o);
}
std::unique_lock<std::mutex> try_lock_orders();
std::unique_lock<std::mutex> deferred_lock();
async::task<> tried_elsewhere(order o) {
  auto guard = try_lock_orders();
  auto deferred = deferred_lock();
  co_await save(o);
}

// 6. In a container or an optional.
async::task<> in_optional(std::mutex &mutex, order o) {
  std::optional<std::unique_lock<std::mutex>> guard(std::in_place, mutex);
  guard.reset();
  co_await save(o);
}
async::task<> behind_pointer(std::mutex &mutex, order o) {
  auto guard = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  guard.reset();
  co_await save(o);
}

// 7. Two names that may be one mutex.
async::task<> aliases(std::mutex &a, std::mutex &b, order o) {
  a.lock();
  b.unlock();
  co_await save(o);
}
void give(std::mutex &mutex);
async::task<> mutex_passed(std::mutex &mutex, order o) {
  mutex.lock();
  give(mutex);
  co_await save(o);
}
std::mutex &mutex_of(order o);
async::task<> without_a_name(order o) {
  mutex_of(o).lock();
  mutex_of(o).unlock();
  co_await save(o);
}
async::task<> one_of_many(std::vector<std::unique_ptr<std::mutex>> &all, int i, order o) {
  all[i]->lock();
  all[i]->unlock();
  co_await save(o);
}

// 8. In templates, what is decided by a parameter.
template <typename Guard, typename Mutex>
async::task<> with_any_guard(Mutex &mutex, order o) {
  Guard guard(mutex);
  co_await save(o);
}
template <typename Mutex> async::task<> any_mutex(Mutex &mutex, order o) {
  mutex.lock();
  co_await save(o);
  mutex.unlock();
}
template <typename Mutex> async::task<> unlocks(Mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  guard.unlock();
  co_await save(o);
}
template <typename Mutex> async::task<> takes_over(Mutex &mutex, order o) {
  std::lock_guard<Mutex> guard(mutex, std::adopt_lock);
  std::unique_lock<Mutex> later(mutex, std::defer_lock);
  co_await save(o);
}
template <typename Mutex> async::task<> tests(Mutex &mutex, order o) {
  std::unique_lock guard(mutex, std::try_to_lock);
  if (!guard)
    co_await save(o);
}

// 9. An await that never suspends.
async::task<int> cached_count(int count) { co_return count; }
struct executor {};
struct this_executor {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  executor await_resume() const noexcept { return {}; }
};
async::task<int> ready(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await std::suspend_never{};
  [[maybe_unused]] executor own = co_await this_executor{};
  co_await async::completed();
  co_return co_await async::from_result(1);
}

// 10. A mutex for one thread only, which locks nothing.
struct null_mutex {
  void lock() {}
  void unlock() {}
  bool try_lock() { return true; }
};
async::task<> locks_nothing(null_mutex &mutex, order o) {
  std::lock_guard guard(mutex);
  co_await save(o);
}

// 11. Unevaluated.
async::task<> unevaluated(std::mutex &mutex, order o) {
  co_await save(o);
  using type = decltype(std::unique_lock(mutex));
  static_assert(sizeof(std::lock_guard<std::mutex>) > 0);
  static_assert(!noexcept(mutex.lock()));
  std::optional<type> none;
}

// 12. The guard's mutex is unlocked by its address, or by the function's.
async::task<> by_address(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  guard.mutex()->unlock();
  guard.release();
  co_await save(o);
}
async::task<> by_invoke(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  std::invoke(&std::unique_lock<std::mutex>::unlock, guard);
  co_await save(o);
}
async::task<> by_its_pointer(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex);
  (&guard)->unlock();
  co_await save(o);
}

// 13. Guards in arrays, members and bindings.
struct holder {
  std::unique_lock<std::mutex> lock;
};
async::task<> in_a_struct(std::mutex &mutex, order o) {
  holder all{std::unique_lock(mutex)};
  all.lock.unlock();
  std::unique_lock<std::mutex> guards[2];
  guards[0] = std::unique_lock(mutex);
  guards[0].unlock();
  auto [guard, number] = std::pair(std::unique_lock(mutex), o.id);
  guard.unlock();
  co_await save({number});
}

// 14. `goto` out of the scope, and an exception out of it.
async::task<> leaves_by_goto(std::mutex &mutex, order o) {
  {
    std::lock_guard guard(mutex);
    if (o.id == 0)
      goto out;
  }
out:
  co_await save(o);
}
async::task<> leaves_by_exception(std::mutex &mutex, order o) {
  try {
    std::lock_guard guard(mutex);
    throw o;
  } catch (const order &) {
  }
  co_await save(o);
}
async::task<> held_in_a_turn_that_ends(std::mutex &mutex) {
  for (int i = 0; i < 3; ++i) {
    std::unique_lock guard(mutex);
    if (i == 1) {
      guard.unlock();
      co_await save({i});
      continue;
    }
  }
}

// 15. An asynchronous condition is given the mutex itself, and waits without it.
struct condition {
  async::task<> wait(std::mutex &mutex, std::function<bool()> until);
};
async::task<> waits_with_the_mutex(std::mutex &mutex, condition &changed) {
  std::unique_lock guard(mutex);
  co_await changed.wait(mutex, [] { return true; });
}
struct store {
  std::mutex mutex_;
  condition changed_;
  async::task<> wait_for_order() {
    std::unique_lock guard(mutex_);
    co_await changed_.wait(mutex_, [] { return true; });
  }
};
