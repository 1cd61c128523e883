// What the readers of the reports would choke on, and seldom comes up.
#include "Scratch.h"
#include "driver/apply/Joined.h"
#include "driver/report/GitHub.h"
#include "driver/report/RdJsonl.h"
#include "driver/report/SonarQube.h"
#include "nlohmann/json.hpp"
#include "gmock/gmock.h"

using namespace asynctidy;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

namespace {

class FormatsOf : public ScratchTest {
protected:
  const std::string Path = write("a.cpp", "R\"(one\ntwo)\" three\n");

  /// A finding of the raw string, from line 1 to line 2.
  Finding overTwoLines() const {
    Finding Found;
    Found.Check = "async-x";
    Found.Message = "bad";
    Found.Where = {Path, 0, 12, 1, 1, 2, 6};
    return Found;
  }

  Report reportOf(Finding Found) const {
    Report What;
    What.Findings.push_back(std::move(Found));
    What.SourceRoot = path("");
    return What;
  }

  json diagnosticOf(Finding Found) {
    return json::parse(rdJsonlReport(reportOf(std::move(Found)), Sources));
  }

  SourceCache Sources;
};

TEST_F(FormatsOf, GitHubHasNoColumnsOverLines) {
  EXPECT_EQ(gitHubReport(reportOf(overTwoLines()), Sources),
            "::warning file=a.cpp,line=1,endLine=2,title=async-x::bad\n");
}

TEST_F(FormatsOf, SonarQubeHasNoEmptyRange) {
  Finding Found = overTwoLines();
  Found.Where = {Path, 3, 0, 1, 4, 1, 4};
  const json Report = json::parse(sonarQubeReport(reportOf(Found), Sources));
  EXPECT_EQ(Report["issues"][0]["primaryLocation"]["textRange"],
            json::parse(R"({"startLine": 1})"));
}

TEST_F(FormatsOf, NotesWithoutAPlaceAreInTheMessage) {
  Finding Found = overTwoLines();
  Found.Notes = {{"because", {}}};
  EXPECT_EQ(diagnosticOf(Found)["message"], "bad\nbecause");
  EXPECT_FALSE(diagnosticOf(Found).contains("related_locations"));
  const json Report = json::parse(sonarQubeReport(reportOf(Found), Sources));
  EXPECT_EQ(Report["issues"][0]["primaryLocation"]["message"], "bad\nbecause");
  EXPECT_FALSE(Report["issues"][0].contains("secondaryLocations"));
}

TEST_F(FormatsOf, FilesThatAreGoneHaveNoRange) {
  Finding Found = overTwoLines();
  Found.Where = {path("gone"), 0, 0, 0, 0, 0, 0};
  EXPECT_FALSE(diagnosticOf(Found)["location"].contains("range"));
  EXPECT_THAT(gitHubReport(reportOf(Found), Sources), Not(HasSubstr("line=")));
  EXPECT_THAT(sonarQubeReport(reportOf(Found), Sources),
              Not(HasSubstr("textRange")));
}

TEST_F(FormatsOf, RdJsonlSuggestsNoHalfFix) {
  Finding Found = overTwoLines();
  Found.Fixes = {{Path, 0, 1, "u8R"}};
  EXPECT_TRUE(diagnosticOf(Found).contains("suggestions"));
  Found.Fixes.push_back({write("b.h", "b"), 0, 1, "c"});
  EXPECT_FALSE(diagnosticOf(Found).contains("suggestions"));
}

// reviewdog would lose this line, and all that follow.
TEST_F(FormatsOf, RdJsonlHasNoLineOf64Kilobytes) {
  Finding Found = overTwoLines();
  Found.Fixes = {{Path, 0, 1, std::string(100'000, 'x')}};
  EXPECT_LT(rdJsonlReport(reportOf(Found), Sources).size(), 65'536u);
}

TEST_F(FormatsOf, JoinedEdits) {
  const auto Joined = [this](const std::vector<Edit> &Edits) {
    const std::optional<Edit> Whole = joined(Edits, Sources);
    return Whole ? std::to_string(Whole->Offset) + "+" +
                       std::to_string(Whole->Length) + ": " + Whole->Text
                 : "none";
  };
  EXPECT_EQ(Joined({}), "none");
  EXPECT_EQ(Joined({{Path, 3, 3, "1"}}), "3+3: 1");
  EXPECT_EQ(Joined({{Path, 3, 3, "1"}, {Path, 7, 3, "2"}}), "3+7: 1\n2");
  EXPECT_EQ(Joined({{Path, 7, 0, "<"}, {Path, 10, 0, ">"}}), "7+3: <two>");
  EXPECT_EQ(Joined({{Path, 3, 3, "1"}, {Path, 4, 3, "2"}}), "none");
  EXPECT_EQ(Joined({{Path, 90, 3, "1"}}), "none");
  const std::string Latin = write("latin", "a\xe9z");
  EXPECT_EQ(Joined({{Latin, 0, 1, "A"}, {Latin, 2, 1, "Z"}}), "none");
}

} // namespace
