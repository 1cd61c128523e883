#include "SourceCase.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

using testing::ElementsAre;

const std::string Prelude =
    "#include <async/async.hpp>\n#include <algorithm>\n";

std::vector<std::string> pathTo(SourceCase &Case, llvm::StringRef Function) {
  const Body &Of = Case.body(Function);
  std::vector<std::string> Steps;
  for (const ContextStep &Step :
       Case.model().contextThreads().pathTo(*Of.Function))
    Steps.push_back(Step.What);
  return Steps;
}

TEST(ContextThreads, FollowsCallsFromWhatIsPosted) {
  SourceCase Case(Prelude +
                  "void c() {}\n"
                  "void b() { c(); }\n"
                  "void a(async::ui_context &ui) { ui.post([] { b(); }); }\n");
  ASSERT_TRUE(Case.compiles());
  EXPECT_THAT(pathTo(Case, "c"),
              ElementsAre("'post' runs the lambda on a context's thread",
                          "'b' is called here", "'c' is called here"));
  EXPECT_THAT(pathTo(Case, "a"), ElementsAre());
}

TEST(ContextThreads, BeginsAtAnnotations) {
  SourceCase Case(Prelude + "ASYNC_CONTEXT_THREAD void on_click();\n"
                            "void helper() {}\n"
                            "void on_click() { helper(); }\n");
  EXPECT_THAT(pathTo(Case, "helper"),
              ElementsAre("'on_click' runs on a context's thread",
                          "'helper' is called here"));
}

TEST(ContextThreads, KnowsFunctionsThatArePostedByName) {
  SourceCase Case(Prelude + "void work() {}\nvoid other() {}\n"
                            "void a(async::ui_context &ui) {\n"
                            "  ui.post(work); ui.post(&other); }\n");
  EXPECT_EQ(pathTo(Case, "work").size(), 1U);
  EXPECT_EQ(pathTo(Case, "other").size(), 1U);
}

TEST(ContextThreads, GoesThroughAlgorithmsButNotToThePool) {
  SourceCase Case(Prelude + "void inlined() {}\nvoid offloaded() {}\n"
                            "ASYNC_CONTEXT_THREAD void on_click(int *a) {\n"
                            "  std::for_each(a, a, [](int) { inlined(); });\n"
                            "  async::detach(async::run([] { offloaded(); }), "
                            "[](std::exception_ptr) {});\n"
                            "}\n");
  ASSERT_TRUE(Case.compiles());
  EXPECT_EQ(pathTo(Case, "inlined").size(), 3U);
  EXPECT_THAT(pathTo(Case, "offloaded"), ElementsAre());
}

TEST(ContextThreads, EndsOnRecursion) {
  SourceCase Case(Prelude + "ASYNC_CONTEXT_THREAD void on_click(int n);\n"
                            "void again(int n) { if (n) on_click(n - 1); }\n"
                            "void on_click(int n) { again(n); }\n");
  EXPECT_EQ(pathTo(Case, "again").size(), 2U);
}

} // namespace
} // namespace asynctidy
