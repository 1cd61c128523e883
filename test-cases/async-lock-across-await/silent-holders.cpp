// Guards that something else holds, but no longer, or not yet.
#include <async/async.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <utility>
#include <vector>

struct order {
  int id = 0;
};
async::task<> save(order o);

struct account {
  std::mutex mutex;
  pthread_mutex_t of_c = PTHREAD_MUTEX_INITIALIZER;
  int balance = 0;
};

// 1. A std::optional that is empty, or was emptied.
async::task<> in_an_optional(account &a) {
  std::optional<std::unique_lock<std::mutex>> lock;
  co_await save({});
  lock.emplace(a.mutex);
  ++a.balance;
  lock.reset();
  co_await save({});
  lock.emplace(a.mutex);
  ++a.balance;
  lock = std::nullopt;
  co_await save({});
  lock.emplace(a.mutex);
  lock->unlock();
  co_await save({});
}
async::task<> none(account &a) {
  std::optional<std::lock_guard<std::mutex>> lock(std::nullopt);
  co_await save({});
  lock.emplace(a.mutex);
}

// 2. A smart pointer that has let go.
async::task<> by_a_pointer(account &a) {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(a.mutex);
  ++a.balance;
  lock.reset();
  co_await save({});
  auto other = std::make_unique<std::unique_lock<std::mutex>>(a.mutex);
  other->unlock();
  co_await save({});
}
async::task<> nothing_to_point_to() {
  std::unique_ptr<std::lock_guard<std::mutex>> lock;
  co_await save({});
}

// 3. Guards that do not lock at once.
async::task<> deferred(account &a) {
  auto lock = std::make_unique<std::unique_lock<std::mutex>>(a.mutex, std::defer_lock);
  std::optional<std::unique_lock<std::mutex>> other;
  other.emplace(a.mutex, std::defer_lock);
  co_await save({});
}

// 4. What somebody else makes may be empty.
std::optional<std::unique_lock<std::mutex>> lock_if_free(account &a);
async::task<> perhaps(account &a) {
  auto lock = lock_if_free(a);
  if (!lock)
    co_await save({});
}

// 5. A vector without guards, and one that was cleared.
async::task<> in_a_vector(std::vector<account> &all) {
  std::vector<std::unique_lock<std::mutex>> locks;
  co_await save({});
  for (account &a : all)
    locks.emplace_back(a.mutex);
  locks.clear();
  co_await save({});
}
async::task<> empty_ones() {
  std::vector<std::unique_lock<std::mutex>> locks(2);
  co_await save({});
}

// 6. A reference to somebody else's guard, and one that is unlocked.
async::task<> by_a_reference(account &a, std::unique_lock<std::mutex> &of_the_caller) {
  auto &lock = of_the_caller;
  co_await save({});
  auto &&own = std::unique_lock(a.mutex);
  own.unlock();
  co_await save({});
}

// 7. A guard in a block of its own.
async::task<> in_a_block(account &a) {
  {
    auto lock = std::make_unique<std::lock_guard<std::mutex>>(a.mutex);
    ++a.balance;
  }
  co_await save({});
}

// 8. The functions of POSIX, unlocked before.
async::task<> of_c(account &a) {
  pthread_mutex_lock(&a.of_c);
  ++a.balance;
  pthread_mutex_unlock(&a.of_c);
  co_await save({});
}
