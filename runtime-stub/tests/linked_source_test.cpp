#include <async/linked_source.hpp>

#include <async/delay.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <concepts>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace {

using async::cancellation_source;
using async::cancellation_token;
using async::linked_source;
using namespace tests;

static_assert(std::derived_from<linked_source, cancellation_source>);

TEST(linked_source, is_canceled_by_any_of_its_tokens) {
  for (int canceled = 0; canceled < 3; ++canceled) {
    cancellation_source sources[3];
    const linked_source linked(sources[0].token(), sources[1].token(),
                               sources[2].token());
    EXPECT_FALSE(linked.cancellation_requested());
    sources[canceled].cancel();
    EXPECT_TRUE(linked.cancellation_requested());
    EXPECT_TRUE(linked.token().cancellation_requested());
  }
}

TEST(linked_source, is_canceled_at_once_by_a_canceled_token) {
  cancellation_source source;
  source.cancel();
  EXPECT_TRUE(linked_source(cancellation_token::none(), source.token())
                  .cancellation_requested());
}

TEST(linked_source, does_not_cancel_its_tokens) {
  const cancellation_source source;
  linked_source linked(source.token());
  linked.cancel();
  EXPECT_TRUE(linked.cancellation_requested());
  EXPECT_FALSE(source.cancellation_requested());
}

TEST(linked_source, may_be_linked_to_nothing) {
  linked_source linked;
  linked_source other{cancellation_token::none()};
  EXPECT_FALSE(linked.cancellation_requested());
  EXPECT_FALSE(other.cancellation_requested());
  linked.cancel();
  other.cancel();
  EXPECT_TRUE(linked.cancellation_requested());
  EXPECT_TRUE(other.cancellation_requested());
}

TEST(linked_source, adds_a_time) {
  const cancellation_source source;
  linked_source linked(source.token());
  linked.cancel_after(5ms);
  EXPECT_THROW(async::delay(1h, linked.token()).result(),
               async::operation_canceled);
  EXPECT_FALSE(source.cancellation_requested());
}

TEST(linked_source, runs_callbacks_once_whatever_cancels) {
  cancellation_source one;
  cancellation_source other;
  linked_source linked(one.token(), other.token());
  int calls = 0;
  const auto registration = linked.token().on_cancel([&calls] { ++calls; });
  one.cancel();
  other.cancel();
  linked.cancel();
  EXPECT_EQ(calls, 1);
}

TEST(linked_source, stays_linked_as_long_as_a_copy_lives) {
  cancellation_source source;
  std::optional<linked_source> first(std::in_place, source.token());
  const cancellation_source sliced = *first;
  first.reset();
  source.cancel();
  EXPECT_TRUE(sliced.cancellation_requested());
}

TEST(linked_source, is_forgotten_when_it_ends) {
  cancellation_source source;
  const cancellation_token token = linked_source(source.token()).token();
  source.cancel();
  EXPECT_FALSE(token.cancellation_requested());
}

TEST(linked_source, may_be_linked_to_a_linked_one) {
  cancellation_source source;
  const linked_source middle(source.token());
  const linked_source last(middle.token(), cancellation_token::none());
  source.cancel();
  EXPECT_TRUE(last.cancellation_requested());
}

TEST(linked_source, may_end_in_a_callback) {
  cancellation_source source;
  auto linked = std::make_unique<linked_source>(source.token());
  bool called = false;
  const auto registration = linked->token().on_cancel([&] {
    linked.reset();
    called = true;
  });
  source.cancel();
  EXPECT_TRUE(called);
  EXPECT_EQ(linked, nullptr);
}

TEST(linked_source, may_end_while_it_is_canceled) {
  for (int round = 0; round < 500; ++round) {
    cancellation_source source;
    std::atomic<int> calls = 0;
    std::thread canceler([&source] { source.cancel(); });
    {
      linked_source linked(source.token());
      const auto registration = linked.token().on_cancel([&calls] { ++calls; });
      if (round % 2)
        linked.cancel();
    }
    canceler.join();
    EXPECT_LE(calls, 1);
    EXPECT_GE(calls, round % 2);
  }
}

TEST(linked_source, runs_callbacks_once_from_many_threads) {
  for (int round = 0; round < 200; ++round) {
    std::vector<cancellation_source> sources(3);
    linked_source linked(sources[0].token(), sources[1].token(),
                         sources[2].token());
    std::atomic<int> calls = 0;
    const auto registration = linked.token().on_cancel([&calls] { ++calls; });
    std::vector<std::thread> threads;
    for (cancellation_source &source : sources)
      threads.emplace_back([&source] { source.cancel(); });
    linked.cancel();
    for (std::thread &thread : threads)
      thread.join();
    EXPECT_EQ(calls, 1);
  }
}

} // namespace
