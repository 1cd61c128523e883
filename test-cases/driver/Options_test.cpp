// The options that clang-tidy and run-clang-tidy have too, and those that
// decide which checks are on.
#include "DriverTest.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class Options : public DriverTest {
protected:
  Options() {
    write("a.cpp", "int *A = 0;\nint *B = 0;\nint *C = 0;\n");
    write("lib/b.cpp", "int *A = 0;\n");
    writeDatabase({"a.cpp", "lib/b.cpp"});
  }

  ProgramResult runWith(const Words &More) const {
    Words Arguments = {"-p", path(""), OnlyNullptr};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }
};

// Complaint 20: a new version of the tool breaks CI with new checks.
TEST_F(Options, ChecksAsOfAnEarlierVersion) {
  const std::string Now = run({"--list-checks", "--level=3"}).Out;
  EXPECT_EQ(run({"--list-checks", "--level=3", "--checks-as-of=0.1"}).Out, Now);
  const std::string Before =
      run({"--list-checks", "--checks=async-*,modernize-use-nullptr",
           "--checks-as-of=0.0.9"})
          .Out;
  EXPECT_THAT(Before, AllOf(HasSubstr("modernize-use-nullptr"),
                            Not(HasSubstr("async-"))));
  // Also what a .clang-tidy file's glob enables.
  write(".clang-tidy", "Checks: '-*,async-*'\n");
  const Words File = {path("a.cpp"), "--list-checks"};
  EXPECT_THAT(run(File).Out, HasSubstr("async-blocking-wait"));
  EXPECT_THAT(run({File[0], File[1], "--checks-as-of=0.0.9"}).Out,
              Not(HasSubstr("async-")));
}

TEST_F(Options, ChecksAsOfNoVersion) {
  EXPECT_THAT(runWith({"--checks-as-of=new"}).Errors,
              isSentenceWith("--checks-as-of=new is no version"));
  EXPECT_THAT(runWith({"--checks-as-of=99.1"}).Errors,
              isSentenceWith("is newer than this async-tidy"));
}

TEST_F(Options, SourceFilter) {
  EXPECT_THAT(runWith({"--source-filter=lib/"}).Out,
              AllOf(HasSubstr("b.cpp:1:"), Not(HasSubstr("a.cpp"))));
  EXPECT_THAT(runWith({"--source-filter=none"}).Errors,
              isSentenceWith("no file to analyse matches --source-filter="));
  EXPECT_THAT(runWith({"--source-filter=("}).Errors,
              isSentenceWith("is no regular expression"));
}

TEST_F(Options, LineFilter) {
  const std::string Filter =
      R"(--line-filter=[{"name":"a.cpp","lines":[[2,2]]}])";
  const std::string Out = runWith({Filter}).Out;
  EXPECT_THAT(Out, AllOf(HasSubstr("a.cpp:2:"), Not(HasSubstr("a.cpp:1:")),
                         Not(HasSubstr("b.cpp"))));
  // The results of another filter in the cache are other results.
  EXPECT_THAT(runWith({}).Out, HasSubstr("a.cpp:1:"));
  EXPECT_EQ(runWith({Filter}).Out, Out);
  const ProgramResult Bad = runWith({"--line-filter=2"});
  EXPECT_EQ(Bad.ExitCode, 2);
  EXPECT_THAT(Bad.Errors, HasSubstr("--line-filter=2 is no list such as"));
}

TEST_F(Options, RemovedArguments) {
  write("a.cpp", "#ifdef EXTRA\nint *A = 0;\n#endif\n");
  writeDatabase({"a.cpp"}, "-DEXTRA");
  EXPECT_EQ(runWith({}).ExitCode, 1);
  EXPECT_EQ(runWith({"--removed-arg=-DEXTRA"}).ExitCode, 0);
}

TEST_F(Options, NoChecks) {
  const Words None = {"-p", path(""), "--checks=-*"};
  EXPECT_EQ(run(None).ExitCode, 2);
  EXPECT_EQ(run({None[0], None[1], None[2], "--allow-no-checks"}).ExitCode, 0);
}

