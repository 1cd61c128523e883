#include "checks/model/Keepers.h"
#include "SourceCase.h"
#include "checks/model/Borrows.h"
#include "checks/model/Outlives.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

struct Answer {
  Keeper::Kind How;
  bool Outlives; ///< what its first parameter refers to
};

/// Who has the task of the last call of `save` in a function with these
/// statements.
Answer ask(const std::string &Statements,
           const std::string &Result = "async::task<>") {
  SourceCase Case("#include <async/async.hpp>\n"
                  "#include <string>\n"
                  "#include <utility>\n"
                  "#include <vector>\n"
                  "struct order { int id; std::string name; };\n"
                  "order load();\n"
                  "async::task<> rest();\n"
                  "async::task<> save(const order &o);\n"
                  "void take(async::task<>);\n"
                  "void spawn(async::task<>);\n"
                  "void spawn_and_wait(async::task<> t) { t.wait(); }\n"
                  "void failed(std::exception_ptr);\n"
                  "async::task<> global;\n"
                  "struct shop {\n"
                  "  async::task<> member; std::vector<async::task<>> all;\n" +
                  Result + " h(order given, bool a);\n};\n" + Result +
                  " shop::h(order given, bool a) {\n" + Statements + "\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const auto *Method =
      llvm::cast<clang::FunctionDecl>(*Case.type("shop").method_begin());
  for (const auto *Each : Case.type("shop").methods())
    if (Each->getIdentifier() && Each->getName() == "h")
      Method = Each;
  const clang::FunctionDecl *Definition = nullptr;
  Method->hasBody(Definition);
  const Body &Of = Case.model().bodyOf(*Definition);
  const clang::CallExpr *Task = nullptr;
  for (const CallSite &Site : Of.Calls)
    if (const auto *Callee = Site.Call->getDirectCallee();
        Callee && Callee->getIdentifier() && Callee->getName() == "save")
      Task = Site.Call;
  const Keeper By = keeperOf(*Task, Of, Case.model());
  const auto Found = borrowsOf(*Task, Case.model());
  return {By.How,
          outlives(*Task, By, Found.front().Of, Of, Case.model()).has_value()};
}

void expect(const Answer &Got, Keeper::Kind How, bool Outlives) {
  EXPECT_EQ(Got.How, How);
  EXPECT_EQ(Got.Outlives, Outlives);
}

TEST(Keepers, OfAwaitedTasks) {
  expect(ask("co_await save(load());"), Keeper::Awaited, false);
  expect(ask("co_await async::when_all(rest(), save(load()));"),
         Keeper::Awaited, false);
  expect(ask("co_await save(load()).configure_await(false);"), Keeper::Awaited,
         false);
  expect(ask("save(load()).wait(); co_return;"), Keeper::Awaited, false);
}

TEST(Keepers, OfLocals) {
  expect(ask("auto t = save(load()); co_await t;"), Keeper::Local, true);
  expect(ask("auto t = a ? save(load()) : rest(); co_await t;"), Keeper::Local,
         true);
  expect(ask("auto &&t = save(load()); co_await t;"), Keeper::Local, true);
  expect(ask("order o; auto t = save(o); co_await t;"), Keeper::Local, false);
  expect(ask("async::task<> t; { order o; t = save(o); } co_await t;"),
         Keeper::Local, true);
  expect(ask("async::task<> t; { order o; t = save(o); co_await t; }"),
         Keeper::Local, false);
  expect(ask("std::vector<async::task<>> v; for (int i = 0; i < 3; ++i) {"
             "  order o; v.push_back(save(o)); }"
             "co_await async::when_all(std::move(v));"),
         Keeper::Local, true);
}

TEST(Keepers, OfLocalsThatAreReturned) {
  const std::string Filled =
      "order o; std::vector<async::task<>> v; v.push_back(save(o));";
  expect(ask(Filled + "return async::when_all(std::move(v));"), Keeper::Local,
         true);
  expect(ask(Filled + "v.back().wait(); return v.back();"), Keeper::Local,
         false);
  expect(ask(Filled + "co_await async::when_all(std::move(v));"), Keeper::Local,
         false);
}

TEST(Keepers, OutsideOfTheFunction) {
  expect(ask("member = save(given);", "void"), Keeper::Stored, true);
  expect(ask("this->all.push_back(save(given));", "void"), Keeper::Stored,
         true);
  expect(ask("member = save(given); co_await member;"), Keeper::Stored, false);
  expect(ask("member = save(given); co_await rest();"), Keeper::Stored, false);
  expect(ask("global = save(load());", "void"), Keeper::Stored, true);
  expect(ask("return save(given);"), Keeper::Returned, true);
}

TEST(Keepers, OfWhatRunsOn) {
  expect(ask("async::detach(save(given), failed);", "void"), Keeper::Detached,
         true);
  expect(ask("async::detach(save(given), failed); co_await rest();"),
         Keeper::Detached, false);
  expect(ask("spawn(save(given));", "void"), Keeper::Detached, true);
  expect(ask("co_await async::when_any(save(given), rest());"),
         Keeper::Detached, true);
  expect(ask("co_await async::when_any(save(given), rest());"
             "co_await rest();"),
         Keeper::Detached, false);
  expect(ask("spawn_and_wait(save(given));", "void"), Keeper::Unknown, false);
  expect(ask("save(given);", "void"), Keeper::Dropped, true);
  expect(ask("(void)save(given);", "void"), Keeper::Dropped, true);
}

TEST(Keepers, AreUnknownBehindAnyFunction) {
  expect(ask("take(save(load()));", "void"), Keeper::Unknown, false);
  expect(ask("auto l = [t = save(load())] {}; l();", "void"), Keeper::Unknown,
         false);
}

} // namespace
} // namespace asynctidy
