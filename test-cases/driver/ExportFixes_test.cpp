// --export-fixes: what clang-apply-replacements makes of the file is what --fix
// makes of the sources.
#include "DriverTest.h"
#include <functional>

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class ExportFixes : public DriverTest {
protected:
  /// Runs clang-apply-replacements over the project.
  ProgramResult apply() const {
    return runIn(ASYNC_TIDY_APPLY_REPLACEMENTS " " + path(""), {});
  }

  /// Writes sources by \p Write, and expects the same of both ways.
  void expectSameAsFix(const std::function<void()> &Write,
                       const Words &Arguments, const Words &Files) {
    const auto With = [&Arguments](const std::string &Flag) {
      Words All = {Flag};
      All.insert(All.end(), Arguments.begin(), Arguments.end());
      return All;
    };
    Write();
    run(With("--export-fixes=" + path("fixes.yaml")));
    const ProgramResult Applied = apply();
    ASSERT_EQ(Applied.ExitCode, 0) << Applied.Errors;
    Words Exported;
    for (const std::string &File : Files)
      Exported.push_back(readText(path(File)));
    Write();
    run(With("--fix"));
    for (size_t At = 0; At < Files.size(); ++At)
      EXPECT_EQ(Exported[At], readText(path(Files[At])));
  }
};

// 1. A header that two units see by two names, and CRLF.
TEST_F(ExportFixes, OfASharedHeader) {
  write("include/shared.h", "");
  ASSERT_EQ(runIn("ln -s include " + path("link"), {}).ExitCode, 0);
  writeDatabase({"a.cpp", "b.cpp"});
  expectSameAsFix(
      [this] {
        write("include/shared.h",
              "#pragma once\ninline int *shared(int *A) { if (A == 0) A = 0; "
              "return A; }\n");
        write("a.cpp", "#include \"include/shared.h\"\r\nint *A = 0;\r\n");
        write("b.cpp", "#include \"link/shared.h\"\nint *B = 0;\n");
      },
      {"-p", path(""), OnlyNullptr}, {"include/shared.h", "a.cpp", "b.cpp"});
  EXPECT_EQ(readText(path("a.cpp")),
            "#include \"include/shared.h\"\r\nint *A = nullptr;\r\n");
}

// 2. Fixes of several edits, beside letters outside of ASCII.
TEST_F(ExportFixes, OfOneOfEverything) {
  expectSameAsFix([this] { writeOneOfEverything(); },
                  {"-p", path(""), OneOfEverything},
                  {"with space.cpp", "broken.cpp"});
  EXPECT_THAT(readText(path("with space.cpp")),
              HasSubstr("*/ co_await save()"));
  EXPECT_THAT(readText(path("with space.cpp")),
              HasSubstr("int *Null = nullptr;"));
}

// 3. Two fixes that overlap would make clang-apply-replacements apply none.
TEST_F(ExportFixes, LeavesOutWhatOverlaps) {
  write("shared.h", "inline number f(bool B) { return B; }\n");
  write("a.cpp", "#define number int\n#include \"shared.h\"\n");
  write("b.cpp", "#define number long\n#include \"shared.h\"\n");
  writeDatabase({"a.cpp", "b.cpp"});
  const ProgramResult Result =
      run({"-p", path(""), "--checks=-*,readability-implicit-bool-conversion",
           "--export-fixes=" + path("fixes.yaml")});
  EXPECT_THAT(Result.Errors, HasSubstr("was left out: it overlaps"));
  const ProgramResult Applied = apply();
  EXPECT_EQ(Applied.ExitCode, 0) << Applied.Errors;
  EXPECT_THAT(readText(path("shared.h")), HasSubstr("return static_cast<"));
}

// 4. Nothing to fix, or code that may not be fixed.
TEST_F(ExportFixes, OfNothing) {
  const std::string Path = write("a.cpp", "int *A = 0;\nint B = ;\n");
  const ProgramResult Result =
      run({Path, OnlyNullptr, "--export-fixes=" + path("fixes.yaml"), "--"});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(readText(path("fixes.yaml")),
              Not(HasSubstr("Offset:          15")));
  EXPECT_EQ(apply().ExitCode, 0);
  EXPECT_EQ(readText(Path), "int *A = 0;\nint B = ;\n");
}

// 5. The sources are as they were, and so is the report.
TEST_F(ExportFixes, ReportsAsEver) {
  const std::string Path = write("a.cpp", "int *A = 0;\n");
  const Words Arguments = {Path, OnlyNullptr, "--quiet", "--"};
  const ProgramResult Without = run(Arguments);
  const ProgramResult With = run(
      {Path, OnlyNullptr, "--quiet", "--export-fixes=" + path("f.yaml"), "--"});
  EXPECT_EQ(With.Out, Without.Out);
  EXPECT_EQ(With.ExitCode, 1);
  EXPECT_EQ(readText(Path), "int *A = 0;\n");
}

TEST_F(ExportFixes, IntoNoDirectory) {
  const ProgramResult Result =
      run({write("a.cpp", "int *A = 0;\n"), OnlyNullptr,
           "--export-fixes=" + path("none/fixes.yaml"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors,
              isSentenceWith("cannot write " + path("none/fixes.yaml")));
  EXPECT_THAT(Result.Out, IsEmpty()) << "the analysis is not even begun";
}

TEST_F(ExportFixes, OntoAFullDevice) {
  const ProgramResult Result =
      run({write("a.cpp", "int *A = 0;\n"), OnlyNullptr, "--quiet",
           "--export-fixes=/dev/full", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors,
              isSentenceWith("cannot write /dev/full: No space left"));
}

TEST_F(ExportFixes, NotWithFix) {
  const ProgramResult Result = run({"--fix", "--export-fixes=f.yaml", "a.cpp"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("give only one"));
}

} // namespace
