#include "driver/Finding.h"
#include "driver/Paths.h"
#include "nlohmann/json.hpp"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

TEST(Finding, CrossesProcessesUnchanged) {
  Finding Sent;
  Sent.Check = "async-x";
  Sent.Level = Severity::Error;
  Sent.Message = "caf\xc3\xa9 \"quoted\"";
  Sent.Where = {"/a.cpp", 10, 2, 3, 4, 3, 6};
  Sent.Function = "ns::f(int)";
  Sent.Ranges = {{"/a.cpp", 9, 4}};
  Sent.Notes = {{"here", {"/b.h", 1, 1, 1, 2, 1, 3}}, {"nowhere", {}}};
  Sent.Fixes = {{"/a.cpp", 10, 0, "co_await "}};
  Sent.IsCompileError = true;

  const nlohmann::ordered_json Json = Sent;
  const auto Received =
      nlohmann::ordered_json::parse(Json.dump()).get<Finding>();
  EXPECT_EQ(nlohmann::ordered_json(Received), Json);
  EXPECT_EQ(Received.Function, "ns::f(int)");
  EXPECT_EQ(Received.Where.EndColumn, 6u);
  EXPECT_EQ(Received.Level, Severity::Error);
  EXPECT_TRUE(Received.IsCompileError);
  EXPECT_EQ(Received.Notes[1].Where.Path, "");
}

TEST(Finding, RelativePaths) {
  EXPECT_EQ(relativeTo("/a/b", "/a/b/c.h"), "c.h");
  EXPECT_EQ(relativeTo("/a/b", "/a/bc.h"), "/a/bc.h");
  EXPECT_EQ(relativeTo("/a/b", "/x/c.h"), "/x/c.h");
  EXPECT_EQ(relativeTo("/", "/c.h"), "c.h");
  EXPECT_EQ(relativeTo("", "/c.h"), "/c.h");
}

} // namespace
