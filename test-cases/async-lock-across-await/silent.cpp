// Nothing is held where the coroutine waits.
#include <async/async.hpp>

#include <condition_variable>
#include <coroutine>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <string>
#include <vector>

struct order {
  int id = 0;
};
async::task<> save(order o);
async::task<int> count_orders();
void show(int count);

class store {
public:
  // 1. The scope ends before.
  async::task<> scoped(order o) {
    {
      std::lock_guard guard(mutex_);
      orders_.push_back(o);
    }
    co_await save(o);
  }
  // 2. It begins after.
  async::task<> after(order o) {
    co_await save(o);
    std::lock_guard guard(mutex_);
    orders_.push_back(o);
  }
  // 3. Unlocked before (clippy #6446, no-suspend-with-lock: complaint 109).
  async::task<> unlocked(order o) {
    std::unique_lock guard(mutex_);
    orders_.push_back(o);
    guard.unlock();
    co_await save(o);
  }
  // 4. Unlocked for the await only, and locked again.
  async::task<int> relocked(order o) {
    std::unique_lock guard(mutex_);
    orders_.push_back(o);
    guard.unlock();
    co_await save(o);
    guard.lock();
    co_return static_cast<int>(orders_.size());
  }
  async::task<int> relocked_in_loop() {
    std::unique_lock guard(mutex_);
    while (!orders_.empty()) {
      const order last = orders_.back();
      orders_.pop_back();
      guard.unlock();
      co_await save(last);
      guard.lock();
    }
    co_return 0;
  }
  // 5. By hand.
  async::task<> by_hand(order o) {
    mutex_.lock();
    orders_.push_back(o);
    mutex_.unlock();
    co_await save(o);
    shared_.lock_shared();
    const auto size = orders_.size();
    shared_.unlock_shared();
    show(static_cast<int>(size));
    co_await save(o);
  }
  // 6. On every branch.
  async::task<> on_every_branch(order o, bool ok) {
    std::unique_lock guard(mutex_);
    if (!ok) {
      guard.unlock();
      co_await save({});
      co_return;
    }
    orders_.push_back(o);
    guard.unlock();
    co_await save(o);
  }
  // 7. It leaves by `co_return`, `throw` or `return` of a helper.
  async::task<int> leaves(bool cached) {
    if (cached) {
      std::lock_guard guard(mutex_);
      co_return static_cast<int>(orders_.size());
    }
    co_return co_await count_orders();
  }
  async::task<int> throws() {
    if (orders_.empty()) {
      mutex_.lock();
      throw std::runtime_error("locked, and nobody waits");
    }
    co_return co_await count_orders();
  }
  // 8. Tried, and not got.
  async::task<> not_got(order o) {
    while (!mutex_.try_lock())
      co_await count_orders();
    orders_.push_back(o);
    mutex_.unlock();
  }
  async::task<> not_got_guard(order o) {
    std::unique_lock guard(mutex_, std::try_to_lock);
    if (!guard.owns_lock()) {
      co_await count_orders();
      co_return;
    }
    orders_.push_back(o);
  }
  async::task<> not_got_by_flag(order o) {
    const bool locked = mutex_.try_lock();
    if (!locked) {
      co_await count_orders();
      co_return;
    }
    orders_.push_back(o);
    mutex_.unlock();
  }
  async::task<> not_got_by_turned_flag(order o) {
    const bool busy = !mutex_.try_lock();
    if (busy) {
      co_await count_orders();
      co_return;
    }
    orders_.push_back(o);
    mutex_.unlock();
  }
  async::task<> not_got_compared(order o) {
    if (mutex_.try_lock() == false) {
      co_await count_orders();
      co_return;
    }
    orders_.push_back(o);
    mutex_.unlock();
  }
  async::task<> not_got_later(order o) {
    std::unique_lock guard(mutex_, std::defer_lock);
    if (guard.try_lock()) {
      orders_.push_back(o);
      guard.unlock();
    } else {
      co_await count_orders();
    }
  }

  // 9. Moved from: somebody else has it.
  void take(std::unique_lock<std::mutex> guard);
  async::task<> moved_from(order o) {
    std::unique_lock guard(mutex_);
    take(std::move(guard));
    co_await save(o);
  }
  async::task<> moved_into_scope(order o) {
    std::unique_lock guard(mutex_);
    {
      const auto inner = std::move(guard);
      orders_.push_back(o);
    }
    co_await save(o);
  }
  async::task<> overwritten(order o) {
    std::unique_lock guard(mutex_);
    orders_.push_back(o);
    guard = {};
    co_await save(o);
  }
  async::task<> overwritten_by_name(order o) {
    std::unique_lock guard(mutex_);
    guard = std::unique_lock<std::mutex>();
    co_await save(o);
  }
  async::task<> moved_into_lambda(order o) {
    std::unique_lock guard(mutex_);
    [guard = std::move(guard)] {}();
    co_await save(o);
  }

