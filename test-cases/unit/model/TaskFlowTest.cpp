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
  return Case.model().flowOf(Of).isComplete(
      *waitedFor(*Last, Case.model().types()), *Last);
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

/// The names of the functions of \p Source whose variable `t` loses its owner.
std::string losers(const std::string &Source) {
  SourceCase Case("#include <async/async.hpp>\n#include <stdexcept>\n"
                  "async::task<int> count();\nasync::task<> save(int);\n"
                  "bool ready();\n" +
                  Source);
  EXPECT_TRUE(Case.compiles());
  std::string Result;
  for (clang::Decl *Declared :
       Case.context().getTranslationUnitDecl()->decls()) {
    const auto *Function = llvm::dyn_cast<clang::FunctionDecl>(Declared);
    if (!Function || !Function->doesThisDeclarationHaveABody() ||
        !Case.context().getSourceManager().isInMainFile(
            Function->getLocation()))
      continue;
    const Body &Of = Case.model().bodyOf(*Function);
    for (const clang::VarDecl *Local : Of.Locals)
      if (Local->getName() == "t" &&
          Case.model().flowOf(Of).pathWithoutOwner(*Local))
        Result += Function->getNameAsString() + " ";
  }
  return Result;
}

/// The names of the functions of \p Source whose last blocking call waits for
/// something that is not known to be complete.
std::string waiters(const std::string &Source) {
  SourceCase Case("#include <async/async.hpp>\n#include <future>\n"
                  "#include <memory>\n#include <optional>\n#include <vector>\n"
                  "using namespace std::chrono_literals;\n"
                  "using task = async::task<int>;\nbool ready();\n" +
                  Source);
  EXPECT_TRUE(Case.compiles());
  std::string Result;
  for (clang::Decl *Declared :
       Case.context().getTranslationUnitDecl()->decls()) {
    const auto *Function = llvm::dyn_cast<clang::FunctionDecl>(Declared);
    if (!Function || !Function->doesThisDeclarationHaveABody() ||
        !Case.context().getSourceManager().isInMainFile(
            Function->getLocation()))
      continue;
    const Body &Of = Case.model().bodyOf(*Function);
    const clang::CallExpr *Last = nullptr;
    for (const CallSite &Site : Of.Calls)
      if (hasRole(Case.model().words().rolesOf(*Site.Call), Role::Blocks))
        Last = Site.Call;
    const clang::Expr *Task =
        Last ? waitedFor(*Last, Case.model().types()) : nullptr;
    if (Task && !Case.model().flowOf(Of).isComplete(*Task, *Last))
      Result += Function->getNameAsString() + " ";
  }
  return Result;
}

TEST(TaskFlow, FollowsThrowsToTheirHandlers) {
  EXPECT_EQ(losers(R"(
    async::task<> caught() {
      auto t = save(1);
      try { if (ready()) throw std::runtime_error("x"); }
      catch (const std::exception &) {}
      co_await t;
    }
    async::task<> uncaught() {
      auto t = save(1);
      if (ready()) throw std::runtime_error("x");
      co_await t;
    }
    async::task<> again() {
      auto t = save(1);
      try { if (ready()) throw 1; } catch (...) { throw; }
      co_await t;
    })"),
            "uncaught again ");
}

TEST(TaskFlow, PointsAtTheThrow) {
  const auto Path = lost("auto t = f(); if (a) throw 1; co_return co_await t;");
  ASSERT_TRUE(Path);
  EXPECT_TRUE(Path->Exit.isValid());
}

TEST(TaskFlow, EndsAPathWithTheTurnOfALoop) {
  EXPECT_EQ(losers(R"(
    async::task<> forever() {
      for (;;) { auto t = save(1); co_await async::yield(); }
    }
    async::task<> continues() {
      while (true) { auto t = save(1); if (!ready()) continue; co_await t; }
    }
    async::task<> awaits() {
      while (true) { auto t = save(1); co_await t; }
    })"),
            "forever continues ");
  const auto Path = lost("for (;;) { auto t = f(); co_await async::yield(); }");
  ASSERT_TRUE(Path);
  EXPECT_TRUE(Path->NeverUsed);
  EXPECT_FALSE(Path->Exit.isValid());
}

TEST(TaskFlow, DropsPathsThatContradictThemselves) {
  EXPECT_EQ(losers(R"(
    async::task<> both(bool b) {
      auto t = save(1);
      if (b) co_await t;
      if (!b) co_await t;
    }
    async::task<> changed(bool b) {
      auto t = save(1);
      if (b) co_await t;
      b = true;
      if (!b) co_await t;
    })"),
            "changed ");
}

