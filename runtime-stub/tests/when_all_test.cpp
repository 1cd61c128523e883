#include <async/when_all.hpp>

#include <async/delay.hpp>
#include <async/ready.hpp>
#include <async/run.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace {

using async::task;
using async::value_task;
using namespace tests;

std::vector<std::string> messages(const async::aggregate_error &all) {
  std::vector<std::string> result;
  for (const std::exception_ptr &one : all.exceptions())
    try {
      std::rethrow_exception(one);
    } catch (const std::exception &caught) {
      result.push_back(caught.what());
    }
  return result;
}

std::exception_ptr canceled() {
  return std::make_exception_ptr(async::operation_canceled());
}

TEST(when_all, gives_a_tuple) {
  const auto sum = []() -> task<int> {
    auto [number, text, nothing] = co_await async::when_all(
        async::from_result(1), value_task<std::string>::from_result("two"),
        async::delay(1ms));
    static_assert(std::is_same_v<decltype(nothing), std::monostate>);
    co_return number + static_cast<int>(text.size());
  };
  EXPECT_EQ(sum().result(), 4);
}

TEST(when_all, gives_nothing_for_tasks_without_result) {
  const auto all = async::when_all(async::completed(), async::delay(1ms));
  static_assert(std::is_same_v<decltype(all), const task<>>);
  all.result();
  EXPECT_TRUE(async::when_all().done());
}

TEST(when_all, leaves_variables_their_results) {
  const task<std::string> one = async::from_result(std::string("one"));
  task<std::string> two = async::from_result(std::string("two"));
  EXPECT_EQ(std::get<1>(async::when_all(one, two).result()), "two");
  EXPECT_EQ(one.result() + two.result(), "onetwo");
}

TEST(when_all, moves_results_that_cannot_be_copied) {
  const auto make = [](int n) {
    return async::run([n] { return std::make_unique<int>(n); });
  };
  auto [one, two] = async::when_all(make(1), make(2)).result();
  EXPECT_EQ(*one + *two, 3);
  std::vector<task<std::unique_ptr<int>>> many;
  many.push_back(make(4));
  EXPECT_EQ(*async::when_all(std::move(many)).result().front(), 4);
}

struct counts_copies {
  int copies = 0;
  counts_copies() = default;
  counts_copies(const counts_copies &other) : copies(other.copies + 1) {}
  counts_copies(counts_copies &&) = default;
};

TEST(when_all, does_not_copy_what_nobody_else_can_see) {
  const auto make = []() -> task<counts_copies> {
    co_await async::delay(1ms);
    co_return counts_copies();
  };
  const auto copies = [make]() -> task<int> {
    const auto [one, other] = co_await async::when_all(make(), make());
    const counts_copies last = co_await make();
    co_return one.copies + other.copies + last.copies;
  };
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(copies().result(), 0);
}

TEST(when_all, gives_a_vector_in_order) {
  std::vector<task<int>> all;
  for (int i = 0; i < 100; ++i)
    all.push_back(async::run([i] { return i; }));
  const std::vector<int> results = async::when_all(all).result();
  ASSERT_EQ(results.size(), 100u);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(results[static_cast<std::size_t>(i)], i);
  EXPECT_TRUE(async::when_all(std::vector<task<int>>()).result().empty());
  async::when_all(std::vector<task<>>{async::completed()}).result();
}

TEST(when_all, waits_for_all_before_it_throws) {
  gate gate;
  const auto all =
      async::when_all(async::from_exception(error("first")), gate.get_task());
  EXPECT_FALSE(all.wait_for(10ms));
  gate.set_value();
  EXPECT_THROW(all.result(), std::runtime_error);
}

TEST(when_all, throws_a_single_failure_as_it_is) {
  const auto all = async::when_all(
      async::from_result(1),
      async::from_exception<int>(std::make_exception_ptr(std::bad_alloc())));
  EXPECT_THROW(all.result(), std::bad_alloc);
}

TEST(when_all, shows_every_failure) {
  const std::vector<std::string> expected = {"a", "c"};
  const auto few =
      async::when_all(async::from_exception(error("a")), async::from_result(1),
                      async::from_exception(error("c")));
  try {
    few.result();
    FAIL();
  } catch (const async::aggregate_error &all) {
    EXPECT_EQ(messages(all), expected);
    EXPECT_STREQ(all.what(), "2 tasks failed");
  }
  const auto many = async::when_all(std::vector<task<>>{
      async::from_exception(error("a")), async::from_exception(error("c"))});
  try {
    many.result();
    FAIL();
  } catch (const async::aggregate_error &all) {
    EXPECT_EQ(messages(all), expected);
  }
}

TEST(when_all, is_canceled_if_nothing_else_went_wrong) {
  EXPECT_THROW(async::when_all(async::from_exception(canceled()),
                               async::from_exception(canceled()),
                               async::completed())
                   .result(),
               async::operation_canceled);
  EXPECT_THROW(async::when_all(async::from_exception(canceled()),
                               async::from_exception(error("bad")))
                   .result(),
               async::aggregate_error);
}

TEST(when_all, demands_tasks) {
  EXPECT_THROW(async::when_all(async::completed(), task<>()).result(),
               std::logic_error);
}

} // namespace
