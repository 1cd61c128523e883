#include <async/async_mutex.hpp>

#include <async/delay.hpp>
#include <async/run.hpp>
#include <async/ui_context.hpp>
#include <async/when_all.hpp>
#include <async/yield.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using async::async_mutex;
using async::task;
using namespace tests;

TEST(async_mutex, a_free_lock_does_not_suspend) {
  async_mutex mutex;
  auto locking = mutex.lock();
  EXPECT_TRUE(locking.done());
  async_mutex::guard guard = locking.result();
  EXPECT_FALSE(mutex.try_lock());
  guard.unlock();
  guard.unlock();
  EXPECT_TRUE(mutex.try_lock());
  EXPECT_TRUE(mutex.try_lock()) << "the guard of the line before has ended";
}

TEST(async_mutex, guards_move) {
  async_mutex first;
  async_mutex second;
  async_mutex::guard one = first.lock().result();
  async_mutex::guard other = second.lock().result();
  one = std::move(other);
  EXPECT_TRUE(first.try_lock()) << "what was assigned to has unlocked";
  EXPECT_FALSE(second.try_lock());
  async_mutex::guard moved = std::move(one);
  one.unlock();
  EXPECT_FALSE(second.try_lock());
  moved.unlock();
  EXPECT_TRUE(second.try_lock());
}

task<> note(async_mutex &mutex, std::string &order, char name) {
  const auto guard = co_await mutex.lock();
  order += name;
}

TEST(async_mutex, serves_first_who_came_first) {
  async_mutex mutex;
  std::string order;
  std::vector<task<>> all;
  async_mutex::guard guard = mutex.lock().result();
  for (const char name : {'a', 'b', 'c', 'd'})
    all.push_back(note(mutex, order, name));
  EXPECT_EQ(order, "");
  guard.unlock();
  async::when_all(all).result();
  EXPECT_EQ(order, "abcd");
}

TEST(async_mutex, unlock_does_not_run_who_waits) {
  async_mutex mutex;
  std::optional<async_mutex::guard> guard = mutex.try_lock();
  const task<std::thread::id> waits =
      [](async_mutex &mutex) -> task<std::thread::id> {
    const auto guard = co_await mutex.lock();
    co_return std::this_thread::get_id();
  }(mutex);
  guard.reset();
  EXPECT_NE(waits.result(), std::this_thread::get_id());
}

TEST(async_mutex, resumes_on_the_context) {
  async::ui_context ui;
  async_mutex mutex;
  ui.run_until([&]() -> task<> {
    auto guard = mutex.try_lock();
    const task<> frees = async::run([&guard] { guard.reset(); });
    const auto own = co_await mutex.lock();
    EXPECT_EQ(async::synchronization_context::current(), &ui);
    co_await frees;
  });
}

TEST(async_mutex, may_be_unlocked_on_another_thread) {
  async_mutex mutex;
  const auto work = [](async_mutex &mutex) -> task<> {
    const auto guard = co_await mutex.lock();
    co_await async::delay(2ms).configure_await(false);
  };
  work(mutex).result();
  EXPECT_TRUE(mutex.try_lock());
}

TEST(async_mutex, a_canceled_waiter_leaves) {
  async_mutex mutex;
  async::cancellation_source source;
  std::optional<async_mutex::guard> guard = mutex.try_lock();
  auto leaves = mutex.lock(source.token());
  auto stays = mutex.lock();
  source.cancel();
  EXPECT_THROW((void)leaves.result(), async::operation_canceled);
  EXPECT_FALSE(stays.done());
  guard.reset();
  const async_mutex::guard own = stays.result();
  EXPECT_FALSE(mutex.try_lock());
  EXPECT_THROW((void)mutex.lock(source.token()).result(),
               async::operation_canceled);
}

TEST(async_mutex, a_lock_that_nobody_takes_is_free_again) {
  async_mutex mutex;
  {
    std::optional<async_mutex::guard> guard = mutex.try_lock();
    auto forgotten = mutex.lock();
    (void)forgotten;
  }
  EXPECT_TRUE(eventually([&] { return mutex.try_lock().has_value(); }));
}

TEST(async_mutex, excludes) {
  async_mutex mutex;
  int inside = 0;
  int sum = 0;
  const auto work = [](async_mutex &mutex, int &inside, int &sum) -> task<> {
    for (int i = 0; i < 200; ++i) {
      const auto guard = co_await mutex.lock();
      EXPECT_EQ(++inside, 1);
      ++sum;
      if (i % 8 == 0)
        co_await async::yield();
      --inside;
    }
  };
  std::vector<task<>> all;
  for (int i = 0; i < 8; ++i)
    all.push_back(async::run(
        [&mutex, &inside, &sum, work] { return work(mutex, inside, sum); }));
  async::when_all(all).result();
  EXPECT_EQ(sum, 1600);
}

TEST(async_mutex, may_end_when_the_last_has_it) {
  for (int round = 0; round < 300; ++round) {
    auto mutex = std::make_unique<async_mutex>();
    std::optional<async_mutex::guard> guard = mutex->try_lock();
    const task<> last = [](std::unique_ptr<async_mutex> &mutex) -> task<> {
      (co_await mutex->lock()).unlock();
      mutex.reset();
    }(mutex);
    guard.reset();
    last.result();
  }
}

TEST(async_mutex, a_million_locks_need_no_stack) {
  async_mutex mutex;
  const auto locks = [](async_mutex &mutex) -> task<int> {
    int count = 0;
    for (; count < million; ++count)
      const auto guard = co_await mutex.lock();
    co_return count;
  };
  EXPECT_EQ(locks(mutex).result(), million);
}

TEST(async_mutex, many_waiters_need_no_stack) {
  async_mutex mutex;
  std::string order;
  std::vector<task<>> all;
  std::optional<async_mutex::guard> guard = mutex.try_lock();
  for (int i = 0; i < million / 10; ++i)
    all.push_back(note(mutex, order, 'x'));
  guard.reset();
  async::when_all(all).result();
  EXPECT_EQ(order.size(), static_cast<std::size_t>(million / 10));
}

} // namespace
