// What goes to standard output and what to standard error.
#include "DriverTest.h"

using namespace asynctidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

namespace {

class Reports : public DriverTest {
protected:
  const std::string Source = write("a.cpp", "// \xc3\xa9\nint *A = 0;\n");
};

TEST_F(Reports, TextLooksLikeClang) {
  const ProgramResult Result = run({Source, OnlyNullptr, "--"});
  EXPECT_EQ(Result.Out, Source + ":2:10: warning: use nullptr "
                                 "[modernize-use-nullptr]\n"
                                 "    2 | int *A = 0;\n"
                                 "      |          ^\n"
                                 "      |          nullptr\n");
  EXPECT_THAT(Result.Errors,
              MatchesRegex("async-tidy: 1 finding in 1 file; 1 of 1 "
                           "translation unit analysed \\([0-9.]+ s\\)\n"));
}

TEST_F(Reports, PathsBelowTheWorkingDirectoryAreRelative) {
  EXPECT_THAT(
      runIn("cd " + path("") + " && exec \"$@\"", {Source, OnlyNullptr, "--"})
          .Out,
      StartsWith("a.cpp:2:10: "));
}

TEST_F(Reports, Color) {
  EXPECT_THAT(run({Source, OnlyNullptr, "--use-color", "--"}).Out,
              HasSubstr("\x1b["));
  EXPECT_THAT(run({Source, OnlyNullptr, "--", "-fcolor-diagnostics"}).Out,
              Not(HasSubstr("\x1b[")));
}

TEST_F(Reports, QuietPrintsFindingsOnly) {
  const ProgramResult Result = run({Source, OnlyNullptr, "--quiet", "--"});
  EXPECT_THAT(Result.Out, HasSubstr("use nullptr"));
  EXPECT_THAT(Result.Errors, IsEmpty());
}

TEST_F(Reports, Json) {
  const ProgramResult Result =
      run({Source, OnlyNullptr, "--output-format=json", "--"});
  const nlohmann::json Report = nlohmann::json::parse(Result.Out);
  EXPECT_EQ(Report["tool"]["name"], "async-tidy");
  EXPECT_EQ(Report["summary"],
            nlohmann::json::parse(R"({"planned": 1, "analysed": 1,
                                      "without_async": 0, "failed": [],
                                      "skipped": 0, "not_cxx": 0})"));
  ASSERT_EQ(Report["findings"].size(), 1u);
  const nlohmann::json &Found = Report["findings"][0];
  EXPECT_EQ(Found["check"], "modernize-use-nullptr");
  EXPECT_EQ(Found["level"], "warning");
  EXPECT_EQ(Found["message"], "use nullptr");
  EXPECT_EQ(Found["path"], "a.cpp");
  EXPECT_EQ(Found["line"], 2);
  EXPECT_EQ(Found["column"], 10);
  EXPECT_EQ(Found["endLine"], 2);
  EXPECT_EQ(Found["endColumn"], 11);
  EXPECT_EQ(Found["offset"], 15);
  EXPECT_EQ(Found["fixes"], nlohmann::json::parse(
                                R"([{"path": "a.cpp", "offset": 15,
                                     "length": 1, "text": "nullptr"}])"));
}

TEST_F(Reports, FilesOutsideOfTheSourceRootKeepTheirPath) {
  write("root/b.cpp", "");
  const ProgramResult Result = run({Source, OnlyNullptr, "--output-format=json",
                                    "--source-root=" + path("root"), "--"});
  EXPECT_EQ(nlohmann::json::parse(Result.Out)["findings"][0]["path"], Source);
}

// Complaint 10: text gets into the SARIF.
TEST_F(Reports, SarifOnStandardOutputIsAloneThere) {
  const ProgramResult Result =
      run({Source, OnlyNullptr, "--export-sarif=-", "--"});
  EXPECT_TRUE(nlohmann::json::accept(Result.Out));
  EXPECT_THAT(Result.Errors, HasSubstr("a.cpp:2:10: warning: use nullptr"));
  const ProgramResult Only =
      run({Source, OnlyNullptr, "--output-format=sarif", "--"});
  EXPECT_EQ(Only.Out, Result.Out);
  EXPECT_THAT(Only.Errors, Not(HasSubstr("a.cpp:2:10")));
}

TEST_F(Reports, ListOfChecks) {
  const ProgramResult Result =
      run({"--list-checks", "--checks=-*,async-*", "--config={}"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Out, AllOf(StartsWith("Enabled checks:\n    async-"),
                                HasSubstr("    async-fire-and-forget\n"),
                                Not(HasSubstr("modernize"))));
  const nlohmann::json Known =
      nlohmann::json::parse(run({"--list-checks", "--output-format=json"}).Out);
  ASSERT_FALSE(Known.empty());
  EXPECT_THAT(Known[0]["name"].get<std::string>(), StartsWith("async-"));
  EXPECT_TRUE(Known[0]["fix"].is_boolean());
}

TEST_F(Reports, PageOfACheck) {
  const ProgramResult Result = run({"--explain=async-fire-and-forget"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Out, AllOf(StartsWith("# async-fire-and-forget\n"),
                                HasSubstr("\n## Why\n")));
}

TEST_F(Reports, Version) {
  const ProgramResult Result = run({"--version"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Out,
              MatchesRegex("async-tidy [0-9.]+ \\(LLVM [0-9.]+\\)\n"));
}

} // namespace
