// What suspends: everywhere that `co_await` and `co_yield` may stand.
#include <async/async.hpp>

#include <mutex>
#include <string>
#include <vector>

struct order {
  int id = 0;
};
async::task<> save(order o);
async::task<int> count_orders();
async::task<bool> is_open();
async::task<std::vector<order>> load_orders();
async::task<std::mutex *> find_mutex();
void show(int count);

// 1. An await in an initializer (LLVM #72793).
async::task<int> in_initializer(std::mutex &mutex) {
  std::lock_guard guard(mutex);           // warn: 'guard' is held across a suspension
  const int count = co_await count_orders(); // note: suspended here
  co_return count;
}
async::task<int> in_braces(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  std::vector<int> counts{co_await count_orders(), 1}; // note: suspended here
  auto [first, second] = std::pair(co_await count_orders(), 2); // note: suspended here
  co_return first + second + counts[0];
}

// 2. In conditions.
async::task<> in_if(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  if (co_await is_open()) // note: suspended here
    show(1);
}
async::task<> in_while(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  while (co_await is_open()) // note: suspended here
    show(1);
}
async::task<> in_switch(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  switch (co_await count_orders()) { // note: suspended here
  case 1:
    show(1);
  }
}
async::task<int> in_ternary(std::mutex &mutex, bool fresh) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_return fresh ? co_await count_orders() : 0; // note: suspended here
}

// 3. In the range of a loop.
async::task<> in_range(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  for (const order &each : co_await load_orders()) // note: suspended here
    show(each.id);
}

// 4. In an argument, and in `co_return`.
async::task<int> in_argument(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  show(co_await count_orders()); // note: suspended here
  co_return co_await count_orders(); // note: suspended here
}

// 5. `co_yield` suspends until somebody asks for the next one.
async::async_stream<int> counts(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  for (int i = 0; i < 3; ++i)
    co_yield i; // note: suspended here while 'guard' holds 'mutex'
}

// 6. Over the back edge of a loop: locked at the end of one turn, held in the
// next.
async::task<> over_back_edge(std::mutex &mutex) {
  std::unique_lock guard(mutex, std::defer_lock); // warn: 'guard' is held across a suspension
  for (int i = 0; i < 3; ++i) {
    co_await save({i}); // note: suspended here while 'guard' holds 'mutex'
    if (!guard.owns_lock())
      guard.lock(); // note: 'guard' locks here
  }
}
async::task<> mutex_over_back_edge(std::mutex &mutex) {
  for (int i = 0; i < 3; ++i) {
    if (i > 0) {
      co_await save({i}); // note: suspended here while 'mutex' is locked
      mutex.unlock();
    }
    mutex.lock(); // warn: 'mutex' stays locked across a suspension
  }
  mutex.unlock();
}

// 7. In a second declaration of the same statement.
async::task<> in_same_statement() {
  std::lock_guard first(*co_await find_mutex()), second(*co_await find_mutex()); // warn: 'first' is held across a suspension // note: suspended here while 'first' holds
}

// 8. An await inside of an await.
async::task<> keep(int count);
async::task<> nested(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_await keep(co_await count_orders()); // note: suspended here // note: suspended here
}

// 9. In a handler's `try`, after an exception was thrown.
async::task<> after_exception(std::mutex &mutex, order o) {
  mutex.lock(); // warn: 'mutex' stays locked across a suspension
  bool failed = false;
  try {
    if (o.id == 0)
      throw o;
    mutex.unlock();
  } catch (const order &) {
    failed = true;
  }
  if (failed)
    co_await save(o); // note: suspended here while 'mutex' is locked
}

// 10. `goto` back to where it is locked.
async::task<> jumps(std::mutex &mutex, int more) {
again:
  mutex.lock(); // warn: 'mutex' stays locked across a suspension
  if (--more == 0)
    co_await count_orders(); // note: suspended here
  mutex.unlock();
  if (more > 0)
    goto again;
}
