#include <async/ready.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace {

TEST(ready, from_result_is_done) {
  EXPECT_TRUE(async::from_result(3).done());
  EXPECT_EQ(async::from_result(3).result(), 3);
  EXPECT_EQ(async::from_result<long>(3).result(), 3L);
  EXPECT_EQ(*async::from_result(std::make_unique<int>(5)).result(), 5);
}

TEST(ready, completed_is_done) {
  EXPECT_TRUE(async::completed().done());
  EXPECT_NO_THROW(async::completed().result());
}

TEST(ready, from_exception_has_failed) {
  const auto failed = async::from_exception<int>(tests::error("bad"));
  EXPECT_TRUE(failed.done());
  EXPECT_NE(failed.exception(), nullptr);
  EXPECT_THROW(failed.result(), std::runtime_error);
  EXPECT_THROW(async::from_exception(tests::error("bad")).result(),
               std::runtime_error);
}

TEST(ready, from_exception_demands_one) {
  EXPECT_THROW(async::from_exception(nullptr), std::invalid_argument);
}

} // namespace
