// --fix --dry-run writes nothing, and its diff does what --fix does.
#include "DriverTest.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

class DryRun : public DriverTest {};

// 1. Alone on standard output; --fix of the same sources makes the same.
TEST_F(DryRun, IsOneRoundOfFix) {
  writeOneOfEverything();
  const std::string Before = readText(path("with space.cpp"));
  const Words Flags = {"-p", path(""), OneOfEverything, "--fix"};
  Words Dry = Flags;
  Dry.push_back("--dry-run");
  const ProgramResult Result = run(Dry);
  EXPECT_EQ(readText(path("with space.cpp")), Before);
  EXPECT_THAT(Result.Errors, HasSubstr("broken.cpp was not analysed"));
  EXPECT_EQ(Result.ExitCode, 1);

  const std::string Diff = write("fixes.diff", Result.Out);
  const std::string In = "cd " + path("") + " && ";
  ASSERT_EQ(runIn(In + "patch -p1 <" + Diff, {}).ExitCode, 0) << Result.Out;
  const std::string Patched = readText(path("with space.cpp"));
  write("with space.cpp", Before);
  ASSERT_EQ(runIn(In + "git apply " + Diff, {}).ExitCode, 0) << Result.Out;
  EXPECT_EQ(readText(path("with space.cpp")), Patched);
  write("with space.cpp", Before);
  run(Flags);
  EXPECT_EQ(readText(path("with space.cpp")), Patched);
  EXPECT_NE(Patched, Before);
}

// 2. What --fix finds in the fixed code only is not in it.
TEST_F(DryRun, IsTheFirstRoundOnly) {
  const std::string Path =
      write("a.cpp", "bool f(bool A) { return A == true == true; }\n");
  const Words Flags = {Path, "--checks=-*,readability-simplify-boolean-expr",
                       "--fix"};
  Words Dry = Flags;
  Dry.insert(Dry.end(), {"--dry-run", "--"});
  EXPECT_THAT(run(Dry).Out,
              HasSubstr("+bool f(bool A) { return A == true; }\n"));
  Words Wet = Flags;
  Wet.push_back("--");
  run(Wet);
  EXPECT_EQ(readText(Path), "bool f(bool A) { return A; }\n");
}

// 3. Nothing to fix: nothing is printed.
TEST_F(DryRun, OfNothing) {
  const ProgramResult Result =
      run({write("a.cpp", "int A;\n"), "--fix", "--dry-run", "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Out, IsEmpty());
  EXPECT_THAT(Result.Errors, IsEmpty());
}

// 4. A file that the diff's paths cannot name is told of.
TEST_F(DryRun, OutsideOfTheSourceRoot) {
  write("root/b.cpp", "");
  const std::string Path = write("a.cpp", "int *A = 0;\n");
  const ProgramResult Result =
      run({Path, OnlyNullptr, "--fix", "--dry-run", "--quiet",
           "--source-root=" + path("root"), "--"});
  EXPECT_THAT(Result.Out, IsEmpty());
  EXPECT_THAT(Result.Errors, isSentenceWith("the diff is without " + Path));
}

// 5. A report may be written beside it, but not onto it.
TEST_F(DryRun, BesideAReport) {
  const std::string Path = write("a.cpp", "int *A = 0;\n");
  run({Path, OnlyNullptr, "--fix", "--dry-run",
       "--export-sarif=" + path("report.sarif"), "--"});
  EXPECT_THAT(readText(path("report.sarif")), HasSubstr("use nullptr"));
  for (const char *Flag : {"--output-format=json", "--export-sarif=-"}) {
    const ProgramResult Result =
        run({Path, OnlyNullptr, "--fix", "--dry-run", Flag, "--"});
    EXPECT_EQ(Result.ExitCode, 2);
    EXPECT_THAT(Result.Errors, isSentenceWith("give only one"));
  }
}

TEST_F(DryRun, NeedsFix) {
  const ProgramResult Result = run({write("a.cpp", ""), "--dry-run", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("give both"));
}

TEST_F(DryRun, WritesNoBaselineEither) {
  const ProgramResult Result =
      run({write("a.cpp", ""), "--fix", "--dry-run", "--prune-baseline",
           "--baseline=" + path("known"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("--dry-run writes nothing"));
}

TEST_F(DryRun, StandardOutputIsFull) {
  const ProgramResult Result = runIn(
      "exec \"$@\" >/dev/full", {write("a.cpp", "int *A = 0;\n"), OnlyNullptr,
                                 "--fix", "--dry-run", "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("standard output"));
}

} // namespace
