#include <async/thread_pool.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

namespace {

using namespace tests;

TEST(thread_pool, runs_everything_before_it_ends) {
  std::atomic<int> ran = 0;
  {
    async::thread_pool pool(3);
    EXPECT_EQ(pool.size(), 3u);
    for (int i = 0; i < 1000; ++i)
      pool.post([&ran] { ++ran; });
  }
  EXPECT_EQ(ran, 1000);
}

TEST(thread_pool, one_thread_keeps_the_order) {
  std::vector<int> order;
  {
    async::thread_pool pool(0);
    EXPECT_EQ(pool.size(), 1u);
    for (int i = 0; i < 5; ++i)
      pool.post([&order, i] { order.push_back(i); });
  }
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(thread_pool, works_on_all_its_threads) {
  std::mutex mutex;
  std::set<std::thread::id> seen;
  async::thread_pool pool(2);
  for (int i = 0; i < 2; ++i)
    pool.post([&] {
      {
        const std::lock_guard lock(mutex);
        seen.insert(std::this_thread::get_id());
      }
      eventually([&] {
        const std::lock_guard lock(mutex);
        return seen.size() == 2;
      });
    });
  EXPECT_TRUE(eventually([&] {
    const std::lock_guard lock(mutex);
    return seen.size() == 2;
  }));
}

TEST(thread_pool, functions_may_post) {
  std::atomic<bool> ran = false;
  {
    async::thread_pool pool(1);
    pool.post([&] { pool.post([&ran] { ran = true; }); });
  }
  EXPECT_TRUE(ran);
}

TEST(thread_pool, may_end_as_soon_as_the_last_function_has_run) {
  for (int round = 0; round < 100; ++round) {
    auto pool = std::make_unique<async::thread_pool>(1);
    std::atomic<bool> ran = false;
    std::thread poster(
        [&pool = *pool, &ran] { pool.post([&ran] { ran = true; }); });
    EXPECT_TRUE(eventually([&ran] { return ran.load(); }));
    pool.reset();
    poster.join();
  }
}

TEST(thread_pool, the_shared_one_has_at_least_two_threads) {
  EXPECT_GE(async::thread_pool::shared().size(), 2u);
  EXPECT_EQ(&async::thread_pool::shared(), &async::thread_pool::shared());
}

} // namespace