  // 10. Empty and deferred ones (complaint 109).
  async::task<> empty(order o) {
    std::unique_lock<std::mutex> none;
    std::unique_lock deferred(mutex_, std::defer_lock);
    std::shared_lock<std::shared_mutex> nothing{};
    std::scoped_lock<> no_mutex;
    co_await save(o);
  }

  // 11. A lock that is taken over and given back before.
  async::task<> adopted(order o) {
    mutex_.lock();
    {
      std::lock_guard guard(mutex_, std::adopt_lock);
      orders_.push_back(o);
    }
    co_await save(o);
  }
  async::task<> adopted_from_elsewhere(order o) {
    std::lock_guard guard(mutex_, std::adopt_lock);
    co_await save(o);
  }

  // 12. Given away and unlocked by hand.
  async::task<> released(order o) {
    std::unique_lock guard(mutex_);
    std::mutex *mutex = guard.release();
    mutex->unlock();
    co_await save(o);
  }
  async::task<> released_member(order o) {
    std::unique_lock guard(mutex_);
    guard.release();
    mutex_.unlock();
    co_await save(o);
  }

  // 13. A helper unlocks.
  void unlock_all();
  async::task<> by_helper(order o) {
    mutex_.lock();
    unlock_all();
    co_await save(o);
  }

  // 14. Correlated conditions.
  async::task<> correlated(order o, bool threaded) {
    if (threaded)
      mutex_.lock();
    orders_.push_back(o);
    if (threaded)
      mutex_.unlock();
    co_await save(o);
  }
  async::task<> correlated_guard(order o, bool threaded) {
    std::unique_lock guard(mutex_, std::defer_lock);
    if (threaded)
      guard.lock();
    orders_.push_back(o);
    if (guard.owns_lock())
      guard.unlock();
    co_await save(o);
  }
  async::task<> unlocked_if_held(order o) {
    std::unique_lock guard(mutex_);
    orders_.push_back(o);
    if (guard)
      guard.unlock();
    co_await save(o);
  }

private:
  std::mutex mutex_;
  std::shared_mutex shared_;
  std::vector<order> orders_;
};

// 15. References, pointers and parameters: whose they are decides (clang-tidy's
// hostile-raii leaves them out, too).
std::unique_lock<std::mutex> &current_lock();
async::task<> not_its_own(std::unique_lock<std::mutex> taken,
                          std::unique_lock<std::mutex> &passed,
                          std::lock_guard<std::mutex> *pointed) {
  auto &global = current_lock();
  auto *address = &passed;
  co_await count_orders();
  (void)global, (void)address, (void)taken, (void)pointed;
}
std::mutex static_mutex;
async::task<> lives_in_the_frame() {
  static std::lock_guard guard(static_mutex);
  co_await count_orders();
}

// 16. The guard of an enclosing function.
int enclosing(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  auto later = [](order o) -> async::task<> { co_await save(o); };
  (void)later;
  return 1;
}
async::task<> enclosing_coroutine(std::mutex &mutex, order o) {
  std::vector<int> counts;
  auto later = [](order one) -> async::task<> { co_await save(one); };
  {
    std::lock_guard guard(mutex);
    counts.push_back(o.id);
  }
  co_await later(o);
}

// 17. A function that is no coroutine.
async::task<> passes_on(std::mutex &mutex, order o) {
  std::lock_guard guard(mutex);
  return save(o);
}

// 18. `co_return` and the coroutine's begin and end are no suspensions of the
// body.
async::task<int> only_returns(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_return 1;
}

// 19. Waiting for a condition blocks, and is another check's business.
async::task<int> waits(std::mutex &mutex, std::condition_variable &changed) {
  {
    std::unique_lock guard(mutex);
    changed.wait(guard, [] { return true; });
  }
  co_return co_await count_orders();
}

// 20. In a loop, from the lock on nothing waits in the same turn.
async::task<> loop(std::mutex &mutex) {
  for (;;) {
    const int count = co_await count_orders();
    std::lock_guard guard(mutex);
    if (count == 0)
      co_return;
    show(count);
  }
}
async::task<> loop_by_hand(std::mutex &mutex) {
  while (co_await count_orders() > 0) {
    mutex.lock();
    show(1);
    mutex.unlock();
  }
}
