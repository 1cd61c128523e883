#include <async/detach.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace tests;

std::string message(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception &caught) {
    return caught.what();
  }
}

TEST(detach, lets_work_go_on) {
  gate gate;
  bool ended = false;
  async::detach(
      [](async::task<> gate, bool &ended) -> async::task<> {
        co_await gate;
        ended = true;
      }(gate.get_task(), ended),
      [](std::exception_ptr) { FAIL(); });
  EXPECT_FALSE(ended);
  gate.set_value();
  EXPECT_TRUE(ended);
}

TEST(detach, hands_the_error_over) {
  std::string seen;
  const auto log = [&seen](std::exception_ptr e) { seen = message(e); };
  async::detach(async::from_exception<int>(error("at once")), log);
  EXPECT_EQ(seen, "at once");
  gate gate;
  async::detach(gate.get_task(), log);
  gate.set_error(error("later"));
  EXPECT_EQ(seen, "later");
}

TEST(detach, takes_value_tasks) {
  std::string seen;
  async::detach(
      []() -> async::value_task<int> {
        throw std::runtime_error("value");
        co_return 1;
      }(),
      [&seen](std::exception_ptr e) { seen = message(e); });
  EXPECT_EQ(seen, "value");
}

TEST(detach, demands_a_task) {
  EXPECT_THROW(async::detach(async::task<>(), [](std::exception_ptr) {}),
               std::logic_error);
}

TEST(detach_DeathTest, an_exception_from_the_handler_ends_the_process) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      async::detach(async::from_exception(error("first")),
                    [](std::exception_ptr e) { std::rethrow_exception(e); }),
      "");
}

} // namespace
