#include <async/parallel_for_each.hpp>

#include <async/delay.hpp>
#include <async/ready.hpp>
#include <async/run.hpp>
#include <async/ui_context.hpp>
#include <async/yield.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>
#include <sstream>
#include <string>

namespace {

using async::task;
using async::value_task;
using namespace tests;

std::vector<int> numbers(int count) {
  std::vector<int> result(static_cast<std::size_t>(count));
  std::iota(result.begin(), result.end(), 0);
  return result;
}

/// Counts what runs at a time.
struct gauge {
  std::atomic<int> running = 0;
  std::atomic<int> peak = 0;
  std::atomic<int> calls = 0;

  void enter() {
    ++calls;
    const int now = ++running;
    int before = peak;
    while (before < now && !peak.compare_exchange_weak(before, now)) {
    }
  }
  void leave() { --running; }
};

task<> measured(gauge &use) {
  use.enter();
  co_await async::delay(1ms);
  use.leave();
}

TEST(parallel_for_each, calls_for_each_item) {
  std::vector<std::atomic<int>> seen(100);
  async::parallel_for_each(numbers(100), 7, [&seen](int n) -> task<> {
    ++seen[static_cast<std::size_t>(n)];
    co_await async::delay(1ms);
  }).result();
  for (const std::atomic<int> &one : seen)
    EXPECT_EQ(one, 1);
}

TEST(parallel_for_each, keeps_to_the_limit) {
  for (const int limit : {1, 3, 8}) {
    gauge use;
    async::parallel_for_each(numbers(60), static_cast<std::size_t>(limit),
                             [&use](int) { return measured(use); })
        .result();
    EXPECT_EQ(use.calls, 60);
    EXPECT_EQ(use.peak, limit);
  }
}

TEST(parallel_for_each, needs_no_more_workers_than_items) {
  gauge use;
  async::parallel_for_each(numbers(3), 1'000'000'000, [&use](int) {
    return measured(use);
  }).result();
  EXPECT_EQ(use.calls, 3);
}

TEST(parallel_for_each, takes_any_range) {
  std::atomic<int> sum = 0;
  const auto add = [&sum](int n) {
    sum += n;
    return value_task<>::from_result();
  };
  async::parallel_for_each(std::views::iota(0, 10), 2, add).result();
  EXPECT_EQ(sum, 45);
  async::parallel_for_each(
      numbers(10) | std::views::transform([](int n) { return 10 * n; }), 2, add)
      .result();
  EXPECT_EQ(sum, 495);
  std::istringstream input("1 2 3 4");
  async::parallel_for_each(std::views::istream<int>(input), 2, add).result();
  EXPECT_EQ(sum, 505);
  async::parallel_for_each(std::vector<int>(), 2, add).result();
  EXPECT_EQ(sum, 505);
}

TEST(parallel_for_each, shows_items_of_a_view_themselves) {
  std::vector<std::unique_ptr<int>> orders;
  for (int i = 0; i < 50; ++i)
    orders.push_back(std::make_unique<int>(i));
  async::parallel_for_each(std::views::all(orders), 4,
                           [](std::unique_ptr<int> &each) -> task<> {
                             co_await async::yield();
                             each.reset();
                           })
      .result();
  EXPECT_TRUE(std::ranges::all_of(orders, [](auto &one) { return !one; }));
  orders.front() = std::make_unique<int>(1);
  async::parallel_for_each(
      std::move(orders), 4,
      [](const std::unique_ptr<int> &) { return async::completed(); })
      .result();
}

TEST(parallel_for_each, runs_on_the_pool) {
  async::ui_context ui;
  const auto caller = std::this_thread::get_id();
  ui.run_until([&]() -> task<> {
    co_await async::parallel_for_each(numbers(20), 4, [&](int) -> task<> {
      EXPECT_EQ(async::synchronization_context::current(), nullptr);
      EXPECT_NE(std::this_thread::get_id(), caller);
      co_await async::yield();
      EXPECT_EQ(async::synchronization_context::current(), nullptr);
    });
    EXPECT_EQ(async::synchronization_context::current(), &ui);
  });
}

std::string message(const std::exception_ptr &error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception &caught) {
    return caught.what();
  }
}

TEST(parallel_for_each, shows_every_failure_in_the_order_of_the_items) {
  std::atomic<int> calls = 0;
  const auto all =
      async::parallel_for_each(numbers(40), 4, [&calls](int n) -> task<> {
        ++calls;
        co_await async::delay(std::chrono::milliseconds((40 - n) / 10));
        if (n % 4 == 0)
          throw std::runtime_error(std::to_string(n));
      });
  try {
    all.result();
    FAIL();
  } catch (const async::aggregate_error &caught) {
    ASSERT_EQ(caught.exceptions().size(), 10u);
    for (std::size_t i = 0; i < 10; ++i)
      EXPECT_EQ(message(caught.exceptions()[i]), std::to_string(4 * i));
  }
  EXPECT_EQ(calls, 40);
}

