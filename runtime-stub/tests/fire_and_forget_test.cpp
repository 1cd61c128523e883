#include <async/fire_and_forget.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

namespace {

using namespace tests;

TEST(fire_and_forget, runs_at_once_and_goes_on_later) {
  gate gate;
  int steps = 0;
  [](async::task<> gate, int &steps) -> async::fire_and_forget {
    ++steps;
    co_await gate;
    ++steps;
  }(gate.get_task(), steps);
  EXPECT_EQ(steps, 1);
  gate.set_value();
  EXPECT_EQ(steps, 2);
}

TEST(fire_and_forget_DeathTest, an_exception_ends_the_process) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto fails = []() -> async::fire_and_forget {
    throw std::runtime_error("nobody sees this");
    co_return;
  };
  EXPECT_DEATH(fails(), "");
}

} // namespace
