// The SARIF report: valid by Microsoft's validator, and what code scanning
// needs to show it well.
#include "DriverTest.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::Not;

namespace {

using nlohmann::json;

class Sarif : public DriverTest {
protected:
  // For each test: a suite that cannot be set up counts as skipped.
  void SetUp() override {
    DriverTest::SetUp();
    if (!llvm::sys::fs::exists(ASYNC_TIDY_SARIF_MULTITOOL))
      FAIL() << "there is no " ASYNC_TIDY_SARIF_MULTITOOL
                ": run integration/setup test";
  }

  std::string makeReport() {
    writeOneOfEverything();
    const std::string Report = path("report.sarif");
    run({"-p", path(""), OneOfEverything, "--export-sarif=" + Report});
    return Report;
  }

  /// Runs the multitool through the shell that its launcher is written for.
  static ProgramResult multitool(const std::string &Arguments) {
    return runIn(ASYNC_TIDY_SARIF_MULTITOOL " " + Arguments, {});
  }
};

// Complaint 9: no SARIF, or converters lose half of it.
TEST_F(Sarif, IsValid) {
  const std::string Report = makeReport();
  const ProgramResult Result = multitool(
      "validate --rule-kind \"'Sarif;Gh'\" --level \"'Error;Warning'\" " +
      Report);
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Out, HasSubstr("1 files scanned"));
  EXPECT_THAT(Result.Out, Not(HasSubstr(": error ")));
  EXPECT_THAT(Result.Out, Not(HasSubstr(": warning ")));
}

TEST_F(Sarif, FingerprintsAreGitHubs) {
  const json Ours = json::parse(readText(makeReport()));
  json Bare = Ours;
  for (json &Result : Bare["runs"][0]["results"])
    Result.erase("partialFingerprints");
  const std::string Out = path("rewritten.sarif");
  ASSERT_EQ(multitool("rewrite " + write("bare.sarif", Bare.dump()) +
                      " --insert RollingHashPartialFingerprints --output " +
                      Out)
                .ExitCode,
            0);
  const json Theirs = json::parse(readText(Out));
  ASSERT_EQ(Ours["runs"][0]["results"].size(), 4u);
  for (size_t At = 0; At < 4; ++At)
    EXPECT_EQ(Ours["runs"][0]["results"][At]["partialFingerprints"],
              Theirs["runs"][0]["results"][At]["partialFingerprints"]);
}

TEST_F(Sarif, RegionsCountUtf16) {
  const json Report = json::parse(readText(makeReport()));
  const json &Place =
      Report["runs"][0]["results"][1]["locations"][0]["physicalLocation"];
  EXPECT_EQ(Place["artifactLocation"]["uri"], "with%20space.cpp");
  EXPECT_EQ(Place["region"]["startLine"], 5);
  EXPECT_EQ(Place["region"]["startColumn"], 13);
  EXPECT_EQ(Place["region"]["endLine"], 5);
  EXPECT_EQ(Place["region"]["endColumn"], 17);
  EXPECT_EQ(Place["region"]["snippet"]["text"], "save");
  EXPECT_EQ(Place["contextRegion"]["startLine"], 3);
  EXPECT_EQ(Place["contextRegion"]["endLine"], 7);
}

TEST_F(Sarif, NotesAreLinked) {
  const json Report = json::parse(readText(makeReport()));
  const json &Result = Report["runs"][0]["results"][0];
  ASSERT_GE(Result["relatedLocations"].size(), 1u);
  EXPECT_EQ(Result["relatedLocations"][0]["id"], 1);
  EXPECT_THAT(Result["message"]["text"].get<std::string>(), HasSubstr("](1)"));
}

TEST_F(Sarif, TheWayToABlockedThreadIsACodeFlow) {
  const std::string Path =
      write("a.cpp", "#include <async/async.hpp>\n"
                     "async::task<int> count() {\n"
                     "  co_await async::delay(std::chrono::seconds(1));\n"
                     "  co_return 1;\n"
                     "}\n"
                     "int load() { return count().result(); }\n"
                     "void install(async::ui_context &ui) {\n"
                     "  ui.post([] {\n"
                     "    load();\n"
                     "  });\n"
                     "}\n");
  const json Report =
      json::parse(run({Path, "--output-format=sarif", "--quiet", "--",
                       "-std=c++20", "-I" ASYNC_TIDY_RUNTIME_INCLUDE})
                      .Out);
  const json &Result = Report["runs"][0]["results"][0];
  std::vector<std::string> Steps;
  for (const json &Each : Result["codeFlows"][0]["threadFlows"][0]["locations"])
    Steps.push_back(
        Each["location"]["physicalLocation"]["region"]["startLine"].dump() +
        " " + Each["location"]["message"]["text"].get<std::string>());
  EXPECT_THAT(Steps,
              testing::ElementsAre(
                  "8 'post' runs the lambda on a context's thread.",
                  "9 'load' is called here.",
                  testing::StartsWith("6 'result' blocks the context's thread"),
                  "3 this await resumes on the blocked thread."));
}

TEST_F(Sarif, FixesAreThere) {
  const json Report = json::parse(readText(makeReport()));
  const json &Change =
      Report["runs"][0]["results"][2]["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(Change["artifactLocation"]["uri"], "with%20space.cpp");
  EXPECT_EQ(Change["replacements"][0]["deletedRegion"]["startColumn"], 13);
  EXPECT_EQ(Change["replacements"][0]["insertedContent"]["text"], "nullptr");
}

TEST_F(Sarif, BrokenCodeIsANotification) {
  const json Report = json::parse(readText(makeReport()));
  const json &Run = Report["runs"][0];
  EXPECT_EQ(Run["invocations"][0]["executionSuccessful"], false);
  const json &Said = Run["invocations"][0]["toolExecutionNotifications"];
  ASSERT_EQ(Said.size(), 1u);
  EXPECT_THAT(Said[0]["message"]["text"].get<std::string>(),
              HasSubstr("does not compile"));
  for (const json &Result : Run["results"])
    EXPECT_NE(Result["ruleId"], "clang-diagnostic-error");
}

TEST_F(Sarif, EveryAsyncCheckIsARule) {
  const json Report = json::parse(readText(makeReport()));
  const json &Rules = Report["runs"][0]["tool"]["driver"]["rules"];
  const json Checks =
      json::parse(run({"--list-checks", "--output-format=json"}).Out);
  EXPECT_EQ(Rules.size(), Checks.size() + 1);
  for (size_t At = 0; At < Checks.size(); ++At) {
    EXPECT_EQ(Rules[At]["id"], Checks[At]["name"]);
    EXPECT_EQ(Rules[At]["properties"]["precision"], Checks[At]["precision"]);
    EXPECT_THAT(Rules[At]["help"]["markdown"].get<std::string>(),
                HasSubstr("## Why"));
  }
}

} // namespace
