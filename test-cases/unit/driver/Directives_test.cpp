#include "driver/nolint/Directives.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

/// "NOLINT a b 1-1", with "!" if there is a reason.
std::vector<std::string> noLints(llvm::StringRef Code) {
  const SourceText Text(llvm::MemoryBuffer::getMemBuffer(Code));
  std::vector<std::string> Words;
  for (const NoLint &Each : noLintsIn(Text)) {
    std::string Line = Each.Word;
    for (const std::string &Check : Each.Checks)
      Line += " " + Check;
    Words.push_back(Line + " " + std::to_string(Each.FirstLine) + "-" +
                    std::to_string(Each.LastLine) +
                    (Each.HasReason ? "!" : ""));
  }
  return Words;
}

TEST(NoLint, NamesAndGlobs) {
  EXPECT_THAT(noLints("a; // NOLINT( x , y-* )\nb; /* NOLINT */ // NOLINT()\n"),
              ElementsAre("NOLINT x y-* 1-1", "NOLINT * 2-2", "NOLINT  2-2"));
}

TEST(NoLint, LinesThatAreCovered) {
  EXPECT_THAT(noLints("// NOLINTNEXTLINE(x)\n"
                      "// NOLINTBEGIN(x)\n"
                      "// NOLINTBEGIN(y)\n"
                      "// NOLINTEND(y)\n"
                      "// NOLINTEND(x)\n"),
              ElementsAre("NOLINTNEXTLINE x 2-2", "NOLINTBEGIN x 2-5",
                          "NOLINTBEGIN y 3-4", "NOLINTEND y 4-0",
                          "NOLINTEND x 5-0"));
}

TEST(NoLint, Reasons) {
  EXPECT_THAT(noLints("// NOLINT(x): it is fine\n// Fine. NOLINT(x)\n"
                      "// NOLINT(x) -- \n/* NOLINT(x) NOLINT(y) */\n"),
              ElementsAre("NOLINT x 1-1!", "NOLINT x 2-2!", "NOLINT x 3-3",
                          "NOLINT x 4-4", "NOLINT y 4-4"));
}

TEST(NoLint, OnlyInComments) {
  EXPECT_THAT(noLints("const char *A = \"NOLINT(x)\";\n"
                      "const char *B = R\"(// NOLINT(x))\";\n"
                      "// NOLINTS(x)\n"),
              IsEmpty());
}

TEST(NoLint, ConditionsAround) {
  const SourceText Text(llvm::MemoryBuffer::getMemBuffer(
      "#ifndef A_H\n#define A_H\n// NOLINT(a)\n#ifdef B\n// NOLINT(b)\n"
      "#else\n#if C\n#endif\n// NOLINT(c)\n#endif\n// NOLINT(d)\n#endif\n"));
  std::string Conditional;
  for (const NoLint &Each : noLintsIn(Text))
    if (Each.IsConditional)
      Conditional += Each.Checks.front();
  EXPECT_EQ(Conditional, "bc");
}

TEST(NoLint, CoversByGlob) {
  const SourceText Text(
      llvm::MemoryBuffer::getMemBuffer("\n// NOLINT(async-*,x)\n"));
  const NoLint Comment = noLintsIn(Text).front();
  EXPECT_TRUE(Comment.covers(2, "async-a"));
  EXPECT_TRUE(Comment.covers(2, "x"));
  EXPECT_FALSE(Comment.covers(2, "y"));
  EXPECT_FALSE(Comment.covers(1, "x"));
}

} // namespace
