// A baseline: what a project lives with for now, and what is new beside it.
#include "DriverTest.h"

using namespace asynctidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;

namespace {

constexpr const char *Code = "namespace app {\n"
                             "int *load(int) { return 0; }\n"
                             "int *load(long) { return nullptr; }\n"
                             "}\n"
                             "int *Global = 0;\n";

class BaselineFile : public DriverTest {
protected:
  const std::string File = path("baseline.txt");

  void SetUp() override {
    write("a.cpp", Code);
    writeDatabase({"a.cpp"});
  }

  ProgramResult runWith(const Words &More = {}) {
    Words Arguments = {"-p", path(""), OnlyNullptr, "--baseline=" + File};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  /// Writes the baseline of the project as it is.
  void accept() { EXPECT_EQ(runWith({"--write-baseline"}).ExitCode, 0); }

  /// Lines of the baseline, without the first.
  size_t entries() {
    const std::string Text = readText(File);
    return std::count(Text.begin(), Text.end(), '\n') - 1;
  }
};

TEST_F(BaselineFile, HasSortedLinesWithoutLineNumbers) {
  accept();
  EXPECT_THAT(
      readText(File),
      MatchesRegex("# async-tidy baseline 1\n"
                   "modernize-use-nullptr\ta.cpp\tGlobal\t[0-9a-f]{16}\t1\n"
                   "modernize-use-nullptr\ta.cpp\tapp::load\\(int\\)\t"
                   "[0-9a-f]{16}\t1\n"));
}

// Complaint 18: no baseline for old code.
TEST_F(BaselineFile, KnownFindingsAreNotReported) {
  accept();
  const ProgramResult Result = runWith();
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Out, IsEmpty());
  EXPECT_THAT(Result.Errors, HasSubstr("0 findings; 2 more in the baseline; "));
}

TEST_F(BaselineFile, NewFindingsAre) {
  accept();
  write("a.cpp", Code + std::string("int *Another = 0;\n"));
  const ProgramResult Result = runWith();
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out,
              AllOf(HasSubstr("Another"), Not(HasSubstr("Global"))));
}

TEST_F(BaselineFile, MovedAndReindentedCodeStaysKnown) {
  accept();
  write("a.cpp", "int *Global =   0;\nvoid added();\n\n"
                 "namespace app {\nint *renamed(long) { return nullptr; }\n"
                 "\tint *load(int)  {  return 0;  }\n}\n");
  EXPECT_EQ(runWith().ExitCode, 0);
}

TEST_F(BaselineFile, ADefectDoesNotHideBehindAnotherFunctions) {
  write("a.cpp", "struct a { int *load() {\n  return 0;\n} };\n"
                 "struct b { int *load() {\n  return nullptr;\n} };\n");
  accept();
  write("a.cpp", "struct a { int *load() {\n  return nullptr;\n} };\n"
                 "struct b { int *load() {\n  return 0;\n} };\n");
  const ProgramResult Result = runWith();
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, HasSubstr("a.cpp:5:10: "));
}

TEST_F(BaselineFile, OverloadsAreDifferentFunctions) {
  const std::string Begin = "int *load(int) {\n  return ";
  const std::string Middle = ";\n}\nint *load(long) {\n  return ";
  write("a.cpp", Begin + "0" + Middle + "nullptr;\n}\n");
  accept();
  write("a.cpp", Begin + "nullptr" + Middle + "0;\n}\n");
  EXPECT_EQ(runWith().ExitCode, 1);
}

TEST_F(BaselineFile, MoreOfTheSameAreAllReported) {
  const std::string Line = "  if (B) return 0;\n";
  write("a.cpp", "int *f(bool B) {\n" + Line + "  return nullptr;\n}\n");
  accept();
  write("a.cpp", "int *f(bool B) {\n" + Line + Line + "  return nullptr;\n}\n");
  const ProgramResult Result = runWith();
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out,
              AllOf(HasSubstr("a.cpp:2:17: "), HasSubstr("a.cpp:3:17: ")));
}

TEST_F(BaselineFile, FixedFindingsAreCountedAndPrunedOnRequest) {
  accept();
  write("a.cpp", "int *Global = 0;\n");
  EXPECT_THAT(runWith().Errors,
              HasSubstr("1 more in the baseline, which has 1 that is fixed"));
  EXPECT_EQ(entries(), 2u);
  const ProgramResult Pruned = runWith({"--prune-baseline"});
  EXPECT_EQ(Pruned.ExitCode, 0);
  EXPECT_THAT(Pruned.Errors, HasSubstr("removed 1 fixed finding from " + File));
  EXPECT_EQ(entries(), 1u);
  EXPECT_THAT(runWith().Errors, Not(HasSubstr("fixed")));
}

