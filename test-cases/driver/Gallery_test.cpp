// The reports of the gallery, by those who read them: Microsoft's validator
// and a browser.
#include "DriverTest.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::Each;
using testing::ElementsAreArray;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

namespace {

using nlohmann::json;

class Gallery : public DriverTest {
protected:
  void SetUp() override {
    for (const char *Needed : {ASYNC_TIDY_SARIF_MULTITOOL,
                               ASYNC_TIDY_NODE_MODULES "/playwright-core"})
      if (!llvm::sys::fs::exists(Needed))
        FAIL() << "there is no " << Needed << ": run integration/setup test";
    json Entries = json::array();
    const std::string Folder = ASYNC_TIDY_SOURCE_ROOT "/test-cases/gallery/";
    for (const std::string &Name : folderNames(Folder))
      Entries.push_back(
          {{"directory", Folder + Name},
           {"file", "wrong.cpp"},
           {"arguments",
            {"clang++", "-std=c++20", "-I" ASYNC_TIDY_RUNTIME_INCLUDE, "-c",
             "wrong.cpp"}}});
    write("compile_commands.json", Entries.dump());
    const ProgramResult Result =
        run({"-p", path(""), "--level=3", "--no-cache", "--output-format=html",
             "--export-sarif=" + path("report.sarif")});
    ASSERT_EQ(Result.ExitCode, 1) << Result.Errors;
    write("page.html", Result.Out);
    Results = json::parse(readText(path("report.sarif")))["runs"][0]["results"];
    ASSERT_GT(Results.size(), 20u);
  }

  void validateSarif() {
    const ProgramResult Result =
        runIn(ASYNC_TIDY_SARIF_MULTITOOL
                  " validate --rule-kind \"'Sarif;Gh'\" --level "
                  "\"'Error;Warning'\" " +
                  path("report.sarif"),
              {});
    EXPECT_EQ(Result.ExitCode, 0);
    EXPECT_THAT(Result.Out, HasSubstr("1 files scanned"));
    EXPECT_THAT(Result.Out, Not(HasSubstr(": error ")));
    EXPECT_THAT(Result.Out, Not(HasSubstr(": warning ")));
  }

  /// What browser/look.js sees on the page.
  json look() {
    const ProgramResult Result =
        runIn("NODE_PATH=" ASYNC_TIDY_NODE_MODULES " " ASYNC_TIDY_NODE
              " " ASYNC_TIDY_LOOK " " ASYNC_TIDY_CHROMIUM " " +
                  path("page.html"),
              {});
    EXPECT_EQ(Result.ExitCode, 0) << Result.Errors;
    return json::parse(Result.Out, nullptr, /*allow_exceptions=*/false);
  }

  json Results; ///< of the SARIF log
};

/// The messages of \p Results, without the notes that SARIF puts below.
std::vector<std::string> messages(const json &Results) {
  std::vector<std::string> All;
  for (const json &Found : Results) {
    const std::string Text = Found["message"]["text"];
    All.push_back(Text.substr(0, Text.find(".\n")));
    if (All.back().back() == '.')
      All.back().pop_back();
  }
  return All;
}

/// How many steps each way to a blocked thread has.
std::vector<size_t> stepsOfPaths(const json &Results) {
  std::vector<size_t> All;
  for (const json &Found : Results)
    if (Found["ruleId"] == "async-blocking-wait" && Found.contains("codeFlows"))
      All.push_back(
          Found["codeFlows"][0]["threadFlows"][0]["locations"].size());
  return All;
}

TEST_F(Gallery, ReportsAreReadable) {
  validateSarif();

  const json Seen = look();
  ASSERT_TRUE(Seen.is_object());
  // 1. It is whole, quiet and loads nothing.
  EXPECT_THAT(Seen["complaints"], IsEmpty());
  EXPECT_THAT(Seen["requests"], Each(EndsWith("/page.html")));
  // 2. It fits a phone and a desk.
  EXPECT_EQ(Seen["widths"], json::parse(R"({"400": 400, "1280": 1280})"));
  // 3. Every finding is there, in two orders.
  EXPECT_THAT(Seen["findings"].get<std::vector<std::string>>(),
              ElementsAreArray(messages(Results)));
  EXPECT_GT(Seen["byFile"], 20);
  EXPECT_EQ(Seen["filesAfterwards"], 0);
  EXPECT_THAT(Seen["byCheck"], testing::Contains("async-blocking-wait"));
  // 4. The ways to the deadlocks are drawn, a box a step.
  std::vector<size_t> Boxes;
  for (const json &Drawing : Seen["drawings"]) {
    Boxes.push_back(Drawing.size());
    EXPECT_EQ(Drawing.front(), "the blocked thread");
    EXPECT_EQ(Drawing.back(), "cannot resume");
  }
  EXPECT_THAT(Boxes, SizeIs(2));
  EXPECT_EQ(Boxes, stepsOfPaths(Results));
  EXPECT_EQ(Seen["waysBack"], 2);
}

} // namespace
