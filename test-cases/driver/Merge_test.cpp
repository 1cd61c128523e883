// --merge: the reports of all parts together are the report of a run that was
// never divided.
#include "DriverTest.h"
#include <algorithm>

using namespace asynctidy;
using testing::HasSubstr;
using testing::Not;

namespace {

using nlohmann::json;

class Merge : public DriverTest {
protected:
  /// Units that share a header, one that is broken and one without checks.
  Merge() {
    write("shared.h", "// \xc3\xa9\n"
                      "inline int *Shared = 0; // NOLINT(async-foo)\n"
                      "inline int *Hidden = 0; // NOLINT\n");
    Words Files = {"broken.cpp", "quiet/none.cpp"};
    write("broken.cpp", "#include \"shared.h\"\nint A = ;\n");
    write("quiet/none.cpp", "int *A = 0;\n");
    write("quiet/.clang-tidy", "Checks: '-*'\n");
    for (char Each = 'a'; Each <= 'f'; ++Each) {
      Files.push_back(std::string(1, Each) + ".cpp");
      write(Files.back(), "#include \"shared.h\"\nint *A = 0;\n");
    }
    writeDatabase(Files);
    write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  }

  ProgramResult runWhole(const Words &More) const {
    Words Arguments = {"-p", path(""), "--no-cache"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  /// Makes the reports of \p Count shards and gives their paths.
  Words makeParts(unsigned Count, const Words &More = {}) const {
    Words Reports;
    for (unsigned Each = 1; Each <= Count; ++Each) {
      Reports.push_back(path("part" + std::to_string(Each) + ".sarif"));
      Words Arguments = More;
      Arguments.insert(Arguments.end(), {"--shard=" + std::to_string(Each) +
                                             "/" + std::to_string(Count),
                                         "--export-sarif=" + Reports.back()});
      runWhole(Arguments);
    }
    return Reports;
  }

  ProgramResult merge(Words Reports, const Words &More = {}) const {
    Reports.insert(Reports.begin(), "--merge=" + path("merged.sarif"));
    Reports.insert(Reports.end(), More.begin(), More.end());
    return run(Reports);
  }

  std::string merged() const { return readText(path("merged.sarif")); }

  void expectRefused(const Words &Reports, const char *Why,
                     const Words &More = {}) const {
    const ProgramResult Result = merge(Reports, More);
    EXPECT_EQ(Result.ExitCode, 2);
    EXPECT_THAT(Result.Errors, isSentenceWith(Why));
    EXPECT_THAT(names(), Not(testing::Contains("merged.sarif")));
  }

  /// Changes what the report at \p Path records of its part.
  void alter(const std::string &Path,
             const std::function<void(json &)> &Change) const {
    json Log = json::parse(readText(Path));
    Change(Log["runs"][0]["properties"]["asyncTidy"]);
    writeText(Path, Log.dump());
  }
};

TEST_F(Merge, EqualsTheUndividedRun) {
  const ProgramResult Whole =
      runWhole({"--export-sarif=" + path("whole.sarif")});
  const std::string Expected = readText(path("whole.sarif"));
  for (unsigned Count = 1; Count <= 7; ++Count) {
    Words Reports = makeParts(Count);
    const ProgramResult Merged = merge(Reports);
    EXPECT_EQ(merged(), Expected) << Count;
    EXPECT_EQ(Merged.Out, Whole.Out) << Count;
    EXPECT_EQ(Merged.ExitCode, Whole.ExitCode) << Count;
    EXPECT_THAT(Merged.Errors,
                HasSubstr("7 findings in 7 files; 6 of 8 translation units "
                          "analysed, 1 skipped (no check enabled) ("))
        << Count;
    std::rotate(Reports.begin(), Reports.begin() + Count / 2, Reports.end());
    std::reverse(Reports.begin(), Reports.begin() + (Count + 1) / 2);
    merge(Reports);
    EXPECT_EQ(merged(), Expected) << Count << " in another order";
  }
}

TEST_F(Merge, InEveryOtherFormat) {
  const Words Reports = makeParts(3);
  for (const char *Format :
       {"json", "jsonl", "rdjsonl", "gitlab", "github", "sonarqube", "html"}) {
    const std::string Option = std::string("--output-format=") + Format;
    EXPECT_EQ(merge(Reports, {Option}).Out, runWhole({Option}).Out) << Format;
  }
}

TEST_F(Merge, OnStandardOutputTheReportIsAloneThere) {
  const Words Reports = makeParts(2);
  const ProgramResult Whole = runWhole({"--export-sarif=-", "--quiet"});
  Words Arguments = {"--merge=-", "--quiet"};
  Arguments.insert(Arguments.end(), Reports.begin(), Reports.end());
  const ProgramResult Merged = run(Arguments);
  EXPECT_EQ(Merged.Out, Whole.Out);
  EXPECT_THAT(Merged.Errors, HasSubstr("shared.h:2:22: warning: use nullptr"));
}

TEST_F(Merge, AppliesTheBaseline) {
  const std::string Baseline = "--baseline=" + path("known");
  Words Reports = makeParts(3);
  EXPECT_EQ(merge(Reports, {Baseline, "--write-baseline"}).ExitCode, 3);
  const std::string Merged = readText(path("known"));
  runWhole({Baseline, "--write-baseline"});
  EXPECT_EQ(Merged, readText(path("known")));

  write("a.cpp", "#include \"shared.h\"\nint *New = 0;\n");
  Reports = makeParts(3, {Baseline});
  const ProgramResult Whole =
      runWhole({Baseline, "--export-sarif=" + path("whole.sarif")});
  const ProgramResult OfParts = merge(Reports, {Baseline});
  EXPECT_EQ(OfParts.Out, Whole.Out);
  EXPECT_EQ(OfParts.ExitCode, Whole.ExitCode);
  EXPECT_EQ(merged(), readText(path("whole.sarif")));
  merge(Reports, {Baseline, "--prune-baseline"});
  const std::string Pruned = readText(path("known"));
  EXPECT_NE(Pruned, Merged);
  writeText(path("known"), Merged);
  runWhole({Baseline, "--prune-baseline"});
  EXPECT_EQ(Pruned, readText(path("known")));
}

TEST_F(Merge, JudgesNoLintComments) {
  write("broken.cpp", "#include \"shared.h\"\n");
  const Words More = {"--report-unused-nolint", "--show-suppressed",
                      "--checks=async-*"};
  write("shared.h", "inline int *A = nullptr; // NOLINT(async-void-coroutine)\n"
                    "inline int *B = 0; // NOLINT\n");
  Words Whole = More;
  Whole.push_back("--export-sarif=" + path("whole.sarif"));
  EXPECT_THAT(runWhole(Whole).Out, HasSubstr("shared.h:1:"));
  merge(makeParts(3, More), {"--report-unused-nolint", "--show-suppressed"});
  EXPECT_EQ(merged(), readText(path("whole.sarif")));
}

TEST_F(Merge, LooksAtChangedLinesOnly) {
  const std::string Patch = write("change.diff", "--- a/b.cpp\n"
                                                 "+++ b/b.cpp\n"
                                                 "@@ -1,0 +2 @@\n"
                                                 "+int *A = 0;\n"
                                                 "--- a/c.cpp\n"
                                                 "+++ b/c.cpp\n"
                                                 "@@ -1,0 +2 @@\n"
                                                 "+int *A = 0;\n");
  const Words More = {"--diff=" + Patch};
  const ProgramResult Whole =
      runWhole({More.front(), "--export-sarif=" + path("whole.sarif")});
  const Words Reports = makeParts(3, More);
  EXPECT_EQ(merge(Reports, More).ExitCode, Whole.ExitCode);
  EXPECT_EQ(merged(), readText(path("whole.sarif")));
}

TEST_F(Merge, NeedsWhatJudgedThePartsToo) {
  write("known", "# async-tidy baseline 1\n");
  const std::string Patch = write("change.diff", "");
  expectRefused(makeParts(2, {"--baseline=" + path("known")}),
                "was made with --baseline, which the merge has to be given");
  expectRefused(makeParts(2, {"--diff=" + Patch}),
                "was made with --diff or --diff-base, which the merge has to");
  expectRefused(makeParts(2), "give --show-suppressed",
                {"--report-unused-nolint"});
}

TEST_F(Merge, ExitCodeIsThatOfTheUndividedRun) {
  const Words Parts = makeParts(2);
  EXPECT_EQ(merge(Parts).ExitCode, 1);
  EXPECT_EQ(merge(Parts, {"--fail-on=error"}).ExitCode, 3);
  EXPECT_THAT(merge(Parts).Errors,
              HasSubstr("broken.cpp was not analysed: it does not compile"));
  write("broken.cpp", "");
  EXPECT_EQ(merge(makeParts(2), {"--fail-on=never"}).ExitCode, 0);
}

TEST_F(Merge, IsValidSarifFromValidSarif) {
  const Words Parts = makeParts(2);
  merge(Parts);
  for (const std::string &Report : {Parts[0], path("merged.sarif")}) {
    // Through the shell that the multitool's launcher is written for.
    const ProgramResult Result =
        runIn(ASYNC_TIDY_SARIF_MULTITOOL " validate --rule-kind \"'Sarif;Gh'\" "
                                         "--level \"'Error;Warning'\" " +
                  Report,
              {});
    EXPECT_EQ(Result.ExitCode, 0) << Result.Out;
    EXPECT_THAT(Result.Out, HasSubstr("1 files scanned"));
    EXPECT_THAT(Result.Out, Not(HasSubstr(": error ")));
    EXPECT_THAT(Result.Out, Not(HasSubstr(": warning ")));
  }
}

TEST_F(Merge, SourcesMayLieElsewhere) {
  for (const char *Root : {"one", "two"}) {
    const std::string Folder = std::string(Root) + "/";
    write(Folder + "a.cpp", "int *A = 0;\n");
    write(Folder + "b.cpp", "int *A = 0;\n");
    write(Folder + "compile_commands.json",
          json({{{"directory", path(Root)},
                 {"file", "a.cpp"},
                 {"command", "g++ -c a.cpp"}},
                {{"directory", path(Root)},
                 {"file", "b.cpp"},
                 {"command", "g++ -c b.cpp"}}})
              .dump());
  }
  Words Reports;
  for (const char *Shard : {"1/3", "2/3", "3/3"}) {
    const std::string Root = Reports.size() == 1 ? "one" : "two";
    Reports.push_back(path(std::string("part") + Shard[0] + ".sarif"));
    run({"-p", path(Root), "--no-cache", "--shard=" + std::string(Shard),
         "--source-root=" + path(Root), "--export-sarif=" + Reports.back()});
  }
  expectRefused(Reports, "say where they are now with --source-root");
  expectRefused(Reports, "there is no directory",
                {"--source-root=" + path("none")});
  run({"-p", path("one"), "--no-cache", "--source-root=" + path("one"),
       "--export-sarif=" + path("whole.sarif")});
  EXPECT_EQ(merge(Reports, {"--source-root=" + path("one")}).ExitCode, 1);
  EXPECT_EQ(merged(), readText(path("whole.sarif")));
}

TEST_F(Merge, MissingParts) {
  const Words Parts = makeParts(3);
  expectRefused({Parts[0], Parts[2]}, "shard 2/3 is missing");
  expectRefused({}, "--merge needs the SARIF reports of all parts");
  expectRefused({Parts[0], path("none.sarif")}, "cannot read");
}

TEST_F(Merge, PartsThatOverlap) {
  const Words Parts = makeParts(2);
  expectRefused({Parts[0], Parts[1], Parts[1]}, "both are shard 2/2");
}

TEST_F(Merge, PartsOfDifferentRuns) {
  const Words Two = makeParts(2);
  const std::string Copy = write("copy.sarif", readText(Two[0]));
  expectRefused({Copy, makeParts(3)[1]}, "is one of 2 shards");
  expectRefused({Copy, makeParts(2, {"--level=2"})[1]},
                "was made with --level=1");
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n"
                       "WarningsAsErrors: '*'\n");
  expectRefused({Copy, makeParts(2)[1]}, "the same sources and .clang-tidy");
  write("compile_commands.json", json({{{"directory", path("")},
                                        {"file", "a.cpp"},
                                        {"command", "g++ -c a.cpp"}}})
                                     .dump());
  expectRefused({Copy, makeParts(2)[1]}, "of 1 others: make all parts from");
}

TEST_F(Merge, PartsOfOtherVersions) {
  const Words Parts = makeParts(2);
  alter(Parts[1], [](json &Part) { Part = {{"tool", "async-tidy 0.0.9"}}; });
  expectRefused(Parts, "was made by async-tidy 0.0.9, and this is async-tidy");
}

TEST_F(Merge, SourcesThatHaveChanged) {
  Words Parts = makeParts(2);
  write("a.cpp", "\n\nint *A = 0;\n");
  expectRefused(Parts, "a.cpp is not what the parts have analysed");
  const std::string Copy = write("copy.sarif", readText(Parts[0]));
  write("shared.h", "inline int *Shared = 0;\n");
  expectRefused({Copy, makeParts(2)[1]}, "shared.h was another file for");
}

TEST_F(Merge, WhatIsNoReportOfAPart) {
  runWhole({"--export-sarif=" + path("whole.sarif")});
  expectRefused({path("whole.sarif")}, "is no report of a part: make it with");
  expectRefused({path("a.cpp")}, "is no report of a part: make it with");
}

TEST_F(Merge, OptionsThatDoNotFit) {
  const Words Parts = makeParts(1);
  expectRefused(Parts, "--merge analyses nothing", {"-p", path("")});
  expectRefused(Parts, "--merge analyses nothing", {"--fix"});
  expectRefused(Parts, "--merge analyses nothing", {"--shard=1/2"});
}

TEST_F(Merge, ShowsWhatFixWouldDo) {
  write("broken.cpp", "");
  const ProgramResult Whole = runWhole({"--fix", "--dry-run"});
  EXPECT_THAT(Whole.Out, HasSubstr("+inline int *Shared = nullptr;"));
  EXPECT_EQ(merge(makeParts(3), {"--fix", "--dry-run"}).Out, Whole.Out);
}

} // namespace
