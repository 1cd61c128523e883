// What is analysed, what survives, what the exit code says.
#include "DriverTest.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::Not;

namespace {

/// Keeps clang busy for minutes.
constexpr const char *Endless =
    "constexpr long f() { long S = 0; for (long I = 0; I < 2'000'000'000; ++I) "
    "S += I; return S; }\nstatic_assert(f());\n";
constexpr const char *Crash =
    "#pragma clang __debug crash\nstruct promise_type;\n";

class Run : public DriverTest {};

// Complaint 8: the exit code says nothing.
TEST_F(Run, ExitCodes) {
  const std::string Good = write("good.cpp", "int *A = nullptr;\n");
  const std::string Bad = write("bad.cpp", "int *A = 0;\n");
  const std::string Broken = write("broken.cpp", "int A = ;\n");
  EXPECT_EQ(run({Good, OnlyNullptr, "--"}).ExitCode, 0);
  EXPECT_EQ(run({Bad, OnlyNullptr, "--"}).ExitCode, 1);
  EXPECT_EQ(run({Bad, "--checks=none", "--"}).ExitCode, 2);
  EXPECT_EQ(run({Good, Broken, OnlyNullptr, "--"}).ExitCode, 3);
  EXPECT_EQ(run({Bad, Broken, OnlyNullptr, "--"}).ExitCode, 1);
}

TEST_F(Run, FailOn) {
  const std::string Bad = write("bad.cpp", "int *A = 0;\n");
  const std::string Strict = "--warnings-as-errors=modernize-use-nullptr";
  EXPECT_EQ(run({Bad, OnlyNullptr, "--fail-on=note", "--"}).ExitCode, 1);
  EXPECT_EQ(run({Bad, OnlyNullptr, "--fail-on=error", "--"}).ExitCode, 0);
  EXPECT_EQ(run({Bad, OnlyNullptr, "--fail-on=error", Strict, "--"}).ExitCode,
            1);
  EXPECT_EQ(run({Bad, OnlyNullptr, "--fail-on=never", Strict, "--"}).ExitCode,
            0);
}

TEST_F(Run, CompilerWarningsCountLikeOtherFindings) {
  const std::string Path =
      write("a.cpp", "int f() { int Unused; return 0; }\n");
  const std::string Checks = "--checks=-*,async-*,clang-diagnostic-*";
  EXPECT_EQ(run({Path, Checks, "--", "-Wall"}).ExitCode, 1);
  EXPECT_EQ(run({Path, Checks, "--warnings-as-errors=*", "--fail-on=error",
                 "--", "-Wall"})
                .ExitCode,
            1);
}

TEST_F(Run, CrashCostsOneUnit) {
  write("a.cpp", "int *A = 0;\n");
  write("crash.cpp", Crash);
  write("z.cpp", "int *Z = 0;\n");
  writeDatabase({"a.cpp", "crash.cpp", "z.cpp"});
  const nlohmann::json Report = report({"-j1"});
  EXPECT_EQ(Report["findings"].size(), 2u);
  EXPECT_EQ(Report["summary"]["analysed"], 2);
  ASSERT_EQ(Report["summary"]["failed"].size(), 1u);
  EXPECT_EQ(Report["summary"]["failed"][0]["path"], "crash.cpp");
  EXPECT_THAT(Report["summary"]["failed"][0]["reason"],
              HasSubstr("the analysis crashed"));
}

TEST_F(Run, CrashIsOneSentence) {
  const std::string Path = write("crash.cpp", Crash);
  const ProgramResult Result = run({Path, "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 3);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path));
}

TEST_F(Run, CrashLeavesTheReportAlone) {
  const std::string Path = write("crash.cpp", Crash);
  run({Path, "--export-sarif=" + path("report.sarif"), "--"});
  EXPECT_THAT(readText(path("report.sarif")),
              HasSubstr("\"executionSuccessful\": false"));
}

TEST_F(Run, TimeoutCostsOneUnit) {
  write("a.cpp", "int *A = 0;\n");
  write("endless.cpp", Endless);
  writeDatabase({"a.cpp", "endless.cpp"},
                "-std=c++20 -fconstexpr-steps=4294967295");
  const nlohmann::json Report = report({"--timeout=1"});
  EXPECT_EQ(Report["findings"].size(), 1u);
  ASSERT_EQ(Report["summary"]["failed"].size(), 1u);
  EXPECT_THAT(Report["summary"]["failed"][0]["reason"],
              HasSubstr("longer than 1 s"));
}

// Complaint 1: the same header warns once for each file that includes it.
TEST_F(Run, SharedHeaderIsReportedOnce) {
  write("include/shared.h",
        "#pragma once\ninline int *shared() { return 0; }\n");
  ASSERT_EQ(runIn("ln -s include " + path("link"), {}).ExitCode, 0);
  for (const char *Name : {"a.cpp", "b.cpp", "c.cpp"})
    write(Name, "#include \"include/shared.h\"\n");
  write("d.cpp", "#include \"link/shared.h\"\n");
  writeDatabase({"a.cpp", "b.cpp", "c.cpp", "d.cpp"});
  const nlohmann::json Report = report();
  ASSERT_EQ(Report["findings"].size(), 1u);
  EXPECT_EQ(Report["findings"][0]["path"], "include/shared.h");
  EXPECT_EQ(Report["summary"]["analysed"], 4);
}

TEST_F(Run, SameBytesForAnyNumberOfJobs) {
  Words Files;
  for (int Number = 0; Number < 12; ++Number) {
    const std::string Name = "f" + std::to_string(Number) + ".cpp";
    Files.push_back(Name);
    write(Name, std::string(Number % 5 * 20, '\n') + "int *A = 0, *B = 0;\n");
  }
  write("f3.cpp", Crash);
  write("f7.cpp", "int A = ;\n");
  writeDatabase(Files);
  for (const char *Format : {"text", "json", "sarif"}) {
    const auto Output = [&](const char *Jobs) {
      return run({"-p", path(""), OnlyNullptr, Jobs,
                  std::string("--output-format=") + Format})
          .Out;
    };
    const std::string Expected = Output("-j1");
    EXPECT_GT(Expected.size(), 1000u);
    EXPECT_EQ(Output("-j2"), Expected);
    EXPECT_EQ(Output("-j5"), Expected);
    EXPECT_EQ(Output("-j0"), Expected);
  }
}

TEST_F(Run, FilesDirectoriesAndPatternsChooseFromTheDatabase) {
  for (const char *Name : {"one/a.cpp", "one/b.cpp", "two/c.cpp"})
    write(Name, "int *A = 0;\n");
  writeDatabase({"one/a.cpp", "one/b.cpp", "two/c.cpp"});
  EXPECT_EQ(report()["summary"]["planned"], 3);
  EXPECT_EQ(report({path("one")})["summary"]["planned"], 2);
  EXPECT_EQ(report({path("two/c.cpp")})["summary"]["planned"], 1);
  EXPECT_EQ(report({"/[ac]\\.cpp$"})["summary"]["planned"], 2);
}

TEST_F(Run, DatabaseIsFoundAboveTheFile) {
  const std::string Path =
      write("one/a.cpp", "#ifdef A\nint *P = 0;\n#endif\n");
  writeDatabase({"one/a.cpp"}, "-DA");
  EXPECT_EQ(run({Path, OnlyNullptr}).ExitCode, 1);
}

TEST_F(Run, CompileLineAfterTheDashesAsCMakePutsIt) {
  const std::string Path = write("a.cpp", "#ifdef A\nint *P = 0;\n#endif\n");
  const ProgramResult Result =
      run({OnlyNullptr, "--extra-arg-before=--driver-mode=g++", Path, "--",
           "/usr/bin/c++", "-DA", "-fmodules-ts", "-o", "a.o", "-c", Path});
  EXPECT_EQ(Result.ExitCode, 1) << Result.Errors;
}

TEST_F(Run, ExtraArguments) {
  const std::string Path =
      write("a.cpp", "#if A + B == 3\nint *P = 0;\n#endif\n");
  EXPECT_EQ(run({Path, OnlyNullptr, "--extra-arg=-DA=1",
                 "--extra-arg-before=-DB=2", "--"})
                .ExitCode,
            1);
}

TEST_F(Run, CoroutinesOfTheStandardLibrary) {
  const std::string Path =
      write("a.cpp", "#include <async/async.hpp>\nasync::task<> save();\n"
                     "async::task<> f() { save(); co_await save(); }\n");
  const ProgramResult Result =
      run({Path, "--", "-std=c++20", "-I" ASYNC_TIDY_RUNTIME_INCLUDE});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, HasSubstr("[async-fire-and-forget]"));
  EXPECT_THAT(Result.Errors, HasSubstr("1 finding in 1 file; 1 of 1 "));
}

} // namespace
