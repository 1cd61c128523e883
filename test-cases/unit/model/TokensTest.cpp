#include "checks/model/Tokens.h"
#include "SourceCase.h"
#include "checks/model/Cleanup.h"
#include "checks/model/TokenTakers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string Prelude = "#include <async/async.hpp>\n"
                            "using token = async::cancellation_token;\n"
                            "void mark();\n"
                            "token make();\n";

/// The tokens at hand where `mark()` is called in the body of `h`.
std::vector<std::string> atMark(const std::string &Source) {
  SourceCase Case(Prelude + Source);
  EXPECT_TRUE(Case.compiles());
  const Body &Of = Case.body("h");
  std::vector<std::string> Names;
  for (const CallSite &Site : Of.Calls)
    if (calleeOf(*Site.Call)->getNameAsString() == "mark")
      for (const TokenAtHand &One :
           tokensAtHand(Of, pathTo(Of, *Site.Call), Case.model()))
        Names.push_back(One.Spelling);
  return Names;
}

TEST(Tokens, AreParametersAndEarlierLocalsFromTheInsideOut) {
  EXPECT_THAT(atMark("void h(token a, int n) {\n"
                     "  token b = make();\n"
                     "  { token gone = make(); }\n"
                     "  if (token c = make(); n > 3) {\n"
                     "    for (token d = make();;) { mark(); }\n"
                     "  }\n"
                     "  token late = make();\n"
                     "}\n"),
              ElementsAre("d", "c", "b", "a"));
}

TEST(Tokens, AreNotTheHiddenTheEmptyTheMoved) {
  EXPECT_THAT(atMark("void take(token);\n"
                     "void h(token a, token b, token) {\n"
                     "  token none; auto other = token::none();\n"
                     "  take(std::move(b));\n"
                     "  { int a = 3; mark(); }\n"
                     "}\n"),
              IsEmpty());
}

TEST(Tokens, AreTheOnlyMemberThatCanBeNamed) {
  SourceCase Case(Prelude +
                  "struct base { token stop; private: token own; };\n"
                  "struct user : base { void run(int stop) { mark(); } };\n");
  ASSERT_TRUE(Case.compiles());
  const auto &Method =
      *llvm::cast<clang::CXXMethodDecl>(*Case.type("user").method_begin());
  const Body &Of = Case.model().bodyOf(Method);
  const auto Found =
      tokensAtHand(Of, pathTo(Of, *Of.Calls.front().Call), Case.model());
  ASSERT_EQ(Found.size(), 1U);
  EXPECT_EQ(Found.front().Spelling, "this->stop");
  EXPECT_EQ(Found.front().From, TokenAtHand::Member);
}

TEST(Tokens, KnowEmptySlots) {
  SourceCase Case(Prelude + "void f(int, token = {});\n"
                            "void g(int); void g(int, token);\n"
                            "void k(int, token = make());\n"
                            "void h() { f(1); g(1); k(1); f(1, {}); }\n");
  ASSERT_TRUE(Case.compiles());
  const Body &Of = Case.body("h");
  std::vector<int> Ways;
  for (const CallSite &Site : Of.Calls)
    if (const auto Slot = emptySlotOf(Invocation(*Site.Call), Of, Case.model()))
      Ways.push_back(Slot->How);
  EXPECT_THAT(Ways, ElementsAre(TokenSlot::Default, TokenSlot::Overload));
}

TEST(Cleanup, IsKnownByItsName) {
  SourceCase Case("void close(); void async_close(); void closeAsync();\n"
                  "void roll_back(); void rollbackOrder(); void shutDown();\n"
                  "void on_dispose(); void tx_release();\n"
                  "void closest(); void enclose(); void load(); void async();\n"
                  "void _();\n");
  for (const char *Name :
       {"close", "async_close", "closeAsync", "roll_back", "rollbackOrder",
        "shutDown", "on_dispose", "tx_release"})
    EXPECT_TRUE(isCleanupFunction(Case.function(Name))) << Name;
  for (const char *Name : {"closest", "enclose", "load", "async", "_"})
    EXPECT_FALSE(isCleanupFunction(Case.function(Name))) << Name;
}

// clangd shows code while it is being written.
TEST(Tokens, SurviveBrokenCode) {
  SourceCase Case(Prelude + "void f(int, token = );\n"
                            "void h(token ct, unknown x) {\n"
                            "  f(1; f(missing); token t = ; x.f(1).g(ct);\n"
                            "  auto l = [ct, y](nothing) { f(1); };\n"
                            "  for (auto z : none) f(z\n"
                            "}\n");
  EXPECT_FALSE(Case.compiles());
  const Body &Of = Case.body("h");
  for (const CallSite &Site : Of.Calls) {
    const auto Path = pathTo(Of, *Site.Call);
    tokensAtHand(Of, Path, Case.model());
    isCleanupCode(Of, Path, Case.model());
    emptySlotOf(Invocation(*Site.Call), Of, Case.model());
  }
}

} // namespace
} // namespace asynctidy
