// Only what a change brought: from a patch, or from git.
#include "DriverTest.h"

using namespace asynctidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class Diff : public DriverTest {
protected:
  void SetUp() override {
    write("a.cpp", "int *Old = 0;\nint *New = 0;\n");
    write("b.cpp", "#include \"b.h\"\nint *B = 0;\n");
    write("b.h", "#pragma once\ninline int *old() { return 0; }\n"
                 "inline int *added() { return 0; }\n");
    writeDatabase({"a.cpp", "b.cpp"});
  }

  ProgramResult runWith(const std::string &Patch, const Words &More = {}) {
    write("some.patch", Patch);
    Words Arguments = {"-p", path(""), OnlyNullptr,
                       "--diff=" + path("some.patch")};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  /// A patch that adds line \p Line of \p File.
  static std::string adds(const std::string &File, int Line) {
    return "--- a/" + File + "\n+++ b/" + File + "\n@@ -" +
           std::to_string(Line - 1) + ",0 +" + std::to_string(Line) +
           " @@\n+x\n";
  }
};

TEST_F(Diff, ReportsWhatIsOnNewLines) {
  const ProgramResult Result = runWith(adds("a.cpp", 2));
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("New"), Not(HasSubstr("Old"))));
  EXPECT_THAT(Result.Errors, HasSubstr("1 finding in 1 file; 1 of 1 "));
}

// Complaint 12: a changed header is ignored.
TEST_F(Diff, FindsAUnitForAChangedHeader) {
  const ProgramResult Result = runWith(adds("b.h", 3));
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("b.h:3:"), Not(HasSubstr("b.h:2:"))));
  EXPECT_THAT(Result.Errors, HasSubstr("b.h was changed: analysing b.cpp, "
                                       "which includes it\n"));
}

TEST_F(Diff, AChangedSourceThatIncludesTheHeaderIsEnough) {
  const ProgramResult Result = runWith(adds("b.cpp", 2) + adds("b.h", 3));
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("b.h:3:"), HasSubstr("b.cpp:2:")));
  EXPECT_THAT(Result.Errors, AllOf(Not(HasSubstr("which includes it")),
                                   HasSubstr("1 of 1 translation unit")));
}

TEST_F(Diff, AUnitThatIsBrokenServesOnlyIfNoOtherDoes) {
  write("a.cpp", "#include \"missing.h\"\n#include \"b.h\"\n");
  EXPECT_THAT(runWith(adds("b.h", 3)).Errors, HasSubstr("analysing b.cpp, "));
  EXPECT_THAT(runWith(adds("b.h", 3), {path("a.cpp")}).Errors,
              HasSubstr("analysing a.cpp, "));
}

TEST_F(Diff, OneUnitServesSeveralHeaders) {
  write("c.h", "int *C = 0;\n");
  write("b.h", "#include \"c.h\"\ninline int *added() { return 0; }\n");
  const ProgramResult Result = runWith(adds("b.h", 2) + adds("c.h", 1));
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("b.h:2:"), HasSubstr("c.h:1:")));
  EXPECT_THAT(Result.Errors, HasSubstr("1 of 1 translation unit"));
}

TEST_F(Diff, NamesFilesThatNoUnitHas) {
  write("lost.h", "int *Lost = 0;\n");
  write("lost.cpp", "int *Lost = 0;\n");
  const ProgramResult Result =
      runWith(adds("lost.h", 1) + adds("lost.cpp", 1), {"--quiet"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Errors,
              AllOf(HasSubstr("async-tidy: lost.h was changed, but none of the "
                              "translation units to analyse includes it\n"),
                    HasSubstr("async-tidy: lost.cpp was changed, but is none "
                              "of the translation units to analyse\n")));
}

// Complaint 13: "changed lines only" silently finds nothing.
TEST_F(Diff, ThatTouchesNothingIsASentence) {
  for (const std::string &Patch :
       {std::string(), adds("README.md", 1),
        std::string("diff --git a/a.cpp b/z.cpp\nsimilarity index 100%\n"
                    "rename from a.cpp\nrename to z.cpp\n"),
        std::string("--- a/a.cpp\n+++ b/a.cpp\n@@ -2 +1,0 @@\n-x\n")}) {
    const ProgramResult Result = runWith(Patch, {"--quiet"});
    EXPECT_EQ(Result.ExitCode, 0);
    EXPECT_THAT(Result.Out, IsEmpty());
    EXPECT_THAT(Result.Errors, isSentenceWith("the diff changes no line of the "
                                              "files to analyse"));
  }
}

TEST_F(Diff, ThatTouchesNothingStillMakesAReport) {
  const ProgramResult Result =
      runWith(adds("README.md", 1), {"--output-format=sarif"});
  EXPECT_EQ(nlohmann::json::parse(Result.Out)["runs"][0]["results"].size(), 0u);
}

TEST_F(Diff, FromStandardInputWithOtherPrefixes) {
  write("some.patch", "--- a.cpp\n+++ a.cpp\n@@ -1,0 +2 @@\n+x\n");
  const Words Arguments = {"-p", path(""), OnlyNullptr, "--diff=-",
                           "--diff-strip=0"};
  EXPECT_THAT(runIn("exec \"$@\" < " + path("some.patch"), Arguments).Out,
              AllOf(HasSubstr("New"), Not(HasSubstr("Old"))));
}

TEST_F(Diff, WithABaseline) {
  const std::string Baseline = "--baseline=" + path("baseline.txt");
  run({"-p", path(""), OnlyNullptr, Baseline, "--write-baseline"});
  write("a.cpp", "int *Newer = 0;\nint *New = 0;\n");
  const ProgramResult Result = runWith(adds("a.cpp", 2), {Baseline});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Errors, HasSubstr("0 findings; 1 more in the baseline"));
  EXPECT_EQ(runWith(adds("a.cpp", 1), {Baseline}).ExitCode, 1);
}

