#include "driver/diff/Patch.h"
#include "gmock/gmock.h"

using namespace asynctidy;

namespace {

/// "a.cpp 1-2 5-5; b.cpp 1-1", or the complaint.
std::string linesIn(llvm::StringRef Text, unsigned Strip = 1) {
  llvm::Expected<ChangedLines> Parsed = parsePatch(Text, Strip, "p");
  if (!Parsed)
    return llvm::toString(Parsed.takeError());
  std::string Words;
  for (const auto &[Path, Ranges] : *Parsed) {
    Words += (Words.empty() ? "" : "; ") + Path;
    for (const LineRange &Each : Ranges)
      Words +=
          " " + std::to_string(Each.First) + "-" + std::to_string(Each.Last);
  }
  return Words;
}

constexpr const char *Header = "--- a/a.cpp\n+++ b/a.cpp\n";

TEST(Patch, AddedAndChangedLines) {
  EXPECT_EQ(linesIn(std::string(Header) + "@@ -1,4 +1,5 @@ f()\n one\n-two\n"
                                          "+2\n three\n+new\n four\n"
                                          "@@ -10 +11 @@\n-x\n+y\n"),
            "a.cpp 2-2 4-4 11-11");
}

TEST(Patch, WithoutContext) {
  EXPECT_EQ(linesIn(std::string(Header) +
                    "@@ -0,0 +1,2 @@\n+one\n+two\n@@ -7,2 +9,0 @@\n-x\n-y\n"),
            "a.cpp 1-2");
}

TEST(Patch, NewAndDeletedFiles) {
  EXPECT_EQ(linesIn("diff --git a/n.cpp b/n.cpp\nnew file mode 100644\n"
                    "--- /dev/null\n+++ b/n.cpp\n@@ -0,0 +1 @@\n+x\n"
                    "diff --git a/d.cpp b/d.cpp\ndeleted file mode 100644\n"
                    "--- a/d.cpp\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"),
            "n.cpp 1-1");
}

TEST(Patch, RenamedAndBinaryFiles) {
  EXPECT_EQ(linesIn("diff --git a/o.cpp b/n.cpp\nsimilarity index 90%\n"
                    "rename from o.cpp\nrename to n.cpp\n"
                    "--- a/o.cpp\n+++ b/n.cpp\n@@ -1,0 +2 @@\n+x\n"
                    "diff --git a/p.png b/p.png\n"
                    "Binary files a/p.png and b/p.png differ\n"),
            "n.cpp 2-2");
}

TEST(Patch, LinesThatLookLikeHeaders) {
  EXPECT_EQ(linesIn(std::string(Header) +
                    "@@ -1 +1,2 @@\n--- a/x.cpp\n+++ b/y.cpp\n+@@ -1 +1 @@\n"),
            "a.cpp 1-2");
}

TEST(Patch, NoNewlineAtTheEnd) {
  EXPECT_EQ(linesIn(std::string(Header) +
                    "@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n"
                    "\\ No newline at end of file\n"
                    "--- a/b.cpp\n+++ b/b.cpp\n@@ -3 +3 @@\n-x\n+y"),
            "a.cpp 1-1; b.cpp 3-3");
}

TEST(Patch, LineEndsOfDos) {
  EXPECT_EQ(linesIn("--- a/a.cpp\r\n+++ b/a.cpp\r\n@@ -1,2 +1,3 @@\r\n x\r\n"
                    "+y\r\n\r\n"),
            "a.cpp 2-2");
}

TEST(Patch, QuotedPathsDatesAndBlanks) {
  const std::string Change = "@@ -0,0 +1 @@\n+x\n";
  EXPECT_EQ(
      linesIn("--- /dev/null\n+++ \"b/\\303\\251 \\\"q\\\".cpp\"\n" + Change),
      "\303\251 \"q\".cpp 1-1");
  EXPECT_EQ(linesIn("--- /dev/null\n+++ \"b/a\\tb\\\\c.cpp\"\n" + Change),
            "a\tb\\c.cpp 1-1");
  EXPECT_EQ(
      linesIn("--- a/a.cpp\t2026-01-01\n+++ b/with space.cpp\t\n" + Change),
      "with space.cpp 1-1");
}

TEST(Patch, Strip) {
  const std::string Text = "--- x/y/a.cpp\n+++ x/y/a.cpp\n@@ -0,0 +1 @@\n+x\n";
  EXPECT_EQ(linesIn(Text, 0), "x/y/a.cpp 1-1");
  EXPECT_EQ(linesIn(Text, 2), "a.cpp 1-1");
  EXPECT_EQ(linesIn(Text, 3),
            "p:2: x/y/a.cpp has fewer folders than --diff-strip=3 takes away");
}

TEST(Patch, MailWithASignature) {
  EXPECT_EQ(linesIn("From 0123\nSubject: [PATCH] x\n---\n a.cpp | 1 +\n\n"
                    "diff --git a/a.cpp b/a.cpp\n" +
                    std::string(Header) + "@@ -0,0 +1 @@\n+x\n-- \n2.39\n"),
            "a.cpp 1-1");
}

TEST(Patch, CutOff) {
  EXPECT_EQ(linesIn(std::string(Header) + "@@ -0,0 +1,2 @@\n+x\n"),
            "p:4: the diff ends in the middle of a change");
}

} // namespace