TEST_F(Options, FileOfArguments) {
  const std::string File =
      write("arguments", "-p " + path("") + "\n" + OnlyNullptr +
                             "\n--source-filter=lib/\n--quiet\n");
  const ProgramResult Result = run({"@" + File});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, HasSubstr("b.cpp:1:"));
}

TEST_F(Options, OthersOfClangTidySayWhatToUseInstead) {
  for (const auto &[Option, Instead] :
       {std::pair("--fix-errors", "use --fix once it does"),
        {"-fix-notes", "use --fix"},
        {"--vfsoverlay=a.yaml", "run clang-tidy with the plugin"},
        {"--load=a.so", "are built in"},
        {"-format", "--format-style=file"},
        {"-style=llvm", "--format-style=file"},
        {"-clang-tidy-binary=/usr/bin/clang-tidy", "is built in"},
        {"-clang-apply-replacements-binary", "--fix applies"}}) {
    const ProgramResult Result = runWith({Option});
    EXPECT_EQ(Result.ExitCode, 2) << Option;
    EXPECT_THAT(Result.Errors, isSentenceWith(Instead)) << Option;
  }
  // After the dashes it is the compiler's.
  EXPECT_EQ(run({path("a.cpp"), OnlyNullptr, "--", "--load=a.so"}).ExitCode, 1);
}

TEST_F(Options, DumpConfig) {
  write(".clang-tidy", "Checks: '-*,async-blocking-wait'\n"
                       "CheckOptions:\n"
                       "  async-blocking-wait.Scope: everywhere\n");
  const std::string Out = run({path("a.cpp"), "--dump-config"}).Out;
  EXPECT_THAT(Out, AllOf(HasSubstr("async-blocking-wait.Scope: everywhere"),
                         HasSubstr("async-blocking-wait.IgnoredFunctions")));
  // It is what it says, read back.
  write("dumped", Out);
  const std::string Checks = run({path("a.cpp"), "--list-checks"}).Out;
  write(".clang-tidy", "Checks: '-*'\n");
  EXPECT_EQ(
      run({path("a.cpp"), "--list-checks", "--config-file=" + path("dumped")})
          .Out,
      Checks);
}

TEST_F(Options, ExplainConfig) {
  write(".clang-tidy", "Checks: '-*,async-blocking-wait'\n");
  const std::string Out =
      run({path("a.cpp"), "--explain-config", "--checks=async-void-coroutine"})
          .Out;
  EXPECT_THAT(Out, HasSubstr("'async-blocking-wait' is enabled in the " +
                             path(".clang-tidy")));
  EXPECT_THAT(Out, HasSubstr("'async-void-coroutine' is enabled in the "
                             "command-line option '-checks'"));
}

TEST_F(Options, VerifyConfig) {
  write(".clang-tidy", "Checks: '-*,async-*'\n"
                       "CheckOptions:\n"
                       "  AsyncVocabulary: ''\n"
                       "  async-blocking-wait.Scope: everywhere\n");
  const Words Verify = {path("a.cpp"), "--verify-config"};
  EXPECT_EQ(run(Verify).ExitCode, 0);
  write(".clang-tidy", "Checks: '-*,async-blocking-weight'\n"
                       "CheckOptions:\n"
                       "  async-blocking-wait.Scop: everywhere\n");
  const ProgramResult Result = run(Verify);
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors,
              AllOf(HasSubstr("there is no check async-blocking-weight"),
                    HasSubstr("option async-blocking-wait.Scop, which the " +
                              path(".clang-tidy"))));
}

TEST_F(Options, Profile) {
  const ProgramResult Result = runWith({"--enable-check-profile"});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Errors, HasSubstr(" s  modernize-use-nullptr\n"));
  runWith({"--enable-check-profile", "--store-check-profile=" + path("times")});
  EXPECT_EQ(fileNames(path("times")).size(), 2u);
  EXPECT_THAT(runWith({"--store-check-profile=" + path("times")}).Errors,
              isSentenceWith("give both"));
}

// Complaint 6: one core is used, or the machine freezes.
TEST_F(Options, MaxLoadOnlyMakesItSlower) {
  EXPECT_EQ(runWith({"--max-load=0.01", "--no-cache"}).Out, runWith({}).Out);
  EXPECT_EQ(runWith({"--max-load=x"}).ExitCode, 2);
}

} // namespace
