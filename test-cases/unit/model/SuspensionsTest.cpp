#include "SourceCase.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

/// The call of `marker()` in a coroutine with this body can come after a
/// suspension: of the whole body, since the last call of `stop()`, or since the
/// declaration of `from`; and one can come after it.
struct Answer {
  bool SinceBegin;
  bool SinceStop;
  bool SinceFrom;
  bool After;
};

Answer ask(const std::string &Statements) {
  SourceCase Case("#include <async/async.hpp>\n"
                  "async::task<int> f(int = 0);\n"
                  "void marker();\n"
                  "void stop();\n"
                  "async::task<int> h(bool a) {\n" +
                  Statements + "\n  co_return 1;\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const Body &Of = Case.body("h");
  const clang::Expr *Marker = nullptr;
  auto IsCallOf = [](const clang::Stmt &Statement, llvm::StringRef Name) {
    const auto *Call = llvm::dyn_cast<clang::CallExpr>(&Statement);
    const auto *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() && Callee->getName() == Name;
  };
  for (const CallSite &Site : Of.Calls)
    if (IsCallOf(*Site.Call, "marker"))
      Marker = Site.Call;
  const clang::Stmt *From = nullptr;
  for (const clang::Stmt *Each : Of.Written->children())
    if (const auto *Declared = llvm::dyn_cast<clang::DeclStmt>(Each);
        Declared && !From)
      From = Declared;
  const Suspensions &Points = Case.model().suspensionsOf(Of);
  auto IsStop = [&](const clang::Stmt &Each) { return IsCallOf(Each, "stop"); };
  return {Points.before(*Marker) != nullptr,
          Points.before(*Marker, IsStop) != nullptr,
          From && Points.between(*From, *Marker, IsStop),
          Points.after(*Marker) != nullptr};
}

TEST(Suspensions, AreInTheOrderOfEvaluation) {
  EXPECT_TRUE(ask("co_await f(); marker();").SinceBegin);
  EXPECT_FALSE(ask("marker(); co_await f();").SinceBegin);
  EXPECT_TRUE(ask("int n = co_await f(); marker();").SinceBegin);
  EXPECT_TRUE(ask("if (co_await f()) marker();").SinceBegin);
  EXPECT_FALSE(ask("co_await f((marker(), 1));").SinceBegin);
}

TEST(Suspensions, FollowBranchesAndLoops) {
  EXPECT_TRUE(ask("if (a) co_await f(); marker();").SinceBegin);
  EXPECT_FALSE(
      ask("if (a) { co_await f(); co_return 1; } marker();").SinceBegin);
  EXPECT_TRUE(ask("while (a) { marker(); co_await f(); }").SinceBegin);
  EXPECT_FALSE(ask("if (a) co_await f(); else marker();").SinceBegin);
}

TEST(Suspensions, LeadToHandlers) {
  EXPECT_TRUE(
      ask("try { co_await f(); } catch (...) { marker(); }").SinceBegin);
  EXPECT_FALSE(
      ask("try { marker(); co_await f(); } catch (int) {}").SinceBegin);
}

TEST(Suspensions, AreNotThoseOfNestedLambdas) {
  EXPECT_FALSE(ask("auto l = []() -> async::task<> { co_await f(); };"
                   "marker();")
                   .SinceBegin);
}

TEST(Suspensions, CountFromAStatementOn) {
  EXPECT_FALSE(ask("co_await f(); int from = 1; marker();").SinceFrom);
  EXPECT_TRUE(ask("int from = 1; co_await f(); marker();").SinceFrom);
  EXPECT_FALSE(ask("int from = 1; co_await f(); stop(); marker();").SinceFrom);
  EXPECT_FALSE(ask("int from = 1; stop(); co_await f(); marker();").SinceFrom);
}

TEST(Suspensions, ComeAfterAStatement) {
  EXPECT_TRUE(ask("marker(); co_await f();").After);
  EXPECT_FALSE(ask("co_await f(); marker();").After);
  EXPECT_TRUE(ask("while (a) { co_await f(); marker(); }").After);
  EXPECT_TRUE(ask("marker(); if (a) co_await f();").After);
  EXPECT_FALSE(ask("if (a) marker(); else co_await f();").After);
}

TEST(Suspensions, BeginAnewWhereTheyAreRenewed) {
  EXPECT_FALSE(ask("co_await f(); stop(); marker();").SinceStop);
  EXPECT_TRUE(ask("stop(); co_await f(); marker();").SinceStop);
  EXPECT_TRUE(ask("co_await f(); if (a) stop(); marker();").SinceStop);
  EXPECT_TRUE(ask("for (;;) { stop(); co_await f(); marker(); }").SinceStop);
  EXPECT_FALSE(ask("for (;;) { co_await f(); stop(); marker(); }").SinceStop);
}

} // namespace
} // namespace asynctidy
