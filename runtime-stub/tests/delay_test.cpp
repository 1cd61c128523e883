#include <async/delay.hpp>

#include <async/thread_pool.hpp>
#include <async/when_all.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tests;
using clock = std::chrono::steady_clock;

TEST(delay, takes_its_time) {
  const auto begin = clock::now();
  async::delay(30ms).result();
  EXPECT_GE(clock::now() - begin, 30ms);
}

TEST(delay, of_no_time_is_done) {
  EXPECT_TRUE(async::delay({}).done());
  EXPECT_TRUE(async::delay(-1s).done());
}

TEST(delay, the_shorter_one_ends_first) {
  const async::task<> longer = async::delay(20s);
  async::delay(5ms).result();
  EXPECT_FALSE(longer.done());
}

TEST(delay, blocks_no_thread) {
  std::vector<async::task<>> all;
  const auto begin = clock::now();
  for (int i = 0; i < 500; ++i)
    all.push_back(async::delay(50ms));
  async::when_all(all).result();
  EXPECT_LT(clock::now() - begin, 10s);
}

TEST(delay, ends_early_when_canceled) {
  async::cancellation_source source;
  const async::task<> waiting = async::delay(1h, source.token());
  EXPECT_FALSE(waiting.wait_for(5ms));
  source.cancel();
  EXPECT_THROW(waiting.result(), async::operation_canceled);
}

TEST(delay, fails_at_once_when_canceled_before) {
  async::cancellation_source source;
  source.cancel();
  const async::task<> waiting = async::delay(1h, source.token());
  EXPECT_TRUE(waiting.done());
  EXPECT_THROW(waiting.result(), async::operation_canceled);
}

TEST(delay, may_be_canceled_while_it_ends) {
  for (int i = 0; i < 200; ++i) {
    async::cancellation_source source;
    const async::task<> waiting = async::delay(100us, source.token());
    std::this_thread::sleep_for(std::chrono::microseconds(50 + i % 100));
    source.cancel();
    waiting.wait();
    EXPECT_TRUE(waiting.done());
  }
}

TEST(delay, may_be_canceled_while_it_begins) {
  for (int i = 0; i < 200; ++i) {
    async::cancellation_source source;
    std::thread cancels([source]() mutable { source.cancel(); });
    EXPECT_THROW(async::delay(1h, source.token()).result(),
                 async::operation_canceled);
    cancels.join();
  }
}

TEST(delay, cancel_does_not_run_what_awaits_it) {
  async::cancellation_source source;
  const async::task<std::thread::id> awaits =
      [](async::cancellation_token token) -> async::task<std::thread::id> {
    try {
      co_await async::delay(1h, token);
    } catch (const async::operation_canceled &) {
    }
    co_return std::this_thread::get_id();
  }(source.token());
  source.cancel();
  EXPECT_NE(awaits.result(), std::this_thread::get_id());
}

} // namespace