TEST(TaskFlow, LearnsFromTests) {
  EXPECT_EQ(waiters(R"(
    int loop(std::future<int> f) {
      while (f.wait_for(0s) != std::future_status::ready) ready();
      return f.get();
    }
    int late(std::future<int> f) {
      if (f.wait_for(0s) == std::future_status::timeout) return 0;
      return f.get();
    }
    int isLate(std::future<int> f) {
      if (f.wait_for(0s) == std::future_status::timeout) return f.get();
      return 0;
    }
    int answer(task t) { if (t.wait_for(0s)) return t.result(); return 0; }
    int negative(task t) { if (!t.wait_for(0s)) return 0; return t.result(); }
    int wrong(task t) { if (!t.wait_for(0s)) return t.result(); return 0; }
    int named(task t) { bool d = t.done(); if (d) return t.result(); return 0; }
    int status(std::future<int> f) {
      auto s = f.wait_for(0s);
      if (s == std::future_status::ready) return f.get();
      return 0;
    }
    int choice(std::future<int> f) {
      switch (f.wait_for(0s)) {
      case std::future_status::ready: return f.get();
      default: return 0;
      }
    })"),
            "isLate wrong ");
}

TEST(TaskFlow, KeepsCompletionThroughHarmlessUses) {
  EXPECT_EQ(waiters(R"(
    void look(const task &); void copy(task); void change(task &);
    void changeAt(task *);
    task looks(task t) { co_await t; look(t); copy(t); co_return t.result(); }
    task pushes(task t, std::vector<task> all) {
      co_await t; all.push_back(t); co_return t.result();
    }
    task ranges(std::vector<task> v) {
      co_await async::when_all(v); (void)v.begin(); (void)v.end();
      (void)v.size();
      co_return std::as_const(v)[0].result();
    }
    task changes(task t) { co_await t; change(t); co_return t.result(); }
    task points(task t) { co_await t; changeAt(&t); co_return t.result(); }
    task moves(task t) {
      co_await t; auto u = std::move(t); co_return t.result();
    })"),
            "changes points moves ");
}

TEST(TaskFlow, FollowsPartsOfObjects) {
  EXPECT_EQ(waiters(R"(
    struct pair { task a; task b; };
    pair make();
    task member(pair s) { co_await s.a; co_return s.a.result(); }
    task other(pair s) { co_await s.a; co_return s.b.result(); }
    task sibling(pair s) { co_await s.a; s.b = {}; co_return s.a.result(); }
    task replaced(pair s) { co_await s.a; s = make(); co_return s.a.result(); }
    task bound() { auto [x, y] = make(); co_await x; co_return x.result(); }
    task pointer(task *p) { co_await *p; co_return p->result(); }
    task moved(task *p, task *q) { co_await *p; p = q; co_return p->result(); }
    task shared(std::shared_ptr<task> p) { co_await *p; co_return p->result(); }
    task maybe(std::optional<task> p) { co_await *p; co_return p->result(); }
    task element(std::vector<task> v) {
      co_await async::when_all(v[0], v[1]); co_return v[1].result();
    }
    task third(std::vector<task> v) {
      co_await async::when_all(v[0], v[1]); co_return v[2].result();
    }
    task iterates(std::vector<task> v) {
      co_await async::when_all(v);
      for (auto it = v.begin(); it != v.end(); ++it) it->result();
      co_return 0;
    }
    task counts(std::vector<task> v, size_t i) {
      for (size_t k = 0; k < v.size(); ++k) co_await v[k];
      co_return v[i].result();
    })"),
            "other replaced moved third ");
}

TEST(TaskFlow, KnowsLoopsHandlersAndReferences) {
  EXPECT_EQ(waiters(R"(
    task before(std::vector<task> v) {
      for (auto &t : v) { t.result(); co_await t; }
      co_return 0;
    }
    task after(std::vector<task> v) {
      for (auto it = v.begin(); it != v.end(); ++it) co_await *it;
      co_return v[0].result();
    }
    task handler(task t) {
      try { co_await async::yield(); } catch (...) { t.result(); }
      co_return 0;
    }
    task known(task t) {
      co_await t;
      try { co_await async::yield(); } catch (...) { t.result(); }
      co_return 0;
    }
    task renamed(task t) { auto &r = t; co_await r; co_return t.result(); }
    task itself(task t) {
      task &r = r; co_await t; t = task(r); co_return t.result();
    })"),
            "before handler itself ");
}

TEST(TaskFlow, TakesOneWaitOfAFileForNoOther) {
  EXPECT_EQ(waiters(R"(
    struct file { [[clang::annotate("async:blocks")]] int read_line(); };
    void lines(file f) { f.read_line(); f.read_line(); }
    int twice(std::shared_future<int> f) { f.wait(); return f.get(); })"),
            "lines ");
}

TEST(TaskFlow, StaysNearLinear) {
  std::string Source = "async::task<> many(bool b) {\n";
  for (unsigned I = 0; I < 1500; ++I) {
    const std::string N = std::to_string(I);
    Source += "{ auto t = count(); if (b) co_await t; else co_await t; }\n"
              "auto u" +
              N + " = count(); (void)u" + N + ".result();\n";
  }
  EXPECT_EQ(losers(Source + "}\n"), "");
}

} // namespace
} // namespace asynctidy
