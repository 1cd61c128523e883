// Results of earlier runs are used again as long as nothing that they depend on
// has changed, and never after that.
#include "DriverTest.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

/// a.cpp includes b.h, which is in the second of two -I directories, and asks
/// for an optional header.
class Cache : public DriverTest {
protected:
  Cache() {
    write("a.cpp", "#include <b.h>\n"
                   "#if __has_include(<option.h>)\n"
                   "#include <option.h>\n"
                   "#endif\n"
                   "int *A = 0;\n");
    write("second/b.h", "int *B = 0;\n");
    llvm::sys::fs::create_directories(path("first"));
    writeDatabase({"a.cpp"}, "-Ifirst -Isecond");
  }

  ProgramResult runWith(const Words &More = {}) const {
    Words Arguments = {"-p", path(""), OnlyNullptr, "--output-format=json"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  static bool isHit(const ProgramResult &Result) {
    return llvm::StringRef(Result.Errors).contains("1 of them from the cache");
  }

  /// What has changed is seen: a miss, and the result of a run that keeps
  /// nothing. After that, all is known again.
  void expectMiss(const std::string &What, const Words &More = {}) const {
    const ProgramResult Now = runWith(More);
    EXPECT_FALSE(isHit(Now)) << What;
    Words Uncached = More;
    Uncached.push_back("--no-cache");
    EXPECT_EQ(Now.Out, runWith(Uncached).Out) << What;
    const ProgramResult Again = runWith(More);
    EXPECT_TRUE(isHit(Again)) << What;
    EXPECT_EQ(Again.Out, Now.Out) << What;
  }
};

// Complaint 5: it is slow.
TEST_F(Cache, UntouchedTreeIsAllHits) {
  const ProgramResult First = runWith();
  EXPECT_FALSE(isHit(First)) << First.Errors;
  for (int Run = 0; Run < 2; ++Run) {
    const ProgramResult Next = runWith();
    EXPECT_TRUE(isHit(Next)) << Next.Errors;
    EXPECT_EQ(Next.Out, First.Out);
    EXPECT_EQ(Next.ExitCode, First.ExitCode);
  }
}

// Complaint 11: the cache gives stale results.
TEST_F(Cache, NoticesEveryChange) {
  expectMiss("the first run");
  write("second/b.h", "int *B = 0; // it counts\n");
  expectMiss("a comment in a header");
  write("second/b.h", "int *B = 0; // NOLINT\n");
  expectMiss("a NOLINT comment");
  write("second/option.h", "int *C = 0;\n");
  expectMiss("a header that __has_include looked for");
  write("first/b.h", "int *D = 0, *E = 0;\n");
  expectMiss("a header before another one of its name");
  llvm::sys::fs::remove(path("first/b.h"));
  expectMiss("and its removal");
  write("a.cpp", "#include <b.h>\nint *A = 0;\n\n");
  expectMiss("the source");
  writeDatabase({"a.cpp"}, "-Ifirst -Isecond -DX=1");
  expectMiss("a flag");
  write(".clang-tidy", "WarningsAsErrors: '*'\n");
  expectMiss("a .clang-tidy file above it");
  write(".clang-tidy", "HeaderFilterRegex: 'a'\n");
  expectMiss("the options in it");
  expectMiss("an option of the command line", {"--warnings-as-errors=*"});
  expectMiss("the source root", {"--source-root=" + path("second")});
}

// As `#include <b.h>` looks into first/ first, it finds the directory there.
TEST_F(Cache, DirectoryNamedLikeAHeaderIsNoChange) {
  llvm::sys::fs::create_directories(path("first/b.h"));
  EXPECT_FALSE(isHit(runWith()));
  EXPECT_TRUE(isHit(runWith()));
}

// Its text is the same, but now it is in the project, and findings are shown.
TEST_F(Cache, NoticesWhereALinkLeads) {
  write("src/a.cpp", "#include <b.h>\n");
  write("src/inside/b.h", "int *B = 0;\n");
  writeDatabase({"src/a.cpp"}, "-Ilink");
  const std::string Root = "--source-root=" + path("src");
  const auto Link = [this](const char *Where) {
    llvm::sys::fs::remove(path("link"));
    ASSERT_FALSE(llvm::sys::fs::create_link(path(Where), path("link")));
  };
  Link("second");
  expectMiss("the first run", {Root});
  EXPECT_THAT(runWith({Root}).Out, Not(HasSubstr("b.h")));
  Link("src/inside");
  expectMiss("another directory", {Root});
  EXPECT_THAT(runWith({Root}).Out, HasSubstr("inside/b.h"));
  llvm::sys::fs::remove(path("src/inside/b.h"));
  ASSERT_FALSE(
      llvm::sys::fs::create_link(path("second/b.h"), path("src/inside/b.h")));
  expectMiss("another file", {Root});
}

TEST_F(Cache, NoticesVocabularyFiles) {
  const auto WriteWords = [this](const std::string &Role) {
    write("words.json", "{\"library\": \"mine\", \"types\": [{\"name\": \"t\", "
                        "\"roles\": [\"" +
                            Role + "\"]}]}");
  };
  WriteWords("task");
  write(".clang-tidy",
        "CheckOptions: {AsyncVocabulary: '" + path("words.json") + "'}\n");
  expectMiss("a vocabulary file");
  WriteWords("token");
  expectMiss("its text");
}

TEST_F(Cache, TakesNoDamagedResult) {
  runWith();
  int Damaged = 0;
  std::error_code Failed;
  for (llvm::sys::fs::directory_iterator
           Each(path(".async-tidy/cache"), Failed),
       End;
       Each != End && !Failed; Each.increment(Failed)) {
    if (!llvm::StringRef(Each->path()).contains("llvmcache-"))
      continue;
    write(llvm::StringRef(Each->path()).substr(path("").size()),
          readText(Each->path()).substr(0, 100));
    ++Damaged;
  }
  EXPECT_EQ(Damaged, 1);
  expectMiss("half a result");
}

TEST_F(Cache, KeepsNothingOfWhatFailed) {
  write("a.cpp", "int *A = 0;\nerror\n");
  runWith();
  EXPECT_FALSE(isHit(runWith()));
}

TEST_F(Cache, LiesWhereItIsAskedTo) {
  const std::string Elsewhere = "--cache-dir=" + path("elsewhere");
  runWith({Elsewhere});
  EXPECT_FALSE(llvm::sys::fs::exists(path(".async-tidy")));
  EXPECT_TRUE(isHit(runWith({Elsewhere})));
  EXPECT_FALSE(isHit(runWith()));
}

TEST_F(Cache, CanBeSwitchedOff) {
  runWith({"--no-cache"});
  EXPECT_FALSE(llvm::sys::fs::exists(path(".async-tidy")));
  EXPECT_FALSE(isHit(runWith({"--no-cache"})));
  const ProgramResult Both = runWith({"--no-cache", "--cache-dir=x"});
  EXPECT_EQ(Both.ExitCode, 2);
  EXPECT_THAT(Both.Errors, isSentenceWith("give only one"));
}

TEST_F(Cache, DirectoryThatCannotBeMade) {
  const ProgramResult Asked = runWith({"--cache-dir=" + path("a.cpp/cache")});
  EXPECT_EQ(Asked.ExitCode, 2);
  EXPECT_THAT(Asked.Errors, isSentenceWith(path("a.cpp/cache")));
  // Nobody asked for the default.
  write(".async-tidy", "a file");
  const ProgramResult Default = runWith();
  EXPECT_EQ(Default.ExitCode, 1);
  EXPECT_THAT(Default.Errors, Not(HasSubstr("cache")));
}

} // namespace
