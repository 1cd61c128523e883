#include <async/value_task.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace {

using async::task;
using async::value_task;
using namespace tests;

static_assert(!std::is_copy_constructible_v<value_task<int>>);
static_assert(std::is_nothrow_move_constructible_v<value_task<int>>);

value_task<int> after(task<> gate, int value) {
  co_await gate;
  co_return value;
}

TEST(value_task, of_a_ready_value) {
  EXPECT_TRUE(value_task<int>::from_result(3).done());
  EXPECT_EQ(value_task<int>::from_result(3).result(), 3);
  EXPECT_TRUE(value_task<>::from_result().done());
  EXPECT_EQ(
      *value_task<std::unique_ptr<int>>::from_result(std::make_unique<int>(2))
           .result(),
      2);
}

TEST(value_task, as_a_coroutine) {
  gate gate;
  value_task<int> work = after(gate.get_task(), 4);
  EXPECT_FALSE(work.done());
  gate.set_value();
  EXPECT_TRUE(work.done());
  EXPECT_EQ(work.result(), 4);
}

TEST(value_task, awaited_before_it_is_done) {
  gate gate;
  const auto awaits = [](task<> gate) -> value_task<int> {
    co_return co_await after(gate, 1) +
        co_await after(gate, 2).configure_await(false);
  };
  value_task<int> work = awaits(gate.get_task());
  EXPECT_FALSE(work.done());
  gate.set_value();
  EXPECT_EQ(work.result(), 3);
}

TEST(value_task, passes_exceptions_on) {
  const auto fails = []() -> value_task<int> {
    throw std::runtime_error("bad");
    co_return 1;
  };
  const auto awaits = [&]() -> task<int> { co_return co_await fails(); };
  EXPECT_THROW(fails().result(), std::runtime_error);
  EXPECT_THROW(awaits().result(), std::runtime_error);
}

TEST(value_task, throws_when_awaited_twice) {
  const auto twice = [](value_task<int> work) -> task<int> {
    const int first = co_await work;
    co_return first + co_await work;
  };
  EXPECT_THROW(twice(value_task<int>::from_result(1)).result(),
               std::logic_error);
  EXPECT_THROW(twice(after(async::completed(), 1)).result(), std::logic_error);
}

TEST(value_task, throws_on_any_use_after_the_first) {
  value_task<int> used = value_task<int>::from_result(1);
  EXPECT_EQ(used.result(), 1);
  EXPECT_THROW(used.result(), std::logic_error);
  EXPECT_THROW(used.done(), std::logic_error);
  EXPECT_THROW(used.configure_await(false), std::logic_error);
  EXPECT_THROW(std::move(used).as_task(), std::logic_error);

  value_task<int> moved_from = value_task<int>::from_result(1);
  value_task<int> owner = std::move(moved_from);
  EXPECT_THROW(moved_from.done(), std::logic_error);
  moved_from = std::move(owner);
  EXPECT_EQ(moved_from.result(), 1);
}

TEST(value_task, becomes_a_task_that_is_awaited_many_times) {
  const auto twice = [](task<int> work) -> task<int> {
    co_return co_await work + co_await work;
  };
  EXPECT_EQ(twice(value_task<int>::from_result(2).as_task()).result(), 4);
  gate gate;
  const task<int> sum = twice(after(gate.get_task(), 3).as_task());
  gate.set_value();
  EXPECT_EQ(sum.result(), 6);
  EXPECT_TRUE(value_task<>::from_result().as_task().done());
}

TEST(value_task, is_made_of_a_task) {
  const task<std::string> kept = async::from_result(std::string("kept"));
  value_task<std::string> made = kept;
  EXPECT_EQ(made.result(), "kept");
  EXPECT_EQ(kept.result(), "kept");
  EXPECT_THROW(value_task<int>(task<int>()), std::logic_error);
}

} // namespace
