#include <async/async_stream.hpp>

#include <async/delay.hpp>
#include <async/linked_source.hpp>
#include <async/run.hpp>
#include <async/ui_context.hpp>
#include <async/yield.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <type_traits>

namespace {

using async::async_stream;
using async::cancellation_source;
using async::cancellation_token;
using async::task;
using namespace tests;

static_assert(!std::is_copy_constructible_v<async_stream<int>>);
static_assert(std::is_nothrow_move_constructible_v<async_stream<int>>);

async_stream<int> count_to(int last) {
  for (int i = 1; i <= last; ++i)
    co_yield i;
}

async_stream<int> slowly_to(int last) {
  for (int i = 1; i <= last; ++i) {
    co_await async::delay(1ms);
    co_yield i;
  }
}

/// Pages through a service until it is told to stop.
async_stream<int> pages() {
  const cancellation_token token = co_await async::stream_token();
  for (int page = 0;; ++page) {
    co_await async::delay(1ms, token);
    co_yield page;
  }
}

task<int> sum(async_stream<int> numbers) {
  int result = 0;
  while (const std::optional<int> next = co_await numbers.next())
    result += *next;
  co_return result;
}

TEST(async_stream, gives_its_values_and_then_nothing) {
  async_stream<int> numbers = count_to(2);
  EXPECT_EQ(numbers.next().result(), 1);
  EXPECT_EQ(numbers.next().result(), 2);
  EXPECT_EQ(numbers.next().result(), std::nullopt);
  EXPECT_EQ(numbers.next().result(), std::nullopt);
}

TEST(async_stream, may_await_in_between) {
  EXPECT_EQ(sum(slowly_to(10)).result(), 55);
  EXPECT_EQ(sum(count_to(0)).result(), 0);
}

TEST(async_stream, runs_only_when_it_is_asked) {
  int steps = 0;
  async_stream<int> numbers = [](int &steps) -> async_stream<int> {
    ++steps;
    co_yield 1;
    ++steps;
  }(steps);
  EXPECT_EQ(steps, 0);
  EXPECT_TRUE(numbers.next().done());
  EXPECT_EQ(steps, 1);
  EXPECT_EQ(numbers.next().result(), std::nullopt);
  EXPECT_EQ(steps, 2);
}

TEST(async_stream, gives_a_value_of_any_kind) {
  struct order {
    const int id;
    std::string article;
  };
  const auto orders = []() -> async_stream<order> {
    order first{1, "pen"};
    co_yield std::move(first);
    const order second{2, "book"};
    co_yield second;
    EXPECT_EQ(second.article, "book");
  };
  async_stream<order> stream = orders();
  EXPECT_EQ(stream.next().result()->article, "pen");
  EXPECT_EQ(stream.next().result()->article, "book");
  EXPECT_FALSE(stream.next().result());
  const auto pointers = []() -> async_stream<std::unique_ptr<int>> {
    co_yield std::make_unique<int>(3);
    co_await async::delay(1ms);
    co_yield std::make_unique<int>(4);
  };
  async_stream<std::unique_ptr<int>> numbers = pointers();
  EXPECT_EQ(**numbers.next().result(), 3);
  EXPECT_EQ(**numbers.next().result(), 4);
}

struct counts_copies {
  int copies = 0;
  counts_copies() = default;
  counts_copies(const counts_copies &other) : copies(other.copies + 1) {}
  counts_copies(counts_copies &&) = default;
};

TEST(async_stream, does_not_copy_what_is_moved_into_it) {
  const auto copies = []() -> task<int> {
    async_stream<counts_copies> values = []() -> async_stream<counts_copies> {
      for (int i = 0; i < 50; ++i) {
        if (i % 2)
          co_await async::yield();
        co_yield counts_copies();
      }
    }();
    int result = 0;
    while (const auto next = co_await values.next())
      result += next->copies;
    co_return result;
  };
  EXPECT_EQ(copies().result(), 0);
}

TEST(async_stream, throws_what_its_coroutine_throws_and_ends) {
  for (const auto wait : {0ms, 1ms}) {
    async_stream<int> numbers =
        [](std::chrono::milliseconds wait) -> async_stream<int> {
      co_yield 1;
      co_await async::delay(wait);
      throw std::runtime_error("the connection is lost");
    }(wait);
    EXPECT_EQ(numbers.next().result(), 1);
    EXPECT_THROW(numbers.next().result(), std::runtime_error);
    EXPECT_EQ(numbers.next().result(), std::nullopt);
  }
}

TEST(async_stream, goes_on_with_the_context_of_its_consumer) {
  async::ui_context ui;
  ui.run_until([&ui]() -> task<> {
    async_stream<int> numbers = [](auto &ui) -> async_stream<int> {
      EXPECT_EQ(async::synchronization_context::current(), &ui);
      co_await async::delay(1ms);
      EXPECT_EQ(async::synchronization_context::current(), &ui);
      co_await async::delay(1ms).configure_await(false);
      EXPECT_EQ(async::synchronization_context::current(), nullptr);
      co_yield 1;
    }(ui);
    EXPECT_EQ(co_await numbers.next(), 1);
    EXPECT_EQ(async::synchronization_context::current(), &ui);
    co_await numbers.next();
  });
}

TEST(async_stream, the_token_reaches_the_coroutine) {
  cancellation_source source;
  async_stream<int> numbers = pages().with_cancellation(source.token());
  EXPECT_EQ(numbers.next().result(), 0);
  source.cancel_after(5ms);
  EXPECT_THROW(while (numbers.next().result()){}, async::operation_canceled);
}

TEST(async_stream, the_token_ends_an_await_of_the_coroutine) {
  cancellation_source source;
  async_stream<int> waits = []() -> async_stream<int> {
    co_await async::delay(1h, co_await async::stream_token());
    co_yield 1;
  }();
  waits.with_cancellation(source.token());
  const task<std::optional<int>> next = waits.next().as_task();
  EXPECT_FALSE(next.wait_for(5ms));
  source.cancel();
  EXPECT_THROW(next.result(), async::operation_canceled);
  EXPECT_THROW(waits.next().result(), async::operation_canceled);
}

TEST(async_stream, next_looks_at_the_token_even_if_the_coroutine_does_not) {
  cancellation_source source;
  async_stream<int> numbers = count_to(10).with_cancellation(source.token());
  EXPECT_EQ(numbers.next().result(), 1);
  source.cancel();
  EXPECT_THROW(numbers.next().result(), async::operation_canceled);
}

TEST(async_stream, without_a_token_nothing_cancels) {
  async_stream<bool> asks = []() -> async_stream<bool> {
    const cancellation_token token = co_await async::stream_token();
    co_yield token.cancellation_requested();
  }();
  EXPECT_EQ(asks.next().result(), false);
}

TEST(async_stream, a_parameter_and_the_consumer_may_both_cancel) {
  const auto waits = [](cancellation_token own) -> async_stream<int> {
    const async::linked_source either(own, co_await async::stream_token());
    co_await async::delay(1h, either.token());
    co_yield 1;
  };
  cancellation_source first;
  cancellation_source second;
  async_stream<int> one = waits(first.token());
  async_stream<int> other =
      waits(first.token()).with_cancellation(second.token());
  const task<std::optional<int>> of_one = one.next().as_task();
  const task<std::optional<int>> of_other = other.next().as_task();
  second.cancel();
  EXPECT_THROW(of_other.result(), async::operation_canceled);
  first.cancel();
  EXPECT_THROW(of_one.result(), async::operation_canceled);
}

TEST(async_stream, one_next_at_a_time) {
  gate gate;
  async_stream<int> numbers = [](task<> gate) -> async_stream<int> {
    co_await gate;
    co_yield 1;
  }(gate.get_task());
  auto first = numbers.next();
  EXPECT_THROW(numbers.next(), std::logic_error);
  EXPECT_THROW(numbers.with_cancellation({}), std::logic_error);
  gate.set_value();
  EXPECT_EQ(first.result(), 1);
}

TEST(async_stream, demands_a_stream) {
  async_stream<int> numbers = count_to(1);
  const async_stream<int> taken = std::move(numbers);
  EXPECT_THROW(numbers.next(), std::logic_error);
  numbers = count_to(1);
  EXPECT_EQ(numbers.next().result(), 1);
}

TEST(async_stream, its_end_destroys_the_coroutine) {
  const auto kept = std::make_shared<int>(1);
  const auto yields = [](std::shared_ptr<int> kept) -> async_stream<int> {
    while (true)
      co_yield *kept;
  };
  {
    const async_stream<int> unused = yields(kept);
    async_stream<int> begun = yields(kept);
    EXPECT_EQ(begun.next().result(), 1);
    EXPECT_EQ(kept.use_count(), 3);
    begun = yields(kept);
    EXPECT_EQ(kept.use_count(), 3);
  }
  EXPECT_EQ(kept.use_count(), 1);
}

TEST(async_stream, its_end_of_the_sequence_destroys_the_coroutine) {
  const auto kept = std::make_shared<int>(1);
  async_stream<int> ended = [](std::shared_ptr<int> kept) -> async_stream<int> {
    co_yield *kept;
    co_await async::delay(1ms);
  }(kept);
  EXPECT_EQ(sum(std::move(ended)).result(), 1);
  EXPECT_EQ(kept.use_count(), 1);
}

TEST(async_stream, may_end_while_a_next_is_under_way) {
  const auto kept = std::make_shared<int>(7);
  gate gate;
  const auto yields = [](std::shared_ptr<int> kept,
                         task<> gate) -> async_stream<int> {
    co_await gate;
    co_yield *kept;
    ADD_FAILURE() << "nobody asks for more";
  };
  auto next = yields(kept, gate.get_task()).next();
  EXPECT_FALSE(next.done());
  gate.set_value();
  EXPECT_EQ(next.result(), 7);
  EXPECT_EQ(kept.use_count(), 1);
}

TEST(async_stream, may_end_while_a_next_becomes_done) {
  for (int round = 0; round < 1000; ++round) {
    const auto kept = std::make_shared<int>(round);
    {
      auto next = [](std::shared_ptr<int> kept) -> async_stream<int> {
        const auto load = [kept] { return *kept; };
        const int result = co_await async::run(load);
        if (result % 2)
          co_yield result;
      }(kept)
                                                       .next();
      if (round % 3) {
        EXPECT_EQ(next.result().has_value(), round % 2 == 1);
      }
    }
    EXPECT_TRUE(eventually([&kept] { return kept.use_count() == 1; }));
  }
}

TEST(async_stream, streams_may_feed_streams) {
  const auto squares = [](async_stream<int> numbers) -> async_stream<int> {
    while (const std::optional<int> next = co_await numbers.next())
      co_yield *next **next;
  };
  EXPECT_EQ(sum(squares(squares(slowly_to(4)))).result(), 1 + 16 + 81 + 256);
}

TEST(async_stream, wanders_between_threads) {
  const auto yields = [](int last) -> async_stream<int> {
    for (int i = 1; i <= last; ++i) {
      if (i % 3 == 0)
        co_await async::yield();
      else if (i % 3 == 1)
        co_await async::run([] {});
      co_yield i;
    }
  };
  const auto reads = [](async_stream<int> numbers) -> task<long> {
    long result = 0;
    while (const std::optional<int> next = co_await numbers.next()) {
      result += *next;
      if (*next % 5 == 0)
        co_await async::yield();
    }
    co_return result;
  };
  std::vector<task<long>> all;
  for (int i = 0; i < 10; ++i)
    all.push_back(reads(yields(1000)));
  for (const task<long> &one : all)
    EXPECT_EQ(one.result(), 500'500);
}

TEST(async_stream, may_be_canceled_while_it_runs) {
  for (int round = 0; round < 100; ++round) {
    cancellation_source source;
    const task<int> reads = [](cancellation_token token) -> task<int> {
      async_stream<int> numbers = pages().with_cancellation(token);
      int count = 0;
      try {
        while (co_await numbers.next())
          ++count;
      } catch (const async::operation_canceled &) {
        co_return count;
      }
      co_return -1;
    }(source.token());
    std::this_thread::sleep_for(std::chrono::microseconds(round * 40));
    source.cancel();
    EXPECT_GE(reads.result(), 0);
  }
}

} // namespace