TEST_F(BaselineFile, PruningAddsNothing) {
  accept();
  write("a.cpp", "int *Another = 0;\n");
  EXPECT_EQ(runWith({"--prune-baseline"}).ExitCode, 1);
  EXPECT_EQ(entries(), 0u);
}

TEST_F(BaselineFile, WhatWasNotAnalysedIsNotFixed) {
  write("shared.h", "#pragma once\ninline int *shared() { return 0; }\n");
  write("b.cpp", "#include \"shared.h\"\nint *B = 0;\n");
  write("c.cpp", "int *C = 0;\n");
  writeDatabase({"a.cpp", "b.cpp", "c.cpp"});
  accept();
  EXPECT_EQ(entries(), 5u);
  // A part of the project.
  runWith({"--prune-baseline", path("a.cpp")});
  EXPECT_EQ(entries(), 5u);
  // A translation unit that fails, and with it the headers.
  write("b.cpp", "int B = ;\n");
  write("c.cpp", "int *C = nullptr;\n");
  EXPECT_EQ(runWith({"--prune-baseline"}).ExitCode, 3);
  EXPECT_EQ(entries(), 4u);
  EXPECT_THAT(readText(File), HasSubstr("shared.h"));
}

TEST_F(BaselineFile, WhatNoCheckLookedForIsNotFixed) {
  accept();
  run({"-p", path(""), "--checks=-*,modernize-use-override",
       "--baseline=" + File, "--prune-baseline"});
  EXPECT_EQ(entries(), 2u);
}

TEST_F(BaselineFile, HeadersAndRemovedFilesAreJudgedByTheWholeProject) {
  write("shared.h", "#pragma once\ninline int *shared() { return 0; }\n");
  write("removed.h", "inline int *removed() { return 0; }\n");
  write("unused.h", "inline int *unused() { return 0; }\n");
  write("a.cpp", "#include \"removed.h\"\n#include \"shared.h\"\n"
                 "#include \"unused.h\"\n");
  accept();
  EXPECT_EQ(entries(), 3u);
  write("shared.h", "#pragma once\ninline int *shared() { return nullptr; }\n");
  write("a.cpp", "#include \"shared.h\"\n");
  ASSERT_EQ(runIn("rm " + path("removed.h"), {}).ExitCode, 0);
  EXPECT_EQ(runWith({"--prune-baseline"}).ExitCode, 0);
  EXPECT_THAT(readText(File),
              AllOf(HasSubstr("unused.h"), Not(HasSubstr("shared.h")),
                    Not(HasSubstr("removed.h"))));
}

TEST_F(BaselineFile, SarifHasThemAllWithTheirState) {
  accept();
  write("a.cpp", Code + std::string("int *Another = 0;\n"));
  const auto Log =
      nlohmann::json::parse(runWith({"--output-format=sarif"}).Out);
  std::map<std::string, int> States;
  for (const nlohmann::json &Each : Log["runs"][0]["results"])
    ++States[Each["baselineState"]];
  EXPECT_EQ(States, (std::map<std::string, int>{{"new", 1}, {"unchanged", 2}}));
}

TEST_F(BaselineFile, FixLeavesKnownFindingsAlone) {
  accept();
  write("a.cpp", Code + std::string("int *Another = 0;\n"));
  EXPECT_EQ(runWith({"--fix"}).ExitCode, 0);
  EXPECT_EQ(readText(path("a.cpp")),
            Code + std::string("int *Another = nullptr;\n"));
}

TEST_F(BaselineFile, LambdasBelongToTheFunctionOrVariableAround) {
  write("a.cpp", "void f() { auto L = [] { int *P = 0; }; }\n"
                 "auto Global = [] { int *P = 0; };\n"
                 "template <class T> struct s {\n"
                 "  template <class U> void m(U) const { int *P = 0; }\n"
                 "};\n");
  accept();
  EXPECT_THAT(readText(File),
              AllOf(HasSubstr("\tf()\t"), HasSubstr("\tGlobal\t"),
                    HasSubstr("\ts::m(U) const\t")));
}

TEST_F(BaselineFile, FunctionsOfMacrosAndTemplatesHaveOneName) {
  write("a.cpp", "#define TEST(A) struct A { void body(); }; void A::body()\n"
                 "TEST(first) { int *P = 0; }\n"
                 "int *A = nullptr, *B = 0;\n"
                 "template <class T> void all(T) { int *P = 0; }\n"
                 "auto Generic = [](auto) { int *P = 0; };\n"
                 "void use() { all(1); all('c'); Generic(1); }\n");
  accept();
  EXPECT_EQ(entries(), 4u);
  EXPECT_THAT(readText(File),
              AllOf(HasSubstr("\tfirst::body()\t"), HasSubstr("\tB\t"),
                    HasSubstr("\tall(T)\t"), HasSubstr("\tGeneric\t")));
}