TEST(parallel_for_each, throws_a_single_failure_as_it_is) {
  const auto one = async::parallel_for_each(numbers(9), 2, [](int n) -> task<> {
    if (n == 5)
      throw std::out_of_range("5"); // also what a plain function throws
    return async::completed();
  });
  EXPECT_THROW(one.result(), std::out_of_range);
}

TEST(parallel_for_each, begins_nothing_after_cancellation) {
  async::cancellation_source source;
  std::atomic<int> calls = 0;
  const auto all = async::parallel_for_each(
      numbers(1000), 2,
      [&](int n) -> task<> {
        ++calls;
        if (n == 10)
          source.cancel();
        while (n > 10 && !source.token().cancellation_requested())
          std::this_thread::yield();
        co_await async::yield();
      },
      source.token());
  EXPECT_THROW(all.result(), async::operation_canceled);
  EXPECT_GE(calls, 11);
  EXPECT_LE(calls, 12);
}

TEST(parallel_for_each, waits_for_what_runs_when_it_is_canceled) {
  async::cancellation_source source;
  gate gate;
  std::atomic<int> begun = 0;
  const auto all = async::parallel_for_each(
      numbers(10), 2,
      [&](int) -> task<> {
        ++begun;
        co_await gate.get_task();
      },
      source.token());
  EXPECT_TRUE(eventually([&begun] { return begun == 2; }));
  source.cancel();
  EXPECT_FALSE(all.wait_for(5ms));
  gate.set_value();
  EXPECT_THROW(all.result(), async::operation_canceled);
  EXPECT_EQ(begun, 2);
}

TEST(parallel_for_each, gives_the_token_to_a_body_that_takes_it) {
  async::cancellation_source source;
  const auto all = async::parallel_for_each(
      numbers(10), 3,
      [](int, async::cancellation_token token) {
        return async::delay(1h, token);
      },
      source.token());
  source.cancel_after(5ms);
  EXPECT_THROW(all.result(), async::operation_canceled);
}

TEST(parallel_for_each, a_failure_is_not_hidden_by_cancellation) {
  async::cancellation_source source;
  const auto all = async::parallel_for_each(
      numbers(10), 1,
      [&](int) -> task<> {
        source.cancel();
        return async::from_exception(error("bad"));
      },
      source.token());
  try {
    all.result();
    FAIL();
  } catch (const async::aggregate_error &caught) {
    ASSERT_EQ(caught.exceptions().size(), 2u);
    EXPECT_EQ(message(caught.exceptions()[0]), "bad");
  }
}

TEST(parallel_for_each, canceled_after_the_last_item_is_not_canceled) {
  async::cancellation_source source;
  EXPECT_NO_THROW(async::parallel_for_each(
                      numbers(10), 1,
                      [&](int n) {
                        if (n == 9)
                          source.cancel();
                        return async::completed();
                      },
                      source.token())
                      .result());
}

TEST(parallel_for_each, demands_a_limit_and_a_token_that_is_not_canceled) {
  const auto nothing = [](int) { return async::completed(); };
  EXPECT_THROW(async::parallel_for_each(numbers(1), 0, nothing).result(),
               std::invalid_argument);
  async::cancellation_source source;
  source.cancel();
  EXPECT_THROW(
      async::parallel_for_each(numbers(0), 1, nothing, source.token()).result(),
      async::operation_canceled);
}

TEST(parallel_for_each, a_range_that_throws_ends_it) {
  std::atomic<int> calls = 0;
  const auto fails = async::parallel_for_each(
      std::views::iota(0, 10) | std::views::transform([](int n) {
        return n < 5 ? n : throw std::runtime_error("no more");
      }),
      3, [&calls](int) {
        ++calls;
        return async::yield();
      });
  EXPECT_THROW(fails.result(), std::runtime_error);
  EXPECT_EQ(calls, 5);
}

TEST(parallel_for_each, many_loops_at_once) {
  std::atomic<int> sum = 0;
  std::vector<task<>> loops;
  for (int i = 0; i < 50; ++i)
    loops.push_back(
        async::parallel_for_each(numbers(100), 5, [&sum](int n) -> task<> {
          if (n % 3 == 0)
            co_await async::yield();
          if (n % 7 == 0)
            co_await async::delay(10us);
          sum += n;
        }));
  async::when_all(loops).result();
  EXPECT_EQ(sum, 50 * 4950);
}

} // namespace
