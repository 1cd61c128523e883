// --list-work and --work: each translation unit as a line that any job runner
// can hand to any machine.
#include "DriverTest.h"
#include "llvm/ADT/StringExtras.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

using nlohmann::json;

class Work : public DriverTest {
protected:
  Work() {
    write("shared.h", "inline int *Shared = 0;\n");
    Words Files;
    for (const char *Each : {"a.cpp", "b.cpp", "sub/c.cpp", "with space.cpp"}) {
      Files.push_back(Each);
      write(Each, "#include \"shared.h\"\nint *A = 0;\n");
    }
    json Entries = json::array();
    for (const std::string &File : Files)
      Entries.push_back({{"directory", path("")},
                         {"file", File},
                         {"arguments", {"g++", "-I.", "-c", File}}});
    write("compile_commands.json", Entries.dump());
  }

  Words list(const Words &More = {}) {
    Words Arguments = {"-p", path(""), "--list-work"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    const ProgramResult Result = run(Arguments);
    EXPECT_EQ(Result.ExitCode, 0) << Result.Errors;
    Words Lines;
    for (llvm::StringRef Line :
         llvm::split(llvm::StringRef(Result.Out).rtrim('\n'), '\n'))
      if (!Line.empty())
        Lines.push_back(Line.str());
    return Lines;
  }

  ProgramResult runLines(const std::string &Lines, const Words &More = {}) {
    Words Arguments = {"--work=" + write("lines", Lines), OnlyNullptr};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  ProgramResult merge(Words Reports) {
    Reports.insert(Reports.begin(), "--merge=" + path("merged.sarif"));
    return run(Reports);
  }
};

// Complaint 24: jobs for other machines need more than themselves.
TEST_F(Work, LinesNeedNothingElse) {
  const Words Lines = list();
  ASSERT_EQ(Lines.size(), 4u);
  const json First = json::parse(Lines[0]);
  EXPECT_EQ(First["file"], path("a.cpp"));
  EXPECT_EQ(First["arguments"].back(), "a.cpp");
  EXPECT_EQ(First["unit"], 1);
  EXPECT_EQ(First["units"], 4);
  // From another directory, without the database.
  write("compile_commands.json", "[]");
  const ProgramResult Result = runIn(
      "cd / && \"$@\"", {"--work=" + write("lines", Lines[3]), OnlyNullptr});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, HasSubstr("with space.cpp:2:10: warning"));
}

TEST_F(Work, OneLineAtATimeMakesTheWhole) {
  run({"-p", path(""), OnlyNullptr, "--export-sarif=" + path("whole.sarif")});
  Words Reports;
  for (const std::string &Line : list()) {
    Reports.insert(Reports.begin(),
                   path(std::to_string(Reports.size()) + ".sarif"));
    runLines(Line, {"--export-sarif=" + Reports.front()});
  }
  EXPECT_EQ(merge(Reports).ExitCode, 1);
  EXPECT_EQ(readText(path("merged.sarif")), readText(path("whole.sarif")));
  const std::string Last = Reports.back();
  Reports.pop_back();
  EXPECT_THAT(merge(Reports).Errors,
              isSentenceWith("1 of 4 translation units are missing"));
  Reports.insert(Reports.end(), {Last, Last});
  EXPECT_THAT(merge(Reports).Errors, isSentenceWith("both have a.cpp"));
}

TEST_F(Work, ComesThroughStandardInputAsWell) {
  const Words Lines = list();
  const ProgramResult Result =
      runIn("cat " + write("lines", Lines[1] + "\n\n" + Lines[2] + "\n") +
                " | \"$@\"",
            {"--work=-", OnlyNullptr, "--output-format=json"});
  const json Report = json::parse(Result.Out);
  EXPECT_EQ(Report["summary"]["planned"], 2);
  EXPECT_EQ(Report["findings"].size(), 3u);
}

TEST_F(Work, CanBeDividedFurther) {
  EXPECT_EQ(list({"--shard=1/2"}).size() + list({"--shard=2/2"}).size(), 4u);
}

TEST_F(Work, IsThatOfADiff) {
  const Words Lines =
      list({"--diff=" + write("change.diff", "--- a/b.cpp\n"
                                             "+++ b/b.cpp\n"
                                             "@@ -1,0 +2 @@\n"
                                             "+int *A = 0;\n")});
  ASSERT_EQ(Lines.size(), 1u);
  EXPECT_THAT(Lines[0], HasSubstr("b.cpp"));
}

TEST_F(Work, MayBeNothing) {
  const ProgramResult Result = runLines("");
  EXPECT_EQ(Result.ExitCode, 0) << Result.Errors;
  EXPECT_THAT(Result.Out, IsEmpty());
}

TEST_F(Work, OthersMayWriteTheLines) {
  const json Line = {{"directory", path("sub")},
                     {"file", "c.cpp"},
                     {"arguments", {"c++", "-I..", "c.cpp"}}};
  EXPECT_EQ(runLines(Line.dump()).ExitCode, 1);
}

TEST_F(Work, TakesExtraArguments) {
  write("a.cpp", "#ifdef EXTRA\nint *A = 0;\n#endif\n");
  EXPECT_EQ(runLines(list()[0]).ExitCode, 0);
  EXPECT_EQ(runLines(list()[0], {"--extra-arg=-DEXTRA"}).ExitCode, 1);
}

TEST_F(Work, BadLinesAreSentences) {
  for (const char *Line : {"x", "{}", "[]", R"({"file": "a.cpp"})",
                           R"({"directory": 1, "file": 2, "arguments": 3})"}) {
    const ProgramResult Result = runLines(list()[0] + "\n" + Line);
    EXPECT_EQ(Result.ExitCode, 2) << Line;
    EXPECT_THAT(Result.Errors, isSentenceWith("lines:2: this is no line of "))
        << Line;
  }
  const std::string First = list()[0];
  const ProgramResult Mixed =
      runLines(First + "\n" + list({path("b.cpp")})[0] + "\n");
  EXPECT_EQ(Mixed.ExitCode, 2);
  EXPECT_THAT(Mixed.Errors, isSentenceWith("lines:2: this line and those"));
  const ProgramResult None = run({"--work=" + path("none")});
  EXPECT_EQ(None.ExitCode, 2);
  EXPECT_THAT(None.Errors, isSentenceWith("which --work names"));
}

TEST_F(Work, OptionsThatDoNotFit) {
  for (const char *Option : {"--shard=1/2", "--list-work", "--diff=x", "a.cpp"})
    EXPECT_THAT(runLines(list()[0], {Option}).Errors,
                isSentenceWith("the lines of --work say what to analyse"))
        << Option;
  EXPECT_THAT(runLines(list()[0], {"--fix"}).Errors,
              isSentenceWith("several parts would edit the same headers"));
}

} // namespace
