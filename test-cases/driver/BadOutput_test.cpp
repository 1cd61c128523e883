// Reports and sources that cannot be written: nothing is left half done.
#include "DriverTest.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// Files may not grow beyond 512 bytes: a full disk, for those who may not
/// mount a small one.
constexpr const char *OnFullDisk =
    "trap '' XFSZ; ulimit -f 1; exec \"$@\" 2>/dev/null";

class BadOutput : public DriverTest {
protected:
  const std::string Source = write("a.cpp", "int *A = 0;\n");
};

TEST_F(BadOutput, ReportInNoDirectory) {
  const std::string Report = path("none/report.sarif");
  const ProgramResult Result =
      run({Source, OnlyNullptr, "--export-sarif=" + Report, "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("cannot write " + Report));
  EXPECT_EQ(Result.Out, "") << "the analysis is not even begun";
}

TEST_F(BadOutput, ReportIsADirectory) {
  const ProgramResult Result =
      run({Source, OnlyNullptr, "--export-sarif=" + path(""), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("Is a directory"));
}

TEST_F(BadOutput, ReportOnAFullDevice) {
  const ProgramResult Result =
      run({Source, OnlyNullptr, "--quiet", "--export-sarif=/dev/full", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors,
              isSentenceWith("cannot write /dev/full: No space left"));
}

TEST_F(BadOutput, EarlierReportOutlivesAFullDisk) {
  const std::string Report = write("report.sarif", "the earlier one");
  const ProgramResult Result = runIn(
      OnFullDisk, {Source, OnlyNullptr, "--export-sarif=" + Report, "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_EQ(readText(Report), "the earlier one");
  EXPECT_THAT(names(), ElementsAre("a.cpp", "report.sarif"));
}

TEST_F(BadOutput, EarlierReportOutlivesABadRun) {
  const std::string Report = write("report.sarif", "the earlier one");
  EXPECT_EQ(run({"-p", path("none"), "--export-sarif=" + Report}).ExitCode, 2);
  EXPECT_EQ(readText(Report), "the earlier one");
}

TEST_F(BadOutput, InterruptionLeavesNothing) {
  const std::string Endless = write(
      "endless.cpp", "constexpr long f() { long S = 0; for (long I = 0; I < "
                     "2'000'000'000; ++I) S += I; return S; }\n"
                     "static_assert(f());\nstruct promise_type;\n");
  const ProgramResult Result =
      runIn("\"$@\" & sleep 1; kill -TERM $!; wait $!",
            {Endless, OnlyNullptr, "--export-sarif=" + path("report.sarif"),
             "--", "-std=c++20", "-fconstexpr-steps=4294967295"});
  EXPECT_EQ(Result.ExitCode, 128 + 15);
  EXPECT_THAT(names(), ElementsAre("a.cpp", "endless.cpp"));
}

TEST_F(BadOutput, SourceOutlivesAFullDisk) {
  const std::string Text = "int *A = 0;\n//" + std::string(2000, '-') + "\n";
  const std::string Big = write("big.cpp", Text);
  const ProgramResult Result =
      runIn(OnFullDisk, {Big, OnlyNullptr, "--fix", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_EQ(readText(Big), Text);
  EXPECT_THAT(names(), ElementsAre("a.cpp", "big.cpp"));
}

TEST_F(BadOutput, StandardOutputIsFull) {
  const ProgramResult Result =
      runIn("exec \"$@\" >/dev/full", {Source, OnlyNullptr, "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("standard output"));
}

TEST_F(BadOutput, ReportThroughALinkKeepsTheLink) {
  const std::string Report = write("report.sarif", "");
  ASSERT_EQ(runIn("ln -s " + Report + " " + path("link"), {}).ExitCode, 0);
  run({Source, OnlyNullptr, "--export-sarif=" + path("link"), "--"});
  EXPECT_THAT(readText(Report), HasSubstr("2.1.0"));
}

} // namespace
