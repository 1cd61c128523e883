#include <async/run.hpp>

#include <async/delay.hpp>
#include <async/ui_context.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace {

using namespace tests;

TEST(run, calls_on_another_thread) {
  const auto caller = std::this_thread::get_id();
  EXPECT_NE(async::run([] { return std::this_thread::get_id(); }).result(),
            caller);
}

TEST(run, has_no_context_there) {
  async::ui_context ui;
  const async::synchronization_context::scope current(ui);
  EXPECT_EQ(async::run([] {
              return async::synchronization_context::current();
            }).result(),
            nullptr);
}

TEST(run, passes_exceptions_on) {
  EXPECT_THROW(async::run([] { throw std::runtime_error("bad"); }).result(),
               std::runtime_error);
}

TEST(run, unwraps_tasks) {
  const async::task<int> task = async::run([]() -> async::task<int> {
    co_await async::delay(1ms);
    co_return 5;
  });
  EXPECT_EQ(task.result(), 5);
  const async::task<int> value =
      async::run([] { return async::value_task<int>::from_result(6); });
  EXPECT_EQ(value.result(), 6);
  async::run([] { return async::completed(); }).result();
}

TEST(run, keeps_the_function_until_the_task_is_done) {
  const auto number = std::make_shared<int>(8);
  const async::task<int> work = async::run([number]() -> async::task<int> {
    co_await async::delay(5ms);
    co_return *number;
  });
  EXPECT_EQ(work.result(), 8);
  EXPECT_EQ(number.use_count(), 1);
}

TEST(run, takes_functions_that_cannot_be_copied) {
  EXPECT_EQ(async::run([p = std::make_unique<int>(9)] { return *p; }).result(),
            9);
}

TEST(run, many_at_once) {
  std::vector<async::task<int>> all;
  for (int i = 0; i < 1000; ++i)
    all.push_back(async::run([i] { return i; }));
  int sum = 0;
  for (const async::task<int> &one : all)
    sum += one.result();
  EXPECT_EQ(sum, 999 * 500);
}

} // namespace
