#include <async/async.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

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

} // namespace
