#include "checks/model/GuardFlow.h"
#include "SourceCase.h"
#include "checks/model/Guards.h"
#include "clang/AST/Decl.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

/// What is held in a coroutine with this body: "guard:2" for a guard with two
/// suspensions, "lock:1" for a mutex that is locked by hand.
std::string ask(const std::string &Statements,
                std::vector<llvm::StringRef> Allowed = {}) {
  SourceCase Case(
      "#include <async/async.hpp>\n"
      "#include <memory>\n"
      "#include <mutex>\n"
      "#include <optional>\n"
      "async::task<int> f(int = 0);\n"
      "async::task<int> h(std::mutex &m, std::mutex &n, bool a) {\n" +
      Statements + "\n  co_return 1;\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const Body &Of = Case.body("h");
  const Guards Types(Case.model().words(), {});
  std::string Result;
  for (const HeldGuard &Held :
       heldWhileSuspended(Of, Case.model(), Types, Allowed))
    Result += (Result.empty() ? "" : " ") +
              (Held.Guard ? Held.Guard->getNameAsString() : "lock") + ":" +
              std::to_string(Held.Suspensions.size());
  return Result;
}

TEST(GuardFlow, GuardsHoldFromDeclarationToTheEndOfTheScope) {
  EXPECT_EQ(ask("co_await f(); std::lock_guard g(m); co_await f();"), "g:1");
  EXPECT_EQ(ask("{ std::lock_guard g(m); } co_await f();"), "");
  EXPECT_EQ(ask("for (;;) { co_await f(); std::lock_guard g(m); }"), "");
  EXPECT_EQ(ask("if (std::lock_guard g(m); a) co_await f();"), "g:1");
}

TEST(GuardFlow, FollowsWhatGuardsDo) {
  EXPECT_EQ(ask("std::unique_lock g(m); g.unlock(); co_await f();"), "");
  EXPECT_EQ(ask("std::unique_lock g(m); g.unlock(); g.lock(); co_await f();"),
            "g:1");
  EXPECT_EQ(ask("std::unique_lock g(m, std::defer_lock); co_await f();"), "");
  EXPECT_EQ(ask("{ std::unique_lock g(m); g.release(); } co_await f();"),
            "g:1");
  EXPECT_EQ(ask("std::unique_lock g(m); auto i = std::move(g); co_await f();"),
            "g:1");
}

TEST(GuardFlow, FollowsWhatHoldsGuards) {
  const std::string Optional = "std::optional<std::unique_lock<std::mutex>> g;";
  EXPECT_EQ(ask(Optional + "co_await f();"), "");
  EXPECT_EQ(ask(Optional + "g.emplace(m); co_await f();"), "g:1");
  EXPECT_EQ(ask(Optional + "g.emplace(m, std::defer_lock); co_await f();"), "");
  EXPECT_EQ(ask(Optional + "g.emplace(m); g->unlock(); co_await f();"), "");
  EXPECT_EQ(ask(Optional + "g.emplace(m); g.reset(); co_await f();"), "");
  EXPECT_EQ(ask("auto g = std::make_unique<std::lock_guard<std::mutex>>(m);"
                "co_await f(); g.reset(); co_await f();"),
            "g:1");
  EXPECT_EQ(ask("auto &&g = std::unique_lock(m); co_await f();"), "g:1");
}

TEST(GuardFlow, KnowsWhatATryGave) {
  EXPECT_EQ(ask("if (m.try_lock()) co_await f();"), "lock:1");
  EXPECT_EQ(ask("if (!m.try_lock()) co_await f();"), "");
  EXPECT_EQ(ask("std::unique_lock g(m, std::try_to_lock);"
                "if (!g) co_await f();"),
            "");
}

TEST(GuardFlow, TellsMutexesApart) {
  EXPECT_EQ(ask("m.lock(); co_await f(); m.unlock(); co_await f();"), "lock:1");
  EXPECT_EQ(ask("std::mutex x, y; x.lock(); y.unlock(); co_await f();"),
            "lock:1");
  // They may be the same one.
  EXPECT_EQ(ask("m.lock(); n.unlock(); co_await f();"), "");
}

TEST(GuardFlow, AwaitsThatDoNotSuspendOrAreAllowedDoNotCount) {
  EXPECT_EQ(ask("std::lock_guard g(m); co_await async::completed();"), "");
  EXPECT_EQ(ask("std::lock_guard g(m); co_await f();", {"f"}), "");
}

/// The line of the body on which what is held ends after a suspension; 0 if
/// that is not known.
unsigned releaseIn(const std::string &Statements) {
  SourceCase Case(
      "#include <async/async.hpp>\n"
      "#include <mutex>\n"
      "async::task<int> f(int = 0);\n"
      "async::task<int> h(std::mutex &m, std::mutex &n, bool a) {\n" +
      Statements + "\n  co_return 1;\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const Body &Of = Case.body("h");
  const auto Held = heldWhileSuspended(Of, Case.model(),
                                       Guards(Case.model().words(), {}), {});
  if (Held.size() != 1 || Held.front().Release.isInvalid())
    return 0;
  return Case.model().context().getSourceManager().getSpellingLineNumber(
             Held.front().Release) -
         4;
}

TEST(GuardFlow, KnowsWhatUnlocksAfterASuspension) {
  EXPECT_EQ(releaseIn("{ std::lock_guard g(m);\n co_await f();\n}"), 3u);
  EXPECT_EQ(releaseIn("std::unique_lock g(m);\n co_await f();\n g.unlock();"),
            3u);
  EXPECT_EQ(releaseIn("m.lock();\n co_await f();\n m.unlock();"), 3u);
  EXPECT_EQ(releaseIn("{ m.lock();\n"
                      "std::lock_guard g(m, std::adopt_lock);\n"
                      "co_await f();\n}"),
            4u);
  // An unlock without a wait before it belongs to its thread.
  EXPECT_EQ(releaseIn("std::unique_lock g(m);\n if (a) { g.unlock();\n"
                      "co_return 0; }\n co_await f();\n g.unlock();"),
            5u);
}

TEST(GuardFlow, DoesNotKnowWhatUnlocksWhenTheLockGoesElsewhere) {
  EXPECT_EQ(releaseIn("m.lock();\n co_await f();"), 0u);
  EXPECT_EQ(releaseIn("m.lock(); co_await f();\n n.unlock();"), 0u);
  EXPECT_EQ(releaseIn("{ std::unique_lock g(m); g.release(); } co_await f();"),
            0u);
  EXPECT_EQ(releaseIn("{ std::unique_lock g(m); co_await f(); g.release(); }"),
            0u);
  EXPECT_EQ(releaseIn("std::unique_lock g(m); co_await f();\n"
                      "auto i = std::move(g);"),
            0u);
}

} // namespace
} // namespace asynctidy
