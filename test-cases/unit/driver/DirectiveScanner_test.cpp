#include "Scratch.h"
#include "driver/Flags.h"
#include "driver/Paths.h"
#include "driver/scan/AsyncWords.h"
#include "driver/scan/DirectiveScanner.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

namespace {

class Scanner : public ScratchTest {
protected:
  Reached scan(llvm::StringRef Text, const std::string &Word = "co_await") {
    const std::string File = write("a.cpp", Text);
    return DirectiveScanner({{Word}, {"token"}})
        .scan(
            {File, path(""), commandForClang({"clang++", "-std=c++20", File})});
  }
};

TEST_F(Scanner, FollowsDirectivesOnly) {
  write("a.h", "#define HAS_B 1\n");
  write("b.h", "int B = broken;\n");
  const Reached Found = scan("#include \"a.h\"\n"
                             "#if HAS_B\n"
                             "#include \"b.h\"\n"
                             "#else\n"
                             "#include \"c.h\"\n"
                             "#endif\n");
  EXPECT_FALSE(Found.IsIncomplete);
  EXPECT_THAT(Found.Files,
              ElementsAre(realPath(path("a.cpp")), realPath(path("a.h")),
                          realPath(path("b.h"))));
}

TEST_F(Scanner, WhatIsMissingMakesItIncomplete) {
  EXPECT_TRUE(scan("#include \"missing.h\"\n").IsIncomplete);
  EXPECT_FALSE(scan("int A = broken;\n").IsIncomplete);
}

TEST_F(Scanner, FindsWordsInAllFiles) {
  write("a.h", "// co_await\n");
  EXPECT_TRUE(scan("#include \"a.h\"\n").MentionsWord);
  EXPECT_FALSE(scan("#include \"a.h\"\n", "other").MentionsWord);
  EXPECT_TRUE(scan(llvm::StringRef("i\0n\0t\0", 6)).MentionsWord);
}

TEST_F(Scanner, NamesStandardHeadersAsTheyAreIncluded) {
  const Reached Found = scan("#include <vector>\n#include <cassert>\n"
                             "#include <stdio.h>\n");
  EXPECT_THAT(Found.StandardHeaders, Contains("vector"));
  for (const char *Other : {"cassert", "stdio.h", "bits/stl_vector.h"})
    EXPECT_THAT(Found.StandardHeaders, Not(Contains(Other)));
}

TEST_F(Scanner, SeesWhoDependsOnOrderHeaders) {
  EXPECT_TRUE(
      scan("#define _GLIBCXX_DEBUG 1\n#include <vector>\n").DependsOnOrder);
  EXPECT_TRUE(scan("#define NDEBUG\n#include <assert.h>\n").DependsOnOrder);
  EXPECT_FALSE(scan("#ifndef _MY_GUARD\n#define _MY_GUARD\n"
                    "#include <vector>\n#endif\n")
                   .DependsOnOrder);
}

TEST(AsyncWords, AreThoseOfLanguageLibrariesAndProject) {
  VocabularyFile Mine;
  Mine.Entries.resize(1);
  Mine.Entries[0].Name = "my::job";
  const std::set<std::string> Words = asyncWords({Mine}).Anywhere;
  for (const char *Word : {"co_await", "async:", "asio", "QTimer", "job"})
    EXPECT_THAT(Words, Contains(Word));
  // Every file has these.
  for (const char *Word : {"std", "boost", "my", ""})
    EXPECT_THAT(Words, Not(Contains(Word)));
}

} // namespace
