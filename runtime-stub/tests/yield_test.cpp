#include <async/yield.hpp>

#include <async/run.hpp>
#include <async/ui_context.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(yield, lets_what_was_posted_before_go_first) {
  async::ui_context ui;
  std::string order;
  ui.run_until([&]() -> async::task<> {
    ui.post([&order] { order += 'b'; });
    order += 'a';
    co_await async::yield();
    order += 'c';
  });
  EXPECT_EQ(order, "abc");
}

TEST(yield, comes_back_to_the_context) {
  async::ui_context ui;
  ui.run_until([&]() -> async::task<> {
    const auto thread = std::this_thread::get_id();
    co_await async::yield();
    EXPECT_EQ(async::synchronization_context::current(), &ui);
    EXPECT_EQ(std::this_thread::get_id(), thread);
  });
}

TEST(yield, goes_to_the_pool_without_a_context) {
  const async::task<> work = []() -> async::task<> {
    co_await async::yield();
    EXPECT_EQ(async::synchronization_context::current(), nullptr);
  }();
  work.result();
}

} // namespace