TEST_F(Diff, BadOnesAreSentences) {
  for (const char *Bad :
       {"#!/bin/sh\n", "--- a/a.cpp\n+++ b/a.cpp\n@@ -1 +one @@\n",
        "--- a/a.cpp\n+++ b/a.cpp\n@@ -1,2 +1,2 @@\n",
        "--- a/a.cpp\n+++ a.cpp\n", "--- a\n@@ -1 +1 @@\n",
        "diff --cc a.cpp\n@@@ -1 -1 +1 @@@\n"}) {
    const ProgramResult Result = runWith(Bad);
    EXPECT_EQ(Result.ExitCode, 2);
    EXPECT_THAT(Result.Errors, isSentenceWith(path("some.patch") + ":"));
  }
  const ProgramResult Missing =
      run({"-p", path(""), "--diff=" + path("missing.patch")});
  EXPECT_EQ(Missing.ExitCode, 2);
  EXPECT_THAT(Missing.Errors,
              isSentenceWith("cannot read " + path("missing.patch")));
}

TEST_F(Diff, OptionsThatDoNotFit) {
  for (const Words &Bad :
       {Words{"--diff=a", "--diff-base=b"}, Words{"--diff=a", "--fix"},
        Words{"--diff=a", "--baseline=b", "--write-baseline"}}) {
    Words Arguments = {"-p", path("")};
    Arguments.insert(Arguments.end(), Bad.begin(), Bad.end());
    const ProgramResult Result = run(Arguments);
    EXPECT_EQ(Result.ExitCode, 2);
    EXPECT_THAT(Result.Errors, isSentenceWith(""));
  }
}

class DiffBase : public Diff {
protected:
  void git(const std::string &Words) {
    ASSERT_EQ(runIn("cd " + path("") +
                        " && git -c user.name=a -c user.email=a@b " + Words,
                    {})
                  .ExitCode,
              0);
  }

  void SetUp() override {
    Diff::SetUp();
    git("init -q");
    git("add -A");
    git("commit -q -m first");
  }

  ProgramResult since(const std::string &Revision) {
    return run({"-p", path(""), OnlyNullptr, "--diff-base=" + Revision});
  }
};

TEST_F(DiffBase, AsksGit) {
  write("a.cpp", "int *Old = 0;\nint *New = 0;\nint *Newest = 0;\n");
  const ProgramResult Result = since("HEAD");
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("a.cpp:3:"), Not(HasSubstr(":2:"))));
}

TEST_F(DiffBase, WhateverGitIsSetTo) {
  git("config diff.noprefix true");
  git("config color.ui always");
  git("config diff.mnemonicPrefix true");
  write("a.cpp", "int *Old = 0;\nint *New = 0;\nint *Newest = 0;\n");
  EXPECT_THAT(since("HEAD").Out, HasSubstr("a.cpp:3:"));
}

TEST_F(DiffBase, RenamedFilesHaveTheirChangedLinesOnly) {
  const std::string Code(400, '\n');
  write("a.cpp", "int *Old = 0;\n" + Code);
  git("commit -q -a -m second");
  git("mv a.cpp 'm\303\266ved file.cpp'");
  write("m\303\266ved file.cpp", "int *Old = 0;\n" + Code + "int *New = 0;\n");
  const nlohmann::json Entry = {
      {"directory", path("")},
      {"file", "m\303\266ved file.cpp"},
      {"arguments", {"g++", "m\303\266ved file.cpp"}}};
  write("compile_commands.json", nlohmann::json::array({Entry}).dump());
  const ProgramResult Result = since("HEAD");
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, AllOf(HasSubstr("New"), Not(HasSubstr("Old"))));
}

TEST_F(DiffBase, WhatGitSaysOfABadRevision) {
  const ProgramResult Result = since("no-such-branch");
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("git diff no-such-branch in "));
  EXPECT_THAT(since("--output=" + path("x")).Errors,
              isSentenceWith("git diff"));
  EXPECT_THAT(names(), Not(testing::Contains("x")));
}

TEST_F(DiffBase, WithoutGit) {
  const ProgramResult Result =
      runIn("PATH=/nowhere exec \"$@\"",
            {"-p", path(""), OnlyNullptr, "--diff-base=HEAD"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("--diff-base needs git"));
}

} // namespace
