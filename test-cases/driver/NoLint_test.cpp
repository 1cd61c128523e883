// NOLINT comments that suppress nothing or give no reason, and what the others
// suppress.
#include "DriverTest.h"

using namespace asynctidy;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

constexpr const char *Begin = "#include <async/task.hpp>\n"
                              "async::task<> save();\n";

class NoLints : public DriverTest {
protected:
  /// Lines after these two are the case's.
  ProgramResult runOn(const std::string &Code, const Words &More) {
    write("a.cpp", Begin + Code);
    return runAll(More);
  }

  ProgramResult runAll(const Words &More, const Words &Files = {"a.cpp"}) {
    writeDatabase(Files, "-std=c++20 -I" ASYNC_TIDY_RUNTIME_INCLUDE);
    Words Arguments = {"-p", path(""), "--quiet"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  ProgramResult unused(const std::string &Code, const Words &More = {}) {
    Words Arguments = {"--report-unused-nolint"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return runOn(Code, Arguments);
  }
};

// Complaint 17: NOLINT comments that do nothing stay for ever.
TEST_F(NoLints, ThatSuppressNothingAreReported) {
  const ProgramResult Result =
      unused("int A; // NOLINT(async-fire-and-forget)\n");
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(
      Result.Out,
      HasSubstr("a.cpp:3:11: warning: 'NOLINT' names async-fire-and-forget, "
                "which finds nothing here; remove it "
                "[async-tidy-unused-nolint]\n"));
}

TEST_F(NoLints, ThatAreNeededAreNot) {
  EXPECT_THAT(unused("void a() { save(); } // NOLINT(async-fire-and-forget)\n"
                     "// NOLINTNEXTLINE(async-fire-and-forget)\n"
                     "void b() { save(); }\n"
                     "// NOLINTBEGIN(async-*)\n"
                     "void c() {\n"
                     "  save();\n"
                     "}\n"
                     "// NOLINTEND(async-*)\n",
                     {"--level=3"})
                  .Out,
              IsEmpty());
}

TEST_F(NoLints, OfEveryKindCanBeUnused) {
  const ProgramResult Result =
      unused("void a() { save(); } // "
             "NOLINT(async-fire-and-forget,async-blocking-wait)\n"
             "// NOLINTNEXTLINE(async-fire-and-forget)\n"
             "\n"
             "// NOLINTBEGIN(async-fire-and-forget)\n"
             "int A;\n"
             "// NOLINTEND(async-fire-and-forget)\n");
  EXPECT_THAT(Result.Out,
              AllOf(HasSubstr("a.cpp:3:25: warning: 'NOLINT' names "
                              "async-blocking-wait,"),
                    HasSubstr("a.cpp:4:4: warning: 'NOLINTNEXTLINE' names"),
                    HasSubstr("a.cpp:6:4: warning: 'NOLINTBEGIN' names"),
                    Not(HasSubstr("a.cpp:8:"))));
}

TEST_F(NoLints, OfOthersAreNotJudged) {
  EXPECT_THAT(unused("int A; // NOLINT\n"
                     "int B; // NOLINT(bugprone-foo, *)\n"
                     "int C; // NOLINT(async-unknown)\n"
                     "const char *D = \"NOLINT(async-fire-and-forget)\";\n")
                  .Out,
              IsEmpty());
}

TEST_F(NoLints, OfDisabledChecksAreNotJudged) {
  const std::string Code = "int A; // NOLINT(async-fire-and-forget)\n"
                           "int B; // NOLINT(async-*)\n";
  EXPECT_THAT(unused(Code, {"--checks=-*,async-blocking-wait"}).Out, IsEmpty());
}

TEST_F(NoLints, OfAnotherConfigurationAreNotJudged) {
  EXPECT_THAT(unused("#ifdef OTHER\n"
                     "void a() { save(); } // NOLINT(async-fire-and-forget)\n"
                     "#endif\n")
                  .Out,
              IsEmpty());
}

TEST_F(NoLints, BesideAMacroAreUsed) {
  EXPECT_THAT(unused("#define SAVE save(); // NOLINT(async-fire-and-forget)\n"
                     "void a() { SAVE }\n"
                     "#define CALL(X) X\n"
                     "void b() {\n"
                     "  CALL( // NOLINT(async-fire-and-forget)\n"
                     "    save());\n"
                     "}\n")
                  .Out,
              Not(HasSubstr("unused-nolint")));
}

TEST_F(NoLints, InHeadersAreJudgedByTheWholeProject) {
  write("a.h", "#pragma once\n#ifdef A\n"
               "inline void a() { save(); } // NOLINT(async-fire-and-forget)\n"
               "#endif\n"
               "inline int B; // NOLINT(async-fire-and-forget)\n");
  write("a.cpp", Begin + std::string("#define A\n#include \"a.h\"\n"));
  write("b.cpp", Begin + std::string("#include \"a.h\"\n"));
  const Words Option = {"--report-unused-nolint"};
  EXPECT_THAT(runAll(Option, {"a.cpp", "b.cpp"}).Out,
              AllOf(HasSubstr("a.h:5:18: "), Not(HasSubstr("a.h:3:"))));
  EXPECT_THAT(
      runAll({"--report-unused-nolint", path("b.cpp")}, {"a.cpp", "b.cpp"}).Out,
      IsEmpty());
}

TEST_F(NoLints, NeedAReasonIfAskedFor) {
  const ProgramResult Result =
      runOn("void a() { save(); } // NOLINT(async-fire-and-forget)\n"
            "void b() { save(); } // NOLINT(async-fire-and-forget): it logs\n"
            "void c() { save(); } // It logs. NOLINT(async-fire-and-forget)\n"
            "int D; // NOLINT(bugprone-foo)\n"
            "// NOLINTBEGIN(async-*)\n"
            "// NOLINTEND(async-*)\n",
            {"--require-nolint-reason"});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(
      Result.Out,
      AllOf(HasSubstr("a.cpp:3:25: warning: 'NOLINT' silences "
                      "async-fire-and-forget without a reason; say why in the "
                      "comment [async-tidy-nolint-reason]\n"),
            HasSubstr("a.cpp:7:4: warning: 'NOLINTBEGIN' silences async-* "),
            Not(HasSubstr("a.cpp:4:")), Not(HasSubstr("a.cpp:5:")),
            Not(HasSubstr("a.cpp:6:")), Not(HasSubstr("a.cpp:8:"))));
}

TEST_F(NoLints, WhatTheySuppressIsShownIfAskedFor) {
  const std::string Code =
      "void a() { save(); } // NOLINT(async-fire-and-forget)\n";
  EXPECT_THAT(runOn(Code, {}).Out, IsEmpty());
  const ProgramResult Text = runOn(Code, {"--show-suppressed"});
  EXPECT_EQ(Text.ExitCode, 0);
  EXPECT_THAT(Text.Out, AllOf(HasSubstr("a.cpp:3:12: suppressed: "),
                              HasSubstr("[async-fire-and-forget]\n")));

  const auto Log = nlohmann::json::parse(
      runOn(Code, {"--show-suppressed", "--output-format=sarif"}).Out);
  const nlohmann::json &Results = Log["runs"][0]["results"];
  ASSERT_EQ(Results.size(), 1u);
  EXPECT_EQ(Results[0]["suppressions"],
            nlohmann::json::parse(R"([{"kind": "inSource"}])"));
}

TEST_F(NoLints, ThroughSymbolicLinks) {
  write("include/a.h",
        "inline void a() { save(); } // NOLINT(async-fire-and-forget)\n");
  ASSERT_EQ(runIn("ln -s include " + path("link"), {}).ExitCode, 0);
  EXPECT_THAT(unused("#include \"link/a.h\"\n").Out, IsEmpty());
}

TEST_F(NoLints, FindingsCanBeInABaseline) {
  const std::string Code = "int A; // NOLINT(async-fire-and-forget)\n";
  const std::string Baseline = "--baseline=" + path("baseline.txt");
  EXPECT_EQ(unused(Code, {Baseline, "--write-baseline"}).ExitCode, 0);
  EXPECT_EQ(unused(Code, {Baseline}).ExitCode, 0);
}

} // namespace
