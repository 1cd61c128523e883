#include "SourceCase.h"
#include "checks/model/LateUses.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

const char *const Head =
    "#include <async/async.hpp>\n"
    "#include <functional>\n"
    "#include <memory>\n"
    "#include <optional>\n"
    "#include <span>\n"
    "#include <string>\n"
    "#include <string_view>\n"
    "#include <vector>\n"
    "struct order { int id; std::string name; };\n"
    "order load();\n"
    "async::task<> rest();\n"
    "template <typename T> async::task<> by_ref(T &&t) {\n"
    "  co_await rest(); (void)t;\n"
    "}\n"
    "async::task<> by_view(std::string_view);\n"
    "async::task<> by_span(std::span<const int>);\n"
    "async::task<> by_pointer(const void *);\n"
    "async::task<> by_wrapper(std::reference_wrapper<order>);\n"
    "async::task<> by_value(order, std::string);\n";

const CallSite &lastCall(const Body &Of, llvm::StringRef Prefix) {
  const CallSite *Found = nullptr;
  for (const CallSite &Site : Of.Calls)
    if (const auto *Callee = Site.Call->getDirectCallee();
        Callee && Callee->getIdentifier() &&
        Callee->getName().starts_with(Prefix))
      Found = &Site;
  return *Found;
}

/// What `by_...(argument)` borrows in a function with these statements:
/// "scope o", "temporary", "unknown via p", "never", "nothing".
std::string borrowed(const std::string &Statements) {
  SourceCase Case(std::string(Head) +
                  "const order fixed{1, {}};\n"
                  "void h(order given, order &lent, const order *pointed, "
                  "std::string_view seen, bool a) {\n" +
                  Statements + "\n}\n");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const Body &Of = Case.body("h");
  const auto Found = borrowsOf(*lastCall(Of, "by_").Call, Case.model());
  if (Found.empty())
    return "nothing";
  const Referent &To = Found.front().Of;
  switch (To.Dies) {
  case Referent::Scope:
    return (To.IsShared ? "shared " : "scope ") + To.Root->getNameAsString();
  case Referent::FullExpression:
    return "temporary";
  case Referent::Never:
    return "never";
  case Referent::Unknown:
    return To.Via ? "unknown via " + To.Via->getNameAsString() : "unknown";
  }
  return "";
}

TEST(Borrows, FollowReferencesToObjects) {
  EXPECT_EQ(borrowed("order o; by_ref(o);"), "scope o");
  EXPECT_EQ(borrowed("order o; by_ref(o.name);"), "scope o");
  EXPECT_EQ(borrowed("order o; by_ref(std::move(o));"), "scope o");
  EXPECT_EQ(borrowed("order o; auto &p = o.name; by_ref(p);"), "scope o");
  EXPECT_EQ(borrowed("std::vector<order> all; by_ref(all[0]);"), "scope all");
  EXPECT_EQ(borrowed("std::optional<order> o; by_ref(o->name);"), "scope o");
  EXPECT_EQ(borrowed("by_ref(given);"), "scope given");
  EXPECT_EQ(borrowed("by_ref(load());"), "temporary");
  EXPECT_EQ(borrowed("by_ref(load().name);"), "temporary");
  EXPECT_EQ(borrowed("const auto &o = load(); by_ref(o);"), "scope o");
  EXPECT_EQ(borrowed("order x, y; by_ref(a ? x : y);"), "scope x");
}

TEST(Borrows, AreUnknownIfSomebodyElseOwnsTheObject) {
  EXPECT_EQ(borrowed("by_ref(lent);"), "unknown via lent");
  EXPECT_EQ(borrowed("by_ref(lent.name);"), "unknown via lent");
  EXPECT_EQ(borrowed("by_ref(*pointed);"), "unknown via pointed");
  EXPECT_EQ(borrowed("by_view(seen);"), "unknown via seen");
  EXPECT_EQ(borrowed("auto s = std::make_shared<order>(); by_ref(*s);"),
            "shared s");
  EXPECT_EQ(borrowed("order x; by_ref(a ? x : lent);"), "unknown");
}

TEST(Borrows, FollowLoops) {
  EXPECT_EQ(borrowed("std::vector<order> all; for (auto &o : all) by_ref(o);"),
            "scope all");
  EXPECT_EQ(borrowed("order all[2]; for (auto &o : all) by_ref(o);"),
            "scope all");
  EXPECT_EQ(borrowed("std::vector<order> all; for (auto o : all) by_ref(o);"),
            "scope o");
  EXPECT_EQ(borrowed("std::vector<std::pair<int, order>> all;"
                     "for (auto &[id, o] : all) by_ref(o);"),
            "scope all");
  EXPECT_EQ(borrowed("std::vector<order *> all; for (auto *o : all) "
                     "by_ref(*o);"),
            "unknown via o");
  EXPECT_EQ(borrowed("for (auto &c : lent.name) by_ref(c);"),
            "unknown via lent");
}

TEST(Borrows, LeaveOutWhatLivesForEver) {
  EXPECT_EQ(borrowed("by_ref(fixed);"), "nothing");
  EXPECT_EQ(borrowed("static order o; by_ref(o);"), "nothing");
  EXPECT_EQ(borrowed("by_view(\"x\");"), "nothing");
  EXPECT_EQ(borrowed("by_pointer(nullptr);"), "nothing");
  EXPECT_EQ(borrowed("by_ref([] {});"), "nothing");
  EXPECT_EQ(borrowed("order o; by_value(o, \"x\");"), "nothing");
}

