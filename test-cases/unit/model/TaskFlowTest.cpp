#include "SourceCase.h"
#include "checks/model/Blocking.h"
#include "clang/AST/Expr.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

/// The path on which `t` of a coroutine with this body finds no owner.
std::optional<LostPath> lost(const std::string &Statements) {
  SourceCase Case("#include <async/async.hpp>\n"
                  "async::task<int> f();\n"
                  "void keep(async::task<int>);\n"
                  "async::task<int> h(bool a, bool b) {\n" +
                  Statements + "\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const Body &Of = Case.body("h");
  return Case.model().flowOf(Of).pathWithoutOwner(Case.variable("t"));
}

/// Whether `t` is complete at the last `t.result()`.
bool complete(const std::string &Statements) {
  SourceCase Case("#include <async/async.hpp>\n"
                  "async::task<int> f();\n"
                  "void change(async::task<int> &);\n"
                  "async::task<int> h(bool a, bool b) {\n"
                  "  auto t = f();\n" +
                  Statements + "\n  co_return t.result();\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const Body &Of = Case.body("h");
  const clang::CallExpr *Last = nullptr;
  for (const CallSite &Site : Of.Calls)
    if (hasRole(Case.model().words().rolesOf(*Site.Call), Role::Blocks))
      Last = Site.Call;
  return Case.model().flowOf(Of).isComplete(*waitedFor(*Last), *Last);
}

TEST(TaskFlow, FindsNoPathWhereAllHaveAnOwner) {
  EXPECT_FALSE(lost("auto t = f(); co_return co_await t;"));
  EXPECT_FALSE(
      lost("auto t = f(); if (a) co_return co_await t; keep(t); co_return 1;"));
  EXPECT_FALSE(lost("auto t = f(); while (true) if (a) co_return co_await t;"));
  EXPECT_FALSE(
      lost("auto t = f(); if (a) std::abort(); co_return co_await t;"));
  EXPECT_FALSE(
      lost("auto t = f(); auto l = [&] { keep(t); }; l(); co_return 1;"));
}

TEST(TaskFlow, ShowsTheTurnsOfAPath) {
  const auto Path =
      lost("auto t = f(); if (a) if (b) co_return 1; co_return co_await t;");
  ASSERT_TRUE(Path);
  EXPECT_FALSE(Path->NeverUsed);
  ASSERT_EQ(Path->Turns.size(), 2U);
  EXPECT_TRUE(Path->Turns[0].Taken);
  EXPECT_TRUE(Path->Turns[1].Taken);
  EXPECT_TRUE(Path->Exit.isValid());
}

TEST(TaskFlow, DoesNotTakeALookForAnOwner) {
  const auto Path = lost(
      "auto t = f(); while (!t.done()) co_await async::yield(); co_return 1;");
  ASSERT_TRUE(Path);
  EXPECT_TRUE(Path->NeverUsed);
}

TEST(TaskFlow, KnowsCompletionOnAllPaths) {
  EXPECT_TRUE(complete("co_await t;"));
  EXPECT_TRUE(
      complete("if (a) co_await t; else co_await t.configure_await(false);"));
  EXPECT_TRUE(complete("co_await async::when_all(f(), t);"));
  EXPECT_TRUE(complete("if (!t.done()) co_return 0;"));
  EXPECT_TRUE(complete("while (!t.done()) co_await async::yield();"));
  EXPECT_TRUE(complete("t.wait();")) << "that one was the one that blocked";
}

TEST(TaskFlow, ForgetsCompletion) {
  EXPECT_FALSE(complete(""));
  EXPECT_FALSE(complete("if (a) co_await t;"));
  EXPECT_FALSE(complete("co_await t; t = f();"));
  EXPECT_FALSE(complete("co_await t; change(t);"));
  EXPECT_FALSE(complete("co_await t; if (a) { t = f(); }"));
  EXPECT_FALSE(complete("if (t.done()) co_await async::yield();"));
  EXPECT_FALSE(complete("while (a) { co_await t; t = f(); a = b; }"));
}

} // namespace
} // namespace asynctidy
