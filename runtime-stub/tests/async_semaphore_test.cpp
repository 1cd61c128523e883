#include <async/async_semaphore.hpp>

#include <async/delay.hpp>
#include <async/run.hpp>
#include <async/ui_context.hpp>
#include <async/when_all.hpp>
#include <async/yield.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

namespace {

using async::async_semaphore;
using async::cancellation_source;
using async::task;
using namespace tests;

TEST(async_semaphore, a_free_permit_does_not_suspend) {
  async_semaphore semaphore(2);
  EXPECT_EQ(semaphore.available(), 2u);
  EXPECT_TRUE(semaphore.acquire().done());
  EXPECT_TRUE(semaphore.try_acquire());
  EXPECT_FALSE(semaphore.try_acquire());
  auto waits = semaphore.acquire();
  EXPECT_FALSE(waits.done());
  semaphore.release();
  waits.result();
  EXPECT_EQ(semaphore.available(), 0u);
  semaphore.release(2);
  EXPECT_EQ(semaphore.available(), 2u);
}

task<> note(async_semaphore &semaphore, std::string &order, char name) {
  co_await semaphore.acquire();
  order += name;
  semaphore.release();
}

TEST(async_semaphore, serves_first_who_came_first) {
  async_semaphore semaphore(0);
  std::string order;
  std::vector<task<>> all;
  for (const char name : {'a', 'b', 'c', 'd', 'e'})
    all.push_back(note(semaphore, order, name));
  semaphore.release();
  async::when_all(all).result();
  EXPECT_EQ(order, "abcde");
}

TEST(async_semaphore, nobody_overtakes_who_waits) {
  async_semaphore semaphore(0);
  auto waits = semaphore.acquire();
  semaphore.release();
  EXPECT_FALSE(semaphore.try_acquire());
  waits.result();
}

TEST(async_semaphore, releases_several_at_once) {
  async_semaphore semaphore(0);
  std::vector<task<>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(semaphore.acquire().as_task());
  semaphore.release(5);
  async::when_all(all).result();
  EXPECT_EQ(semaphore.available(), 2u);
  semaphore.release(0);
  EXPECT_EQ(semaphore.available(), 2u);
}

TEST(async_semaphore, release_does_not_run_who_waits) {
  async_semaphore semaphore(0);
  const task<std::thread::id> waits =
      [](async_semaphore &semaphore) -> task<std::thread::id> {
    co_await semaphore.acquire();
    co_return std::this_thread::get_id();
  }(semaphore);
  semaphore.release();
  EXPECT_NE(waits.result(), std::this_thread::get_id());
}

TEST(async_semaphore, a_canceled_waiter_leaves_and_takes_no_permit) {
  async_semaphore semaphore(0);
  cancellation_source source;
  auto first = semaphore.acquire(source.token());
  auto second = semaphore.acquire();
  source.cancel();
  EXPECT_THROW(first.result(), async::operation_canceled);
  EXPECT_FALSE(second.done());
  semaphore.release();
  second.result();
  EXPECT_EQ(semaphore.available(), 0u);
}

TEST(async_semaphore, fails_at_once_when_canceled_before) {
  async_semaphore semaphore(1);
  cancellation_source source;
  source.cancel();
  EXPECT_THROW(semaphore.acquire(source.token()).result(),
               async::operation_canceled);
  EXPECT_EQ(semaphore.available(), 1u);
}

TEST(async_semaphore, a_served_waiter_does_not_mind_cancel) {
  async_semaphore semaphore(0);
  cancellation_source source;
  auto waits = semaphore.acquire(source.token());
  semaphore.release();
  EXPECT_TRUE(eventually([&] { return waits.done(); }));
  source.cancel();
  EXPECT_NO_THROW(waits.result());
}

TEST(async_semaphore, cancel_does_not_run_who_waits) {
  async_semaphore semaphore(0);
  cancellation_source source;
  const task<std::thread::id> waits =
      [](async_semaphore &semaphore,
         async::cancellation_token token) -> task<std::thread::id> {
    try {
      co_await semaphore.acquire(token);
    } catch (const async::operation_canceled &) {
    }
    co_return std::this_thread::get_id();
  }(semaphore, source.token());
  source.cancel();
  EXPECT_NE(waits.result(), std::this_thread::get_id());
}

TEST(async_semaphore, limits_how_many_are_inside) {
  async_semaphore semaphore(3);
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  const auto work = [](async_semaphore &semaphore, std::atomic<int> &inside,
                       std::atomic<int> &most) -> task<> {
    for (int i = 0; i < 100; ++i) {
      co_await semaphore.acquire();
      const int now = ++inside;
      for (int seen = most; seen < now;)
        if (most.compare_exchange_weak(seen, now))
          break;
      co_await async::yield();
      --inside;
      semaphore.release();
    }
  };
  std::vector<task<>> all;
  for (int i = 0; i < 20; ++i)
    all.push_back(work(semaphore, inside, most));
  async::when_all(all).result();
  EXPECT_EQ(most, 3);
  EXPECT_EQ(semaphore.available(), 3u);
}

TEST(async_semaphore, is_fair_to_many_tasks) {
  async_semaphore semaphore(1);
  std::vector<int> order;
  const auto work = [](async_semaphore &semaphore, std::vector<int> &order,
                       int name) -> task<> {
    for (int i = 0; i < 100; ++i) {
      co_await semaphore.acquire();
      order.push_back(name);
      semaphore.release();
    }
  };
  // On one thread nobody is held up before he queues again.
  async::ui_context ui;
  ui.run_until([&] {
    EXPECT_TRUE(semaphore.try_acquire());
    std::vector<task<>> all;
    for (int name = 0; name < 8; ++name)
      all.push_back(work(semaphore, order, name));
    semaphore.release();
    return async::when_all(all);
  });
  ASSERT_EQ(order.size(), 800u);
  for (int turn = 0; turn < 800; ++turn)
    ASSERT_EQ(order[turn], turn % 8) << "turn " << turn;
}

TEST(async_semaphore, is_fair_to_many_threads) {
  async_semaphore semaphore(1);
  std::mutex line; // a number and a place in the line are taken in one step
  int next = 0;
  std::vector<int> served; // kept apart by the permit alone
  const auto work = [&]() -> task<> {
    for (int i = 0; i < 200; ++i) {
      int number = 0;
      auto permit = [&] {
        const std::lock_guard lock(line);
        number = next++;
        return semaphore.acquire();
      }();
      co_await permit;
      served.push_back(number);
      semaphore.release();
    }
  };
  std::vector<task<>> all;
  for (int i = 0; i < 8; ++i)
    all.push_back(async::run(work));
  async::when_all(all).result();
  EXPECT_EQ(served.size(), 1600u);
  EXPECT_TRUE(std::ranges::is_sorted(served));
}

TEST(async_semaphore, loses_no_permit_when_cancel_races_release) {
  for (int round = 0; round < 300; ++round) {
    async_semaphore semaphore(0);
    cancellation_source source;
    auto first = semaphore.acquire(source.token());
    auto second = semaphore.acquire(source.token());
    std::thread cancels([&source] { source.cancel(); });
    semaphore.release();
    cancels.join();
    int got = 0;
    for (async::value_task<> *one : {&first, &second})
      try {
        one->result();
        ++got;
      } catch (const async::operation_canceled &) {
      }
    EXPECT_LE(got, 1);
    EXPECT_EQ(got + semaphore.available(), 1u);
  }
}

TEST(async_semaphore, loses_no_permit_among_many) {
  async_semaphore semaphore(4);
  std::atomic<int> canceled = 0;
  const auto work = [](async_semaphore &semaphore, std::atomic<int> &canceled,
                       int number) -> task<> {
    for (int i = 0; i < 30; ++i) {
      cancellation_source source;
      const task<> cancels = async::run([&source, number, i] {
        if ((number + i) % 3 != 0)
          source.cancel();
      });
      try {
        co_await semaphore.acquire(source.token());
        co_await async::yield();
        semaphore.release();
      } catch (const async::operation_canceled &) {
        ++canceled;
      }
      co_await cancels;
    }
  };
  std::vector<task<>> all;
  for (int number = 0; number < 16; ++number)
    all.push_back(work(semaphore, canceled, number));
  async::when_all(all).result();
  EXPECT_EQ(semaphore.available(), 4u);
}

TEST(async_semaphore, a_million_acquires_need_no_stack) {
  async_semaphore semaphore(1);
  const auto acquires = [](async_semaphore &semaphore) -> task<int> {
    int count = 0;
    for (; count < million; ++count) {
      co_await semaphore.acquire();
      semaphore.release();
    }
    co_return count;
  };
  EXPECT_EQ(acquires(semaphore).result(), million);
}

} // namespace