TEST_F(BaselineFile, BadOnesAreSentences) {
  EXPECT_THAT(runWith().Errors,
              isSentenceWith("there is no " + File +
                             ", which --baseline names: make it with "
                             "--write-baseline"));
  write("baseline.txt", "");
  EXPECT_THAT(runWith().Errors, isSentenceWith(File + ":1: "));
  write("baseline.txt", "# async-tidy baseline 2\n");
  EXPECT_THAT(runWith().Errors, isSentenceWith(File + ":1: "));
  for (const char *Bad :
       {"<<<<<<< HEAD\n", "check\ta.cpp\tf\t0123\tmany\n",
        "check\ta.cpp\tf\t0123\t0\n",
        "check\ta.cpp\tf\t0123\t1\ncheck\ta.cpp\tf\t0123\t2\n"}) {
    write("baseline.txt", std::string("# async-tidy baseline 1\n") + Bad);
    const ProgramResult Result = runWith();
    EXPECT_EQ(Result.ExitCode, 2);
    EXPECT_THAT(Result.Errors, isSentenceWith(File + ":"));
  }
}

TEST_F(BaselineFile, LinesMayEndAsInDos) {
  accept();
  ASSERT_EQ(runIn("sed -i 's/$/\\r/' " + File, {}).ExitCode, 0);
  EXPECT_EQ(runWith().ExitCode, 0);
}

TEST_F(BaselineFile, OptionsThatDoNotFit) {
  for (const Words &Bad :
       {Words{"--write-baseline"}, Words{"--prune-baseline"},
        Words{"--baseline=b", "--write-baseline", "--prune-baseline"},
        Words{"--baseline=b", "--write-baseline", "--fix"},
        Words{"--baseline=/nowhere/b", "--write-baseline"}}) {
    Words Arguments = {"-p", path(""), "--quiet"};
    Arguments.insert(Arguments.end(), Bad.begin(), Bad.end());
    const ProgramResult Result = run(Arguments);
    EXPECT_EQ(Result.ExitCode, 2);
    EXPECT_THAT(Result.Errors, isSentenceWith(""));
  }
}

TEST_F(BaselineFile, MayBeASarifReport) {
  write("sub dir/b.cpp", "int *Other = 0; // NOLINT\nint *Last = 0;");
  writeDatabase({"a.cpp"});
  const Words Both = {"-p", path(""), OnlyNullptr, path("a.cpp"),
                      path("sub dir/b.cpp")};
  const auto RunBoth = [&](const Words &More) {
    Words Arguments = Both;
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  };
  const std::string Report = path("before.sarif");
  EXPECT_EQ(RunBoth({"--export-sarif=" + Report}).ExitCode, 1);
  const std::string Before = "--baseline=" + Report;
  EXPECT_EQ(RunBoth({Before}).ExitCode, 0);

  write("a.cpp", std::string("// moved\n") + Code);
  EXPECT_EQ(RunBoth({Before}).ExitCode, 0);
  write("a.cpp", std::string(Code) + "int *New = 0;\n");
  EXPECT_THAT(RunBoth({Before}).Out,
              AllOf(HasSubstr("New"), Not(HasSubstr("Global"))));
  // What the report knows is what a file made of the same findings knows.
  write("a.cpp", "int *New = 0;\n");
  EXPECT_THAT(RunBoth({Before}).Errors,
              HasSubstr("which has 2 that are fixed"));
}

TEST_F(BaselineFile, SarifReportThatIsNone) {
  const Words Texts = {"{", "{}", R"({"runs": []})",
                       R"({"runs": [{"results": [{}]}]})"};
  for (const std::string &Text : Texts) {
    write("baseline.txt", Text);
    const ProgramResult Result = runWith();
    EXPECT_EQ(Result.ExitCode, 2) << Text;
    EXPECT_THAT(Result.Errors, isSentenceWith("is not a SARIF report of"))
        << Text;
  }
  write("baseline.txt",
        R"({"runs": [{"tool": {"driver": {"name": "another"}}}]})");
  EXPECT_THAT(runWith().Errors, isSentenceWith("is a report of another tool"));
}

TEST_F(BaselineFile, SarifReportIsNotPruned) {
  run({"-p", path(""), OnlyNullptr, "--export-sarif=" + File});
  const ProgramResult Result = runWith({"--prune-baseline"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("use the report of a new run"));
}

} // namespace
