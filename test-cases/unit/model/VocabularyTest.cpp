#include "SourceCase.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/Error.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

std::vector<VocabularyFile> mine(llvm::StringRef Text) {
  std::vector<VocabularyFile> Files;
  Files.push_back(cantFail(parseVocabulary({Text, "mine.json"})));
  return Files;
}

TEST(Vocabulary, ReadsAnnotations) {
  SourceCase Case("#include <async/async.hpp>\n"
                  "struct ASYNC_TASK ASYNC_LAZY job {};\n"
                  "ASYNC_BLOCKS_TWIN(\"read_async\") int read_file();\n"
                  "struct special_job : job {};\n"
                  "template <class T> struct ASYNC_STREAM items;\n"
                  "void f(items<int> *);\n");
  ASSERT_TRUE(Case.compiles());
  const Vocabulary &Words = Case.model().words();
  EXPECT_EQ(Words.rolesOf(Case.type("job")), Role::Task | Role::Lazy);
  EXPECT_EQ(Words.rolesOf(Case.type("special_job")), Role::Task | Role::Lazy);
  EXPECT_EQ(Words.rolesOf(Case.function("read_file")), Role::Blocks);
  EXPECT_EQ(Words.twinOf(Case.function("read_file")), "read_async");
  // A specialization that nobody needed complete has its template's role.
  const auto Parameter = Case.function("f").getParamDecl(0)->getType();
  EXPECT_EQ(Words.rolesOf(Parameter->getPointeeType()), Role::Stream);
}

TEST(Vocabulary, KnowsTheRuntimeByItsAnnotationsAlone) {
  SourceCase Case("#include <async/async.hpp>\n"
                  "async::value_task<int> v();\n"
                  "void f() { async::when_all(async::completed(), "
                  "async::completed()); }\n");
  ASSERT_TRUE(Case.compiles());
  const Vocabulary &Words = Case.model().words();
  EXPECT_EQ(Words.rolesOf(Case.function("v").getReturnType()),
            Role::Task | Role::Hot | Role::OneShot);
  const Body &Of = Case.body("f");
  EXPECT_EQ(Words.rolesOf(*Of.Calls[0].Call), Role::Joins);
  EXPECT_EQ(Words.rolesOf(*Of.Calls[1].Call), Role::MakesReady);
}

// Inline namespaces are no part of a name, and template arguments neither.
TEST(Vocabulary, FindsListedNames) {
  SourceCase Case("namespace net { inline namespace v2 {\n"
                  "template <class T> struct job { void wait(); };\n"
                  "} }\n"
                  "void f(net::job<int> j) { j.wait(); }\n",
                  mine(R"({"library": "net",
                    "types": [{"name": "net::job", "roles": ["task"]}],
                    "functions": [{"name": "net::job::wait", "roles": ["blocks"]}]})"));
  const Vocabulary &Words = Case.model().words();
  EXPECT_EQ(Words.rolesOf(Case.function("f").getParamDecl(0)->getType()),
            Role::Task);
  EXPECT_EQ(Words.rolesOf(*Case.body("f").Calls.front().Call), Role::Blocks);
}

// libstdc++ declares std::future's wait in a base class.
TEST(Vocabulary, LooksAtTheClassThatAMemberIsCalledOn) {
  SourceCase Case("#include <future>\n"
                  "int f(std::future<int> &a, std::future<int> *b) {\n"
                  "  a.wait(); b->wait(); return a.get(); }\n");
  const Body &Of = Case.body("f");
  ASSERT_EQ(Of.Calls.size(), 3U);
  for (const CallSite &Site : Of.Calls)
    EXPECT_EQ(Case.model().words().rolesOf(*Site.Call), Role::Blocks);
}

TEST(Vocabulary, LetsTheUserCorrectABuiltInEntry) {
  SourceCase Case("namespace std { struct thread { void join(); }; }\n"
                  "void f(std::thread t) { t.join(); }\n",
                  mine(R"({"library": "mine", "functions":
                    [{"name": "std::thread::join", "roles": ["offloads"]}]})"));
  EXPECT_EQ(Case.model().words().rolesOf(*Case.body("f").Calls.front().Call),
            Role::Offloads);
}

} // namespace
} // namespace asynctidy
