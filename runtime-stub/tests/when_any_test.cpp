#include <async/when_any.hpp>

#include <async/cancellation.hpp>
#include <async/delay.hpp>
#include <async/run.hpp>
#include <async/ui_context.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <type_traits>

namespace {

using async::task;
using async::value_task;
using namespace tests;

TEST(when_any, tells_the_first_of_different_ones) {
  gate slow;
  const auto first =
      async::when_any(slow.get_task(), async::from_result(std::string("mail")),
                      value_task<int>::from_result(3));
  static_assert(
      std::is_same_v<decltype(first),
                     const task<async::when_any_result<
                         std::tuple<task<>, task<std::string>, task<int>>>>>);
  const auto [index, tasks] = first.result();
  EXPECT_EQ(index, 1u);
  EXPECT_EQ(std::get<1>(tasks).result(), "mail");
  slow.set_value();
}

TEST(when_any, waits_for_the_first) {
  gate one;
  gate other;
  const auto first = async::when_any(one.get_task(), other.get_task());
  EXPECT_FALSE(first.wait_for(5ms));
  other.set_value();
  EXPECT_EQ(first.result().index, 1u);
  EXPECT_TRUE(first.result().winner().done());
  one.set_value();
  EXPECT_EQ(first.result().index, 1u);
}

TEST(when_any, takes_the_first_in_order_of_those_that_are_done) {
  EXPECT_EQ(async::when_any(async::from_result(1), async::from_result(2))
                .result()
                .index,
            0u);
}

TEST(when_any, of_many) {
  std::vector<gate> gates(100);
  std::vector<task<>> tasks;
  for (const gate &each : gates)
    tasks.push_back(each.get_task());
  const auto first = async::when_any(tasks);
  EXPECT_FALSE(first.done());
  gates[42].set_value();
  EXPECT_EQ(first.result().index, 42u);
  EXPECT_EQ(first.result().tasks.size(), 100u);
  EXPECT_TRUE(first.result().winner().done());
  for (std::size_t i = 0; i < gates.size(); ++i)
    if (i != 42)
      gates[i].set_value();
}

TEST(when_any, does_not_throw_what_the_winner_failed_with) {
  gate slow;
  const auto winner =
      async::when_any(slow.get_task(), async::from_exception(error("bad")))
          .result()
          .winner();
  EXPECT_THROW(winner.result(), std::runtime_error);
  slow.set_value();
}

TEST(when_any, losers_run_on_and_can_be_observed) {
  gate slow;
  const auto fails = [](task<> gate) -> task<int> {
    co_await gate;
    throw std::runtime_error("late");
  };
  const task<int> loser = fails(slow.get_task());
  const auto result = async::when_any(loser, async::from_result(1)).result();
  EXPECT_EQ(result.winner().result(), 1);
  EXPECT_FALSE(loser.done());
  slow.set_value();
  EXPECT_THROW(loser.result(), std::runtime_error);
  EXPECT_THROW(std::get<0>(result.tasks).result(), std::runtime_error);
}

TEST(when_any, losers_can_be_canceled) {
  const auto fastest = []() -> task<std::size_t> {
    async::cancellation_source rest;
    auto [index, tasks] = co_await async::when_any(
        async::delay(1h, rest.token()), async::delay(1ms, rest.token()));
    rest.cancel();
    try {
      co_await std::get<0>(tasks);
    } catch (const async::operation_canceled &) {
      co_return index;
    }
    co_return 99;
  };
  EXPECT_EQ(fastest().result(), 1u);
}

TEST(when_any, takes_results_that_cannot_be_copied) {
  std::vector<task<std::unique_ptr<int>>> tasks;
  tasks.push_back(async::run([] { return std::make_unique<int>(7); }));
  const auto read = [](auto racers) -> task<int> {
    auto first = co_await async::when_any(std::move(racers));
    co_return *co_await std::move(first.tasks[first.index]);
  };
  EXPECT_EQ(read(std::move(tasks)).result(), 7);
}

TEST(when_any, demands_tasks) {
  EXPECT_THROW(async::when_any(std::vector<task<int>>()),
               std::invalid_argument);
  EXPECT_THROW(async::when_any(async::completed(), task<>()), std::logic_error);
  EXPECT_THROW(async::when_any(std::vector<task<>>(2)), std::logic_error);
}

TEST(when_any, resumes_on_the_context) {
  async::ui_context ui;
  ui.run_until([&ui]() -> task<> {
    co_await async::when_any(async::delay(1ms), async::delay(1h));
    EXPECT_EQ(async::synchronization_context::current(), &ui);
  });
}

TEST(when_any, again_and_again_with_the_same_loser) {
  gate stop;
  const auto reads = [](task<> stop) -> task<int> {
    int count = 0;
    for (; count < 10'000; ++count)
      if ((co_await async::when_any(async::completed(), stop)).index != 0)
        break;
    for (; count < 10'100; ++count)
      if ((co_await async::when_any(stop, async::delay(1us))).index != 1)
        break;
    co_return count;
  };
  EXPECT_EQ(reads(stop.get_task()).result(), 10'100);
  stop.set_value();
}

TEST(when_any, has_one_winner_however_close) {
  for (int round = 0; round < 500; ++round) {
    std::vector<task<int>> racers;
    std::atomic<bool> go = false;
    for (int i = 0; i < 2; ++i)
      racers.push_back(async::run([&go, i] {
        while (!go)
          std::this_thread::yield();
        return i;
      }));
    const auto first = async::when_any(racers);
    go = true;
    EXPECT_EQ(first.result().winner().result(),
              static_cast<int>(first.result().index));
    for (const task<int> &one : racers)
      one.wait();
  }
}

} // namespace