TEST(Borrows, FollowViewsAndPointers) {
  EXPECT_EQ(borrowed("std::string s; by_view(s);"), "scope s");
  EXPECT_EQ(borrowed("std::string s; by_view(std::string_view(s).substr(1));"),
            "scope s");
  EXPECT_EQ(borrowed("by_view(std::string());"), "temporary");
  EXPECT_EQ(borrowed("std::vector<int> v; by_span(v);"), "scope v");
  EXPECT_EQ(borrowed("int v[3]; by_span(v);"), "scope v");
  EXPECT_EQ(borrowed("std::string s; by_pointer(s.c_str());"), "scope s");
  EXPECT_EQ(borrowed("order o; by_pointer(&o.name);"), "scope o");
  EXPECT_EQ(borrowed("order o; by_wrapper(std::ref(o));"), "scope o");
  EXPECT_EQ(
      borrowed("auto u = std::make_unique<order>(); by_pointer(u.get());"),
      "scope u");
  EXPECT_EQ(
      borrowed("std::string s; const std::string_view v = s; by_view(v);"),
      "scope s");
  EXPECT_EQ(borrowed("std::string s; std::string_view v = s; by_view(v);"),
            "scope s");
  EXPECT_EQ(borrowed("std::string s; std::string_view v = s; v = {}; "
                     "by_view(v);"),
            "unknown via v");
}

/// The kinds of what the last call in `h` borrows.
std::vector<Borrow::Kind> kindsOf(const std::string &Source,
                                  llvm::StringRef Prefix) {
  SourceCase Case(Head + Source);
  EXPECT_TRUE(Case.compiles()) << Source;
  std::vector<Borrow::Kind> Kinds;
  for (const Borrow &Each :
       borrowsOf(*lastCall(Case.body("h"), Prefix).Call, Case.model()))
    Kinds.push_back(Each.How);
  return Kinds;
}

TEST(Borrows, KnowObjectsAndClosures) {
  using Kinds = std::vector<Borrow::Kind>;
  EXPECT_EQ(kindsOf("struct s { async::task<> go(); };\n"
                    "void h() { s().go(); }",
                    "go"),
            Kinds{}); // without state
  EXPECT_EQ(
      kindsOf("struct s { int n = 0; async::task<> go(const order &); };\n"
              "void h() { s().go(load()); }",
              "go"),
      (Kinds{Borrow::Reference, Borrow::Object}));
  EXPECT_EQ(kindsOf("struct s { int n = 0; async::task<> go(); };\n"
                    "void h(s *p) { p->go(); }",
                    "go"),
            Kinds{Borrow::Object});
}

TEST(Borrows, LookThroughOnePlainFunction) {
  const std::string Inner = "async::task<> by_inner(const std::string &s) {\n"
                            "  co_await rest(); (void)s;\n}\n";
  using Kinds = std::vector<Borrow::Kind>;
  EXPECT_EQ(kindsOf(Inner + "async::task<> outer(const order &o, int) {\n"
                            "  return by_inner(o.name);\n}\n"
                            "void h() { outer(load(), 1); }",
                    "outer"),
            Kinds{Borrow::Reference});
  EXPECT_EQ(kindsOf(Inner + "struct s { std::string n;"
                            "  async::task<> outer() { return by_inner(n); } };"
                            "void h() { s().outer(); }",
                    "outer"),
            Kinds{Borrow::Reference});
  EXPECT_EQ(kindsOf("async::task<> outer(const order &o) {\n"
                    "  return by_value(o, {});\n}\n"
                    "void h() { outer(load()); }",
                    "outer"),
            Kinds{});
}

/// Whether the coroutine uses `o` late.
LateUse::Answer late(const std::string &Statements) {
  SourceCase Case(std::string(Head) + "void show(const order &);\n" +
                  "async::task<> by_it(const order &o, bool a) {\n" +
                  Statements + "\nco_return;\n}\n" +
                  "void h() { by_it(load(), true); }");
  EXPECT_TRUE(Case.compiles()) << Statements;
  const auto Found =
      borrowsOf(*lastCall(Case.body("h"), "by_").Call, Case.model());
  return lateUseOf(Found.front(), Case.model()).Found;
}

TEST(LateUse, ComesAfterTheFirstSuspension) {
  EXPECT_EQ(late("co_await rest(); show(o);"), LateUse::Yes);
  EXPECT_EQ(late("show(o); co_await rest();"), LateUse::No);
  EXPECT_EQ(late("while (a) { show(o); co_await rest(); }"), LateUse::Yes);
  EXPECT_EQ(late("if (a) { co_await rest(); co_return; } show(o);"),
            LateUse::No);
  EXPECT_EQ(late("co_await rest(); (void)o;"), LateUse::No);
  EXPECT_EQ(late(""), LateUse::No);
}

TEST(LateUse, FollowsOtherNames) {
  EXPECT_EQ(late("auto &n = o.name; co_await rest(); (void)n.size();"),
            LateUse::Yes);
  EXPECT_EQ(late("auto n = o.name; co_await rest(); (void)n.size();"),
            LateUse::No);
  EXPECT_EQ(late("for (char c : o.name) { co_await rest(); (void)c; }"),
            LateUse::Yes);
  EXPECT_EQ(late("const auto &n = o.name.size(); co_await rest(); if (n) {}"),
            LateUse::No);
}

} // namespace
} // namespace asynctidy
