#include "SourceCase.h"
#include "checks/model/Wording.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

using testing::ElementsAre;

const std::string Prelude = "#include <async/async.hpp>\n#include <algorithm>\n"
                            "async::task<int> f(int = 0);\n"
                            "async::task<> g();\n"
                            "bool c();\n";

std::vector<std::string> discards(const Body &Of) {
  std::vector<std::string> Names;
  for (const Discard &One : Of.Discards)
    Names.push_back(nameOf(*One.Value));
  return Names;
}

TEST(Body, ListsDiscardsInAllPositions) {
  SourceCase Case(Prelude + "void h(bool b, int k) {\n"
                            "  f(1);\n"
                            "  (f(2), g());\n"
                            "  b ? (void)f(3) : (void)g();\n"
                            "  if (b) f(4); else g();\n"
                            "  for (f(5); c(); f(6)) g();\n"
                            "  switch (k) { case 1: f(7); default: g(); }\n"
                            "}\n");
  ASSERT_TRUE(Case.compiles());
  const Body &Of = Case.body("h");
  std::vector<std::string> Names = discards(Of);
  EXPECT_EQ(std::count(Names.begin(), Names.end(), "'f'"), 7);
  EXPECT_EQ(std::count(Names.begin(), Names.end(), "'g'"), 5);
  EXPECT_EQ(Names.size(), 12U) << "`c()` is a condition, not a statement";
  EXPECT_EQ(llvm::count_if(
                Of.Discards,
                [](const Discard &One) { return One.Said == Consent::Void; }),
            2);
}

TEST(Body, LeavesNestedLambdasAndUnevaluatedCodeOut) {
  SourceCase Case(Prelude +
                  "async::task<> h() {\n"
                  "  auto l = [] { f(1); };\n"
                  "  using t = decltype(f(2));\n"
                  "  static_assert(!noexcept(f(3)) && sizeof(f(4)));\n"
                  "  struct local { void m() { f(5); } };\n"
                  "  l();\n"
                  "  co_await g();\n"
                  "}\n");
  ASSERT_TRUE(Case.compiles());
  const Body &Of = Case.body("h");
  std::vector<std::string> Names;
  for (const CallSite &Site : Of.Calls)
    Names.push_back(nameOf(*Site.Call));
  EXPECT_THAT(Names, ElementsAre("the lambda", "'g'"));
  ASSERT_EQ(Of.Lambdas.size(), 1U);
  EXPECT_EQ(Of.Lambdas.front().Named->getName(), "l");
}

TEST(Body, KnowsWhichAwaitACallIsUnder) {
  SourceCase Case(Prelude + "async::task<int> h() {\n"
                            "  co_await g();\n"
                            "  co_await f(f().result());\n"
                            "  co_return f().result();\n"
                            "}\n");
  const Body &Of = Case.body("h");
  EXPECT_TRUE(Of.IsCoroutine);
  EXPECT_EQ(Of.Awaits.size(), 2U);
  EXPECT_EQ(Of.CoReturns.size(), 1U);
  unsigned Under = 0, AtOnce = 0;
  for (const CallSite &Site : Of.Calls) {
    Under += Site.Await != nullptr;
    AtOnce += isAwaitedAtOnce(Site);
  }
  EXPECT_EQ(Under, 4U) << "g, the outer f, the inner f and its result";
  EXPECT_EQ(AtOnce, 2U) << "g and the outer f";
}

TEST(Body, KnowsWhatBecomesOfALambda) {
  SourceCase Case(Prelude + "void take(void (*)());\n"
                            "void h(int *a) {\n"
                            "  [] {}();\n"
                            "  std::for_each(a, a, [](int) {});\n"
                            "  auto later = [] {};\n"
                            "  take(later);\n"
                            "}\n");
  ASSERT_TRUE(Case.compiles());
  const Body &Of = Case.body("h");
  ASSERT_EQ(Of.Lambdas.size(), 3U);
  EXPECT_TRUE(Of.Lambdas[0].InvokedBy);
  EXPECT_TRUE(runsInline(Of.Lambdas[1], Case.model().words()));
  EXPECT_TRUE(Of.Lambdas[2].PassedTo);
  EXPECT_FALSE(runsInline(Of.Lambdas[2], Case.model().words()));
}

// clangd shows code while it is being written.
TEST(Body, SurvivesBrokenCode) {
  SourceCase Case(Prelude + "async::task<int> h() {\n"
                            "  auto x = unknown(f(1, 2, 3));\n"
                            "  f(nothing);\n"
                            "  co_await missing;\n"
                            "  for (auto y : none) co_await f(y);\n"
                            "  co_return unknown(f()).result(\n"
                            "}\n");
  EXPECT_FALSE(Case.compiles());
  const Body &Of = Case.body("h");
  EXPECT_EQ(Of.Function->getName(), "h");
  Case.model().flowOf(Of).pathWithoutOwner(Case.variable("x"));
}

} // namespace
} // namespace asynctidy
