// What people complain about has a test that says so: the table in README.md is
// the list, and this holds it together with the tests.
#include "test-cases/harness/Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <regex>

using namespace asynctidy;
using testing::HasSubstr;

namespace {

struct Row {
  std::string Number;
  std::string Test; ///< Suite.Name, or the file's name where it has no suites
  std::string Path; ///< of the file it is in, seen from the table
};

std::vector<Row> rows() {
  static const std::regex Form(
      R"(^\| (\d+) \|.*\| \[([^\]]+)\]\(([^)]+)\) \|$)");
  std::vector<Row> All;
  const std::string Table = readText(ASYNC_TIDY_DRIVER_TESTS "/README.md");
  for (const llvm::StringRef Line : llvm::split(Table, '\n')) {
    const std::string Text = Line.str();
    std::smatch Parts;
    if (std::regex_match(Text, Parts, Form))
      All.push_back({Parts[1], Parts[2], Parts[3]});
  }
  return All;
}

TEST(Complaints, AreAllInTheTable) {
  const std::vector<Row> All = rows();
  ASSERT_EQ(All.size(), 24u);
  for (size_t At = 0; At < All.size(); ++At)
    EXPECT_EQ(All[At].Number, std::to_string(At + 1));
}

TEST(Complaints, HaveATestThatNamesThem) {
  for (const Row &Each : rows()) {
    const std::string Path = ASYNC_TIDY_DRIVER_TESTS "/" + Each.Path;
    ASSERT_TRUE(llvm::sys::fs::exists(Path)) << Path;
    const std::string Text = readText(Path);
    const size_t Named = Text.find("Complaint " + Each.Number + ":");
    ASSERT_NE(Named, std::string::npos)
        << Path << " does not say 'Complaint " << Each.Number << ":'";
    const auto [Suite, Name] = llvm::StringRef(Each.Test).split('.');
    if (Name == "cpp" || Name.empty())
      continue;
    // The test comes next after its comment.
    const size_t Begin = Text.find("TEST", Named);
    ASSERT_NE(Begin, std::string::npos) << Path;
    EXPECT_THAT(Text.substr(Begin, Text.find('{', Begin) - Begin),
                HasSubstr("(" + Suite.str() + ", " + Name.str() + ")"));
  }
}

} // namespace
