#include <async/async.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstddef>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

namespace {

using async::task;
using namespace tests;

task<int> next(task<int> previous) {
  co_return co_await std::move(previous) + 1;
}

task<int> configured_next(task<int> previous) {
  co_return co_await std::move(previous).configure_await(false) + 1;
}

TEST(long_chain, of_tasks_that_are_done) {
  task<int> last = async::from_result(0);
  for (int i = 0; i < million; ++i)
    last = next(std::move(last));
  EXPECT_EQ(last.result(), million);
}

TEST(long_chain, of_awaits_in_one_coroutine) {
  const auto counts = []() -> task<int> {
    int sum = 0;
    for (int i = 0; i < million; ++i) {
      sum += co_await async::value_task<int>::from_result(1);
      sum -= co_await async::from_result(1);
    }
    co_return sum;
  };
  EXPECT_EQ(counts().result(), 0);
}

TEST(long_chain, of_tasks_that_are_suspended) {
  gate gate;
  task<int> last = [](task<> gate) -> task<int> {
    co_await gate;
    co_return 0;
  }(gate.get_task());
  for (int i = 0; i < million; ++i)
    last = next(std::move(last));
  EXPECT_FALSE(last.done());
  gate.set_value();
  EXPECT_EQ(last.result(), million);
}

TEST(long_chain, of_suspended_tasks_on_a_context) {
  async::ui_context ui;
  const int result = ui.run_until([]() -> task<int> {
    gate gate;
    task<int> last = [](task<> gate) -> task<int> {
      co_await gate;
      co_return 0;
    }(gate.get_task());
    for (int i = 0; i < million / 10; ++i)
      last = i % 2 ? next(std::move(last)) : configured_next(std::move(last));
    gate.set_value();
    co_return co_await last;
  });
  EXPECT_EQ(result, million / 10);
}

TEST(long_chain, of_continuations_on_one_task) {
  gate gate;
  int resumed = 0;
  const auto awaits = [](task<> gate, int &resumed) -> task<> {
    co_await gate;
    ++resumed;
  };
  for (int i = 0; i < million; ++i)
    (void)awaits(gate.get_task(), resumed);
  gate.set_value();
  EXPECT_EQ(resumed, million);
}

TEST(long_chain, of_suspensions_in_one_coroutine) {
  const auto yields = []() -> task<int> {
    int count = 0;
    for (; count < million / 20; ++count)
      co_await async::yield();
    co_return count;
  };
  async::ui_context ui;
  EXPECT_EQ(ui.run_until(yields), million / 20);
  EXPECT_EQ(yields().result(), million / 20);
}

async::async_stream<int> ready_items(int count) {
  for (int i = 0; i < count; ++i)
    co_yield 1;
}

task<int> sum(async::async_stream<int> numbers) {
  int result = 0;
  while (const std::optional<int> next = co_await numbers.next())
    result += *next;
  co_return result;
}

TEST(long_chain, of_items_that_are_ready) {
  EXPECT_EQ(sum(ready_items(million)).result(), million);
}

TEST(long_chain, of_items_that_come_one_by_one) {
  const auto items = []() -> async::async_stream<int> {
    for (int i = 0; i < million / 20; ++i) {
      co_await async::yield();
      co_yield 1;
    }
  };
  async::ui_context ui;
  EXPECT_EQ(ui.run_until([&] { return sum(items()); }), million / 20);
  EXPECT_EQ(sum(items()).result(), million / 20);
}

TEST(long_chain, of_streams_that_read_from_one_another) {
  const auto same =
      [](async::async_stream<int> numbers) -> async::async_stream<int> {
    while (const std::optional<int> next = co_await numbers.next())
      co_yield *next;
  };
  async::async_stream<int> last = ready_items(1000);
  for (int i = 0; i < 100; ++i)
    last = same(std::move(last));
  EXPECT_EQ(sum(std::move(last)).result(), 1000);
}

TEST(long_chain, of_parallel_bodies_that_are_done) {
  for (const std::size_t limit : {1, 4, 1000}) {
    std::atomic<int> calls = 0;
    async::parallel_for_each(std::views::iota(0, million / 10), limit,
                             [&calls](int) {
                               ++calls;
                               return async::completed();
                             })
        .result();
    EXPECT_EQ(calls, million / 10);
  }
}

TEST(long_chain, of_races) {
  const auto races = []() -> task<int> {
    int wins = 0;
    for (int i = 0; i < million / 10; ++i)
      if ((co_await async::when_any(async::completed(), async::completed()))
              .index == 0)
        ++wins;
    co_return wins;
  };
  EXPECT_EQ(races().result(), million / 10);
}

TEST(long_chain, of_suspended_races) {
  gate gate;
  const auto race = [](task<> previous) -> task<> {
    const std::vector<task<>> only(1, std::move(previous));
    co_await async::when_any(only);
  };
  task<> last = gate.get_task();
  for (int i = 0; i < million / 10; ++i)
    last = race(std::move(last));
  EXPECT_FALSE(last.done());
  gate.set_value();
  last.result();
}

TEST(long_chain, of_nested_starts) {
  const auto counts = []() -> task<int> {
    int count = 0;
    for (int i = 0; i < million / 20; ++i)
      count += co_await co_await async::start_new(
          [] { return async::from_result(1); });
    co_return count;
  };
  EXPECT_EQ(counts().result(), million / 20);
}

TEST(long_chain, of_turns_of_a_request) {
  async::request_context request;
  const auto yields = []() -> task<int> {
    int count = 0;
    for (; count < million / 20; ++count)
      co_await async::yield();
    co_return count;
  };
  EXPECT_EQ(request.run(yields).result(), million / 20);
  gate gate;
  const task<int> chain = request.run([&gate]() -> task<int> {
    task<int> last = [](task<> gate) -> task<int> {
      co_await gate;
      co_return 0;
    }(gate.get_task());
    for (int i = 0; i < million / 10; ++i)
      last = i % 2 ? next(std::move(last)) : configured_next(std::move(last));
    co_return co_await last;
  });
  gate.set_value();
  EXPECT_EQ(chain.result(), million / 10);
}

} // namespace
