// Guards and mutexes that are held while the coroutine is suspended.
#include <async/async.hpp>

#include <condition_variable>
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
async::task<std::vector<order>> load_orders();
void log(std::string text);

// 1. The plain case: the notes show where it waits.
class store {
public:
  async::task<> put(order o) {
    std::lock_guard<std::mutex> guard(mutex_); // warn: 'guard' is held across a suspension: who needs 'mutex_' meanwhile blocks a thread, perhaps the one that this coroutine needs to go on; end the scope of 'guard' before the 'co_await', or await an async mutex
    orders_.push_back(o);
    co_await save(o); // note: suspended here while 'guard' holds 'mutex_'
  } // note: 'mutex_' is unlocked here, perhaps by another thread than the one that locked it

  // 2. The other guards of the standard library.
  async::task<int> all_guards() {
    std::unique_lock unique(mutex_);  // warn: 'unique' is held across a suspension: who needs 'mutex_'
    std::shared_lock shared(shared_); // warn: 'shared' is held across a suspension: who needs 'shared_'
    std::scoped_lock both(a_, b_);    // warn: 'both' is held across a suspension: who needs 'a_'
    co_return co_await count_orders(); // note: suspended here while 'unique' holds 'mutex_' // note: suspended here while 'shared' holds // note: suspended here while 'both' holds
  }

  // 3. Without a guard: reported at the lock.
  async::task<> by_hand(order o) {
    mutex_.lock();    // warn: 'mutex_' stays locked across a suspension: who needs it meanwhile blocks a thread, perhaps the one that this coroutine needs to go on; unlock it before the 'co_await', or await an async mutex
    co_await save(o); // note: suspended here while 'mutex_' is locked
    mutex_.unlock();  // note: 'mutex_' is unlocked here, perhaps by another thread than the one that locked it
  }

  // 4. Shared, and never unlocked in this function.
  async::task<> by_hand_shared(order o) {
    shared_.lock_shared(); // warn: 'shared_' stays locked across a suspension
    this->mutex_.lock();   // warn: 'mutex_' stays locked across a suspension
    co_await save(o);
    this->mutex_.unlock();
  }

  // 5. A lock that was tried, and that was got.
  async::task<> tried(order o) {
    if (mutex_.try_lock()) { // warn: 'mutex_' stays locked across a suspension
      co_await save(o);
      mutex_.unlock();
    }
  }
  async::task<> tried_or_left(order o) {
    if (!mutex_.try_lock()) // warn: 'mutex_' stays locked across a suspension
      co_return;
    co_await save(o); // note: suspended here while 'mutex_' is locked
    mutex_.unlock();
  }
  async::task<> tried_before(order o) {
    const bool locked = mutex_.try_lock(); // warn: 'mutex_' stays locked across a suspension
    if (!locked)
      co_await count_orders();
    else
      co_await save(o); // note: suspended here while 'mutex_' is locked
  }
  async::task<> tried_guard(order o) {
    std::unique_lock guard(mutex_, std::try_to_lock); // warn: 'guard' is held across a suspension
    if (!guard)
      co_return;
    co_await save(o); // note: suspended here
  }

  // 6. Several at once, and a guard that takes them over.
  async::task<> two(order o) {
    std::lock(a_, b_); // warn: 'a_' stays locked across a suspension
    std::lock_guard first(a_, std::adopt_lock);
    std::lock_guard second(b_, std::adopt_lock);
    co_await save(o);
  }
  async::task<> adopted(order o) {
    mutex_.lock(); // warn: 'mutex_' stays locked across a suspension
    {
      std::lock_guard guard(mutex_, std::adopt_lock);
      co_await save(o); // note: suspended here
    }
    co_await save(o);
  }

  // 7. The mutex stays locked when the guard gives it away.
  async::task<> released(order o) {
    {
      std::unique_lock guard(mutex_); // warn: 'guard' is held across a suspension
      guard.release();
    }
    co_await save(o); // note: suspended here while 'guard' holds 'mutex_'
  }

private:
  std::mutex mutex_, a_, b_;
  std::shared_mutex shared_;
  std::vector<order> orders_;
};

// 8. Locked later, and locked again.
async::task<> deferred(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex, std::defer_lock); // warn: 'guard' is held across a suspension: who needs 'mutex'
  co_await save(o);
  guard.lock();     // note: 'guard' locks here
  co_await save(o); // note: suspended here while 'guard' holds 'mutex'
}
async::task<> relocked(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex); // warn: 'guard' is held across a suspension
  guard.unlock();
  co_await save(o);
  guard.lock();     // note: 'guard' locks here
  co_await save(o); // note: suspended here while 'guard' holds 'mutex'
}
async::task<> locked_together(std::mutex &a, std::mutex &b, order o) {
  std::unique_lock first(a, std::defer_lock);  // warn: 'first' is held across a suspension
  std::unique_lock second(b, std::defer_lock); // warn: 'second' is held across a suspension
  std::lock(first, second); // note: 'first' locks here // note: 'second' locks here
  co_await save(o);
}

