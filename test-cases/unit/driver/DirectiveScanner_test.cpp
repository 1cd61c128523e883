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

AsyncWords wordsWith(const std::string &Mine) {
  VocabularyFile File;
  File.Entries.resize(1);
  File.Entries[0].Name = Mine;
  return AsyncWords({File});
}

class Scanner : public ScratchTest {
protected:
  Reached scan(llvm::StringRef Text) {
    const std::string File = write("a.cpp", Text);
    return DirectiveScanner(wordsWith("my::job"))
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
  write("a.h", "struct job;\n");
  EXPECT_TRUE(scan("#include \"a.h\"\n").MentionsWord);
  write("a.h", "struct john;\n");
  EXPECT_FALSE(scan("#include \"a.h\"\n").MentionsWord);
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
  const AsyncWords Words = wordsWith("my::job");
  for (const char *Word :
       {"co_await", "await_ready", "asio", "QTimer", "stop_token", "job"})
    EXPECT_TRUE(Words.areIn(Word, false)) << Word;
  // Every file has these.
  for (const char *Word : {"std", "boost", "my", "jobs", ""})
    EXPECT_FALSE(Words.areIn(Word, false)) << Word;
  // The headers of compilers have these.
  for (const char *Word : {"co_await", "stop_token"})
    EXPECT_FALSE(Words.areIn(Word, true)) << Word;
}

TEST(AsyncWords, CountInCodeAlone) {
  const AsyncWords Words = wordsWith("my::job");
  for (const char *Text : {"// my job\n", "/* co_await */", "\"co_await\"",
                           "R\"(x\" job)\"", "#if 0\n don't\n#endif", "_job"})
    EXPECT_FALSE(Words.areIn(Text, false)) << Text;
  for (const char *Text :
       {"x\n// y\njob", "'\"' job '\"'", "f(job", "jo\\\nb",
        "#if 0\nR\"(\n#endif\njob", "[[clang::annotate(\"async:context\")]]",
        "A(R\"(async:blocks)\")"})
    EXPECT_TRUE(Words.areIn(Text, false)) << Text;
}

} // namespace
