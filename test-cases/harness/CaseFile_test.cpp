#include "CaseFile.h"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

CaseFile parsed(llvm::StringRef Text) {
  llvm::Expected<CaseFile> File = parseCaseFile(Text);
  if (File)
    return *File;
  ADD_FAILURE() << toString(File.takeError());
  return {};
}

std::string mistakeIn(llvm::StringRef Text) {
  llvm::Expected<CaseFile> File = parseCaseFile(Text);
  return File ? "" : toString(File.takeError());
}

TEST(CaseFile, expectsWhereTheCommentStands) {
  CaseFile File = parsed("\nf(); // warn: task is dropped \n");
  ASSERT_EQ(File.Expected.size(), 1u);
  EXPECT_EQ(File.Expected[0].Severity, Level::Warning);
  EXPECT_EQ(File.Expected[0].Line, 2u);
  EXPECT_EQ(File.Expected[0].Fragment, "task is dropped");
  EXPECT_TRUE(File.expectsWarnings());
}

TEST(CaseFile, takesSeveralOfALine) {
  CaseFile File =
      parsed("f(); // warn: one: two // note: three // warn: 4\r\n");
  ASSERT_EQ(File.Expected.size(), 3u);
  EXPECT_EQ(File.Expected[0].Fragment, "one: two");
  EXPECT_EQ(File.Expected[1].Severity, Level::Note);
  EXPECT_EQ(File.Expected[1].Fragment, "three");
  EXPECT_EQ(File.Expected[2].Fragment, "4");
}

TEST(CaseFile, reachesOtherLines) {
  CaseFile File = parsed("// warn@+2: below\n\n// note@-1: above");
  ASSERT_EQ(File.Expected.size(), 2u);
  EXPECT_EQ(File.Expected[0].Line, 3u);
  EXPECT_EQ(File.Expected[0].WrittenAt, 1u);
  EXPECT_EQ(File.Expected[1].Line, 2u);
}

TEST(CaseFile, knowsWhatIsToCome) {
  CaseFile File = parsed("\nf(); // not yet: async-foo: it bites");
  ASSERT_EQ(File.Planned.size(), 1u);
  EXPECT_EQ(File.Planned[0].Line, 2u);
  EXPECT_EQ(File.Planned[0].Check, "async-foo");
  EXPECT_EQ(File.Planned[0].Fragment, "it bites");
  EXPECT_FALSE(File.expectsWarnings());
  EXPECT_EQ(mistakeIn("f(); // not yet: it bites"),
            "line 1: a finding of a check to come is written "
            "'// not yet: async-name: fragment'");
}

TEST(CaseFile, readsTheHeader) {
  CaseFile File = parsed("// 1. Why this case is here: a sentence.\n"
                         "// options: async-x.A=1; async-x.B=a=b\n\n"
                         "// std: c++23\n"
                         "// needs: boost/asio.hpp\n"
                         "// flags: -DA -fPIC\n"
                         "int x;\n"
                         "// std: c++17\n");
  EXPECT_EQ(File.Options.at("async-x.A"), "1");
  EXPECT_EQ(File.Options.at("async-x.B"), "a=b");
  EXPECT_EQ(File.Standard, "c++23");
  EXPECT_EQ(File.Needs, std::vector<std::string>{"boost/asio.hpp"});
  EXPECT_EQ(File.Flags, (std::vector<std::string>{"-DA", "-fPIC"}));
}

TEST(CaseFile, isPlainWithoutComments) {
  CaseFile File = parsed("int main() {} // the warning: none, a notice: none");
  EXPECT_TRUE(File.Expected.empty());
  EXPECT_FALSE(File.expectsWarnings());
  EXPECT_EQ(File.Standard, "c++20");
}

TEST(CaseFile, namesTheLineOfAMistake) {
  EXPECT_EQ(mistakeIn("\n// warning: x"),
            "line 2: an expectation is written '// warn:' or '// note:', "
            "not '// warning:'");
  EXPECT_EQ(mistakeIn("f(); // warn:"),
            "line 1: '// warn:' needs a fragment of the message");
  EXPECT_EQ(mistakeIn("// warn@1: x"),
            "line 1: '@1' is no distance in lines such as '@+1'");
  EXPECT_EQ(mistakeIn("// warn@-1: x"),
            "line 1: '@-1' is no distance in lines such as '@+1'");
  EXPECT_EQ(mistakeIn("// options: A=1; B"),
            "line 1: 'B' is no option 'name=value'");
}

} // namespace
