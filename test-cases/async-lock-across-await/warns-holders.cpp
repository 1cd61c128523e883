// Guards that something else holds, and locks of C.
#include <async/async.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
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

// 1. A std::optional that was given a guard.
async::task<> in_an_optional(account &a) {
  std::optional<std::unique_lock<std::mutex>> lock; // warn: 'lock' is held across a suspension: who needs the mutex meanwhile
  lock.emplace(a.mutex);                            // note: 'lock' locks here
  ++a.balance;
  co_await save({}); // note: suspended here while 'lock' holds its mutex
}
async::task<> in_an_optional_from_the_start(account &a) {
  std::optional<std::lock_guard<std::mutex>> lock(a.mutex); // warn: 'lock' is held across a suspension
  co_await save({});
}
async::task<> in_an_optional_in_place(account &a) {
  std::optional<std::unique_lock<std::mutex>> lock(std::in_place, a.mutex); // warn: 'lock' is held across a suspension
  co_await save({});
}

// 2. A smart pointer.
async::task<> by_a_pointer(account &a) {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(a.mutex); // warn: 'lock' is held across a suspension
  co_await save({});
}
async::task<> by_a_pointer_to_a_new_one(account &a) {
  std::unique_ptr<std::lock_guard<std::mutex>> lock(new std::lock_guard<std::mutex>(a.mutex)); // warn: 'lock' is held across a suspension
  co_await save({});
}
async::task<> by_a_shared_pointer(account &a) {
  auto lock = std::make_shared<std::unique_lock<std::mutex>>(a.mutex); // warn: 'lock' is held across a suspension
  co_await save({});
}

// 3. Several of them.
async::task<> in_a_vector(std::vector<account> &all) {
  std::vector<std::unique_lock<std::mutex>> locks; // warn: 'locks' is held across a suspension
  for (account &a : all)
    locks.emplace_back(a.mutex);
  co_await save({});
}

// 4. A temporary that lives as long as its reference.
async::task<> by_a_reference(account &a) {
  auto &&lock = std::unique_lock(a.mutex); // warn: 'lock' is held across a suspension
  (void)lock;
  co_await save({});
}
async::task<> by_a_const_reference(account &a) {
  const auto &lock = std::lock_guard<std::mutex>(a.mutex); // warn: 'lock' is held across a suspension
  co_await save({});
}

// 5. A guard that is mentioned only to quiet the compiler.
async::task<> quieted(account &a) {
  std::unique_lock lock(a.mutex); // warn: 'lock' is held across a suspension
  (void)lock;
  co_await save({});
}

// 6. The functions of POSIX.
async::task<> of_c(account &a) {
  pthread_mutex_lock(&a.of_c); // warn: stays locked across a suspension
  co_await save({});
  pthread_mutex_unlock(&a.of_c);
}
