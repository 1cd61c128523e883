#include <async/cancellation.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <type_traits>
#include <vector>

namespace {

using async::cancellation_source;
using async::cancellation_token;
using namespace tests;

static_assert(std::is_base_of_v<std::exception, async::operation_canceled>);

TEST(cancellation, none_is_never_canceled) {
  const cancellation_token token = cancellation_token::none();
  EXPECT_FALSE(token.cancellation_requested());
  EXPECT_NO_THROW(token.throw_if_cancellation_requested());
  const auto registration = token.on_cancel([] { FAIL(); });
}

TEST(cancellation, reaches_every_token) {
  cancellation_source source;
  const cancellation_token before = source.token();
  EXPECT_FALSE(before.cancellation_requested());
  cancellation_source(source).cancel();
  EXPECT_TRUE(before.cancellation_requested());
  EXPECT_TRUE(source.token().cancellation_requested());
  EXPECT_TRUE(source.cancellation_requested());
  EXPECT_THROW(before.throw_if_cancellation_requested(),
               async::operation_canceled);
}

TEST(cancellation, a_token_outlives_its_source) {
  cancellation_token token;
  {
    cancellation_source source;
    token = source.token();
    source.cancel();
  }
  EXPECT_TRUE(token.cancellation_requested());
}

TEST(cancellation, runs_callbacks_once) {
  cancellation_source source;
  int calls = 0;
  const auto registration = source.token().on_cancel([&calls] { ++calls; });
  EXPECT_EQ(calls, 0);
  source.cancel();
  source.cancel();
  EXPECT_EQ(calls, 1);
}

TEST(cancellation, runs_a_late_callback_at_once) {
  cancellation_source source;
  source.cancel();
  int calls = 0;
  const auto registration = source.token().on_cancel([&calls] { ++calls; });
  EXPECT_EQ(calls, 1);
}

TEST(cancellation, forgets_callbacks_whose_registration_has_ended) {
  cancellation_source source;
  {
    auto registration = source.token().on_cancel([] { FAIL(); });
    registration = {};
  }
  source.cancel();
}

TEST(cancellation, runs_callbacks_once_from_many_threads) {
  for (int round = 0; round < 100; ++round) {
    cancellation_source source;
    std::atomic<int> calls = 0;
    std::atomic<int> other_calls = 0;
    const auto registration = source.token().on_cancel([&calls] { ++calls; });
    std::vector<async::cancellation_registration> others(4);
    std::vector<std::thread> threads;
    for (async::cancellation_registration &other : others)
      threads.emplace_back([&] {
        other = source.token().on_cancel([&other_calls] { ++other_calls; });
        source.cancel();
      });
    for (std::thread &thread : threads)
      thread.join();
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(other_calls, 4);
  }
}

TEST(cancellation, everything_may_end_in_a_callback) {
  auto source = std::make_unique<cancellation_source>();
  std::vector<async::cancellation_registration> registrations;
  int calls = 0;
  for (int i = 0; i < 2; ++i)
    registrations.push_back(source->token().on_cancel([&] {
      ++calls;
      source.reset();
      registrations.clear();
    }));
  source->cancel();
  EXPECT_EQ(calls, 1);
}

TEST(cancellation, the_end_of_a_registration_waits_for_its_callback) {
  for (int round = 0; round < 200; ++round) {
    cancellation_source source;
    auto used = std::make_unique<int>(0);
    auto registration = source.token().on_cancel([&used] { ++*used; });
    std::thread cancels([token = source.token(), source]() mutable {
      source.cancel();
      EXPECT_TRUE(token.cancellation_requested());
    });
    registration = {};
    used.reset();
    cancels.join();
  }
}

TEST(cancellation, after_a_time) {
  cancellation_source source;
  source.cancel_after(10ms);
  EXPECT_TRUE(
      eventually([&source] { return source.cancellation_requested(); }));
}

TEST(cancellation, a_later_time_replaces_the_earlier_one) {
  cancellation_source source;
  source.cancel_after(300ms);
  source.cancel_after(1h);
  std::this_thread::sleep_for(400ms);
  EXPECT_FALSE(source.cancellation_requested());
  source.cancel_after(0ms);
  EXPECT_TRUE(
      eventually([&source] { return source.cancellation_requested(); }));
}

} // namespace
