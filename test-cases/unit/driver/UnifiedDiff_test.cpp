// Diffs: read by patch and by git as they were meant.
#include "Scratch.h"
#include "driver/apply/UnifiedDiff.h"
#include "gmock/gmock.h"
#include <cstdlib>

using namespace asynctidy;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

namespace {

class UnifiedDiffs : public ScratchTest {
protected:
  static std::vector<Finding> findings(std::vector<Edit> Edits) {
    Finding Found;
    Found.Fixes = std::move(Edits);
    return {Found};
  }

  UnifiedDiff patch(const std::vector<Edit> &Edits) {
    Plan = llvm::cantFail(planFixes(findings(Edits)));
    return unifiedDiff(Plan, path("root"));
  }

  static bool succeeds(const std::string &Line) {
    return std::system((Line + " >/dev/null 2>&1").c_str()) == 0;
  }

  /// Applies the diff both ways to the file \p Name of \p Text, and expects
  /// what the edits make of it.
  void expectApplies(const std::string &Name, const std::string &Text,
                     std::vector<Edit> Edits) {
    const std::string Path = write("root/" + Name, Text);
    for (Edit &Each : Edits)
      Each.Path = Path;
    const std::string Diff = write("diff", patch(Edits).Text);
    const std::string Wanted = Plan.TextByPath[Path];
    const std::string In = "cd " + path("root") + " && ";
    EXPECT_TRUE(succeeds(In + "patch -p1 <" + Diff)) << read(Diff);
    EXPECT_EQ(read(Path), Wanted) << read(Diff);
    write("root/" + Name, Text);
    EXPECT_TRUE(
        succeeds(In + "git init -q . && git apply --allow-empty " + Diff))
        << read(Diff);
    EXPECT_EQ(read(Path), Wanted) << read(Diff);
  }

  static std::string numbered(int Count) {
    std::string Text;
    for (int Line = 1; Line <= Count; ++Line)
      Text += std::to_string(Line) + "\n";
    return Text;
  }

  FixPlan Plan;
};

TEST_F(UnifiedDiffs, LookAsUsual) {
  const std::string A = write("root/a", "one\ntwo\nthree\nfour\nfive\nsix\n");
  EXPECT_EQ(patch({{A, 4, 3, "2"}}).Text, "--- a/a\n+++ b/a\n"
                                          "@@ -1,5 +1,5 @@\n one\n-two\n+2\n"
                                          " three\n four\n five\n");
}

TEST_F(UnifiedDiffs, NearChangesShareAHunk) {
  const std::string A = write("root/a", numbered(40));
  const std::string Text = patch({{A, 0, 1, "x"}, {A, 14, 1, "y"}}).Text;
  EXPECT_THAT(Text, HasSubstr("@@ -1,11 +1,11 @@"));
  EXPECT_THAT(patch({{A, 0, 1, "x"}, {A, 16, 1, "y"}}).Text,
              HasSubstr("@@ -6,7 +6,7 @@"));
}

TEST_F(UnifiedDiffs, OfTheMiddle) {
  expectApplies("a", numbered(40),
                {{"", 2, 1, "x\ny"}, {"", 14, 2, ""}, {"", 60, 3, "z"}});
}

TEST_F(UnifiedDiffs, OfTheEnds) {
  expectApplies("a", numbered(9), {{"", 0, 0, "0\n"}, {"", 18, 0, "10\n"}});
}

TEST_F(UnifiedDiffs, OfAWholeLineThatGoes) {
  expectApplies("a", numbered(20), {{"", 4, 2, ""}, {"", 6, 2, ""}});
}

TEST_F(UnifiedDiffs, OfALineWithoutEnd) {
  expectApplies("a", "1\n2", {{"", 3, 0, "!"}});
  expectApplies("a", "1\n2", {{"", 3, 0, "\n"}});
  expectApplies("a", "1\n2\n", {{"", 3, 1, ""}});
}

TEST_F(UnifiedDiffs, OfAnEmptyFile) {
  expectApplies("a", "", {{"", 0, 0, "1\n"}});
}

TEST_F(UnifiedDiffs, OfAFileThatBecomesEmpty) {
  write("root/a", "1\n");
  EXPECT_THAT(patch({{path("root/a"), 0, 2, ""}}).Text,
              HasSubstr("@@ -1,1 +0,0 @@\n-1\n"));
}

TEST_F(UnifiedDiffs, OfCarriageReturns) {
  expectApplies("a", "1\r\n2\r\n3\r\n", {{"", 3, 1, "two\r\nand more"}});
  expectApplies("a", "1\r2\r3\n4\n", {{"", 2, 1, "two"}});
}

TEST_F(UnifiedDiffs, OfBytesThatAreNoUtf8) {
  expectApplies("a", "caf\xe9\ncaf\xe9 0\n", {{"", 10, 1, "1"}});
}

TEST_F(UnifiedDiffs, OfNamesThatNeedQuotes) {
  for (const char *Name : {"with space", "a\"quote\\", "caf\xc3\xa9", "tab\t"})
    expectApplies(Name, "1\n2\n", {{"", 0, 1, "x"}});
}

TEST_F(UnifiedDiffs, AreEmptyWithoutAChange) {
  const std::string A = write("root/a", "1\n");
  EXPECT_THAT(patch({{A, 0, 1, "1"}}).Text, IsEmpty());
  expectApplies("a", numbered(40), {{"", 0, 1, "1"}, {"", 60, 1, "x"}});
}

// Every edit of a small file, with and without a line end at its end.
TEST_F(UnifiedDiffs, OfAnyEdit) {
  for (const std::string Text : {"1\n2\n3\n", "1\n2\n3"})
    for (unsigned Offset = 0; Offset <= Text.size(); Offset += 1)
      for (unsigned Length = 0;
           Length <= std::min<size_t>(3, Text.size() - Offset); ++Length)
        for (const char *New : {"", "x", "x\n"})
          expectApplies("a", Text, {{"", Offset, Length, New}});
}

TEST_F(UnifiedDiffs, NameWhatTheyCannotReach) {
  const std::string A = write("root/a", "1\n");
  const std::string B = write("rooted", "1\n");
  const UnifiedDiff Made = patch({{A, 0, 1, "x"}, {B, 0, 1, "x"}});
  EXPECT_THAT(Made.Outside, ElementsAre(B));
  EXPECT_THAT(Made.Text, StartsWith("--- a/a\n"));
}

} // namespace