// 9. Unlocked on one path only.
async::task<> unlocked_sometimes(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex); // warn: 'guard' is held across a suspension
  if (o.id == 0)
    guard.unlock();
  co_await save(o);
}

// 10. The lock goes on in another guard.
async::task<> moved_on(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex); // warn: 'guard' is held across a suspension
  {
    auto other = std::move(guard);
    co_await save(o); // note: suspended here
  }
  co_await save(o);
}
async::task<> assigned(std::mutex &mutex, order o) {
  std::unique_lock<std::mutex> guard; // warn: 'guard' is held across a suspension
  co_await save(o);
  guard = std::unique_lock(mutex); // note: 'guard' locks here
  co_await save(o); // note: suspended here while 'guard' holds 'mutex'
}

// 11. A function that gives a guard.
std::unique_lock<std::mutex> lock_orders();
async::task<> from_function(order o) {
  auto guard = lock_orders(); // warn: 'guard' is held across a suspension: who needs the mutex meanwhile
  co_await save(o); // note: suspended here while 'guard' holds its mutex
}

// 12. In an `if` or `switch` with an initializer, and a loop.
async::task<> in_conditions(std::mutex &mutex, order o) {
  if (std::lock_guard guard(mutex); o.id > 0) // warn: 'guard' is held across a suspension
    co_await save(o);
  switch (std::lock_guard guard(mutex); o.id) { // warn: 'guard' is held across a suspension
  case 1:
    co_await save(o);
  }
  for (std::unique_lock guard(mutex); o.id > 0; --o.id) // warn: 'guard' is held across a suspension
    co_await save(o);
}

// 13. In a lambda that is a coroutine itself.
void in_lambda(std::mutex &mutex) {
  auto put = [&mutex](order o) -> async::task<> {
    std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
    co_await save(o);
  };
  (void)put;
}

// 14. Only the first few suspensions are told.
async::task<> often(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_await save({1}); // note: suspended here
  co_await save({2}); // note: suspended here
  co_await save({3}); // note: suspended here
  co_await save({4});
}

// 15. In `try`, and what comes after its handlers.
async::task<> tried_and_caught(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex); // warn: 'guard' is held across a suspension
  try {
    log("saving");
  } catch (const std::runtime_error &) {
    guard.unlock();
  }
  co_await save(o); // note: suspended here
}

// 16. A mutex behind a pointer, and one of several.
struct shard {
  std::mutex mutex;
  int count = 0;
};
async::task<> behind_pointer(shard *one, std::vector<shard> &all, order o) {
  one->mutex.lock(); // warn: 'mutex' stays locked across a suspension
  co_await save(o);
  one->mutex.unlock();
  std::lock_guard guard(all[0].mutex); // warn: 'guard' is held across a suspension: who needs 'mutex'
  co_await save(o);
}

// 17. A condition variable unlocks, but locks again before it goes on.
async::task<> after_wait(std::mutex &mutex, std::condition_variable &changed, order o) {
  std::unique_lock guard(mutex); // warn: 'guard' is held across a suspension
  changed.wait(guard);
  co_await save(o); // note: suspended here
}

// 18. What unlocks after the wait is told: the first call that does, or else the
//     end of the scope of the guard; not an unlock that comes before the wait.
async::task<> unlocked_after(std::mutex &mutex, order o) {
  std::unique_lock guard(mutex); // warn: 'guard' is held across a suspension
  if (o.id == 0) {
    guard.unlock();
    co_return;
  }
  co_await save(o);
  if (o.id == 1)
    guard.unlock(); // note: 'mutex' is unlocked here
  log("saved");
}
async::task<> left_early(std::mutex &mutex, order o) {
  while (o.id > 0) {
    std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
    co_await save(o);
    if (o.id == 1)
      co_return;
    --o.id;
  } // note: 'mutex' is unlocked here
}
async::task<> in_an_if(std::mutex &mutex, order o) {
  if (std::lock_guard guard(mutex); o.id > 0) { // warn: 'guard' is held across a suspension
    co_await save(o);
  } // note: 'mutex' is unlocked here
}
async::task<> from_function_again(order o) {
  auto guard = lock_orders(); // warn: 'guard' is held across a suspension
  co_await save(o);
} // note: the mutex is unlocked here
