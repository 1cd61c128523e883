#include <async/start_new.hpp>

#include <async/delay.hpp>
#include <async/synchronization_context.hpp>
#include <async/ui_context.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace {

using async::task;
using async::value_task;
using namespace tests;

TEST(start_new, calls_on_another_thread_without_a_context) {
  async::ui_context ui;
  const async::synchronization_context::scope current(ui);
  const auto caller = std::this_thread::get_id();
  EXPECT_NE(
      async::start_new([] { return std::this_thread::get_id(); }).result(),
      caller);
  EXPECT_EQ(async::start_new([] {
              return async::synchronization_context::current();
            }).result(),
            nullptr);
}

TEST(start_new, gives_what_a_plain_function_returns) {
  static const std::string text = "text";
  const auto copied =
      async::start_new([]() -> const std::string & { return text; });
  static_assert(std::is_same_v<decltype(copied), const task<std::string>>);
  EXPECT_EQ(copied.result(), "text");
  async::start_new([] {}).result();
}

TEST(start_new, does_not_unwrap) {
  gate gate;
  const auto outer = async::start_new([gate]() -> task<int> {
    co_await gate.get_task();
    co_return 5;
  });
  static_assert(std::is_same_v<decltype(outer), const task<task<int>>>);
  const task<int> inner = outer.result();
  EXPECT_FALSE(inner.done());
  gate.set_value();
  EXPECT_EQ(inner.result(), 5);
}

TEST(start_new, is_awaited_twice) {
  const auto both = []() -> task<int> {
    const int number = co_await co_await async::start_new(
        [] { return async::from_result(2); });
    const int value = co_await co_await async::start_new(
        [] { return value_task<int>::from_result(3); });
    co_return number *value;
  };
  EXPECT_EQ(both().result(), 6);
}

TEST(start_new, an_inner_failure_is_not_the_outer_ones) {
  const auto outer =
      async::start_new([] { return async::from_exception(error("inner")); });
  EXPECT_NO_THROW(outer.result());
  EXPECT_THROW(outer.result().result(), std::runtime_error);
  EXPECT_THROW(
      async::start_new([] { throw std::runtime_error("outer"); }).result(),
      std::runtime_error);
}

TEST(start_new, keeps_the_function_until_the_inner_task_is_done) {
  const auto number = std::make_shared<int>(8);
  gate gate;
  const task<int> inner = async::start_new([number, gate]() -> task<int> {
                            co_await gate.get_task();
                            co_return *number;
                          }).result();
  EXPECT_EQ(number.use_count(), 2);
  gate.set_value();
  EXPECT_EQ(inner.result(), 8);
  EXPECT_TRUE(eventually([&number] { return number.use_count() == 1; }));
}

TEST(start_new, takes_functions_that_cannot_be_copied) {
  auto number = std::make_unique<int>(9);
  EXPECT_EQ(async::start_new([p = std::move(number)]() -> task<int> {
              co_await async::delay(1ms);
              co_return *p;
            })
                .result()
                .result(),
            9);
}

TEST(start_new, many_at_once) {
  std::vector<task<task<int>>> all;
  for (int i = 0; i < 1000; ++i)
    all.push_back(async::start_new([i]() -> task<int> {
      co_await async::delay(std::chrono::microseconds(i % 7));
      co_return i;
    }));
  int sum = 0;
  for (const task<task<int>> &one : all)
    sum += one.result().result();
  EXPECT_EQ(sum, 999 * 500);
}

} // namespace
