// The .clang-tidy files and what the command line adds, as in clang-tidy; the
// headers that findings are shown in.
#include "DriverTest.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class Configuration : public DriverTest {};

TEST_F(Configuration, NearestClangTidyFile) {
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  write("quiet/.clang-tidy", "Checks: '-*,modernize-use-using'\n");
  write("a.cpp", "int *A = 0;\n");
  write("quiet/b.cpp", "int *B = 0;\n");
  writeDatabase({"a.cpp", "quiet/b.cpp"});
  const ProgramResult Result = run({"-p", path("")});
  EXPECT_THAT(Result.Out, HasSubstr("a.cpp"));
  EXPECT_THAT(Result.Out, Not(HasSubstr("b.cpp")));
}

TEST_F(Configuration, FilesWithoutChecksAreSkipped) {
  write("third-party/.clang-tidy", "Checks: '-*'\n");
  write("a.cpp", "int *A = 0;\n");
  write("third-party/b.cpp", "int *B = ;\n");
  writeDatabase({"a.cpp", "third-party/b.cpp"});
  const ProgramResult Result = run({"-p", path("")});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Errors, HasSubstr("1 skipped"));
}

// A coroutine is C++; assembler and Fortran are nothing for clang-tidy at all.
TEST_F(Configuration, OtherLanguagesAreLeftOut) {
  write("a.cpp", "int *A = 0;\n");
  write("b.c", "int *new_thing(int class) { return 0; } // await_ready\n");
  write("c.S", ".globl c\nc: ret\n");
  write("d.s", ".globl d\nd: ret\n");
  write("e.f90", "subroutine e\nend\n");
  writeDatabase({"a.cpp", "b.c", "c.S", "d.s", "e.f90"});
  nlohmann::json Entries =
      nlohmann::json::parse(readText(path("compile_commands.json")));
  for (nlohmann::json &Each : Entries)
    if (const std::string File = Each["file"]; File != "a.cpp")
      Each["command"] = "gcc -c " + File;
  write("compile_commands.json", Entries.dump());

  const Words Async = {"-p", path(""), "--no-prescan", "--checks=-*,async-*"};
  const ProgramResult Result = run(Async);
  EXPECT_EQ(Result.ExitCode, 0) << Result.Out << Result.Errors;
  EXPECT_THAT(Result.Errors,
              HasSubstr("1 of 5 translation units analysed, 4 left out (not "
                        "C++)"));
  EXPECT_THAT(run({"-p", path(""), path("b.c"), path("c.S")}).Errors,
              HasSubstr("0 of 2 translation units analysed, 2 left out"));
  // Other checks are for C, too.
  write(".clang-tidy", "Checks: '-*,bugprone-*,modernize-use-nullptr'\n");
  const nlohmann::json Report = report();
  EXPECT_EQ(Report["summary"]["analysed"], 2);
  EXPECT_EQ(Report["summary"]["not_cxx"], 3);
  EXPECT_EQ(Report["summary"]["skipped"], 0);
  EXPECT_EQ(Report["findings"].size(), 1u);

  // The parts make the same whole.
  for (const char *Part : {"1", "2"})
    run({"-p", path(""), OnlyNullptr, std::string("--shard=") + Part + "/2",
         "--export-sarif=" + path(std::string(Part) + ".sarif")});
  const ProgramResult Merged =
      run({"--merge=" + path("all.sarif"), path("1.sarif"), path("2.sarif")});
  EXPECT_THAT(Merged.Errors, HasSubstr("2 of 5 translation units analysed, 3 "
                                       "left out (not C++)"));
}

TEST_F(Configuration, ChecksAreAddedToTheFiles) {
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  const std::string Path = write("a.cpp", "int *A = 0;\ntypedef int B;\n");
  const ProgramResult Result =
      run({Path, "--checks=modernize-use-using", "--"});
  EXPECT_THAT(Result.Out, HasSubstr("[modernize-use-nullptr]"));
  EXPECT_THAT(Result.Out, HasSubstr("[modernize-use-using]"));
}

TEST_F(Configuration, LevelsChooseWhereNothingElseDoes) {
  auto At = [&](const char *Level) {
    return run({"--list-checks", "--config={}", Level}).Out;
  };
  EXPECT_EQ(run({"--list-checks", "--config={}"}).Out, At("--level=1"));
  EXPECT_THAT(At("--level=1"), HasSubstr("async-fire-and-forget\n"));
  EXPECT_THAT(At("--level=1"), Not(HasSubstr("async-stale-reference\n")));
  EXPECT_THAT(At("--level=2"), HasSubstr("async-fire-and-forget\n"));
  EXPECT_THAT(At("--level=2"), HasSubstr("async-stale-reference\n"));
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  const std::string Path = write("a.cpp", "int *A = 0;\n");
  EXPECT_THAT(run({Path, "--level=2", "--"}).Out,
              HasSubstr("[modernize-use-nullptr]"));
}

TEST_F(Configuration, SaysSoWhenNoAsyncCheckIsEnabled) {
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  EXPECT_THAT(run({write("a.cpp", ""), "--quiet", "--"}).Errors,
              isSentenceWith("--checks='async-*'"));
}

TEST_F(Configuration, CommandLineInPlaceOfFiles) {
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  const std::string Path = write("a.cpp", "int *A = 0;\ntypedef int B;\n");
  const std::string Yaml = "{Checks: '-*,modernize-use-using', "
                           "WarningsAsErrors: '*'}";
  const ProgramResult Given = run({Path, "--config=" + Yaml, "--"});
  EXPECT_THAT(Given.Out, HasSubstr("error: use 'using'"));
  EXPECT_THAT(Given.Out, Not(HasSubstr("[modernize-use-nullptr]")));
  const ProgramResult Named =
      run({Path, "--config-file=" + write("mine.yaml", Yaml), "--"});
  EXPECT_EQ(Named.Out, Given.Out);
}

TEST_F(Configuration, Nolint) {
  const std::string Path = write("a.cpp", "int *A = 0; // NOLINT\n"
                                          "// NOLINTNEXTLINE(modernize-*)\n"
                                          "int *B = 0;\n");
  EXPECT_THAT(run({Path, OnlyNullptr, "--"}).Out, IsEmpty());
}

TEST_F(Configuration, VocabularyBesideTheFileThatNamesIt) {
  write(
      "words.json",
      R"({"library": "mine", "types": [{"name": "job", "roles": ["task"]}]})");
  write(".clang-tidy", "CheckOptions: {AsyncVocabulary: words.json}\n");
  const std::string Path = write("sub/a.cpp", "struct job {}; job start();\n"
                                              "void f() { start(); }\n");
  const ProgramResult Result = run({Path, "--", "-std=c++20"});
  EXPECT_THAT(Result.Out, HasSubstr("[async-fire-and-forget]"))
      << Result.Errors;
}

/// A project, and a header that it uses from elsewhere.
class Headers : public DriverTest {
protected:
  Headers() {
    write("project/include/own.h", "inline int *own() { return 0; }\n");
    write("other/other.h", "inline int *other() { return 0; }\n");
    write("project/src/a.cpp",
          "#include \"../include/own.h\"\n#include <other.h>\n");
    write(
        "project/compile_commands.json",
        nlohmann::json::array({{{"directory", path("project/src")},
                                {"file", "a.cpp"},
                                {"command", "g++ -I../../other -isystem " +
                                                path("system") + " -c a.cpp"}}})
            .dump());
  }

  std::string output(const Words &More) {
    Words Arguments = {"-p", path("project"), OnlyNullptr};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments).Out;
  }
};

// Complaint 22: the header filter shows all or nothing.
TEST_F(Headers, OfTheProjectByDefault) {
  const std::string Out = output({});
  EXPECT_THAT(Out, HasSubstr("own.h"));
  EXPECT_THAT(Out, Not(HasSubstr("other.h")));
}

TEST_F(Headers, OfTheSourceRoot) {
  const std::string Out = output({"--source-root=" + path("")});
  EXPECT_THAT(Out, HasSubstr("own.h"));
  EXPECT_THAT(Out, HasSubstr("other.h"));
  EXPECT_THAT(output({"--source-root=" + path("project/src")}), IsEmpty());
}

TEST_F(Headers, OfTheGitWorkTree) {
  write(".git", "gitdir: elsewhere\n");
  EXPECT_THAT(output({}), HasSubstr("other.h"));
}

TEST_F(Headers, ByFilter) {
  EXPECT_THAT(output({"--header-filter=other"}), Not(HasSubstr("own.h")));
  EXPECT_THAT(output({"--header-filter=other"}), HasSubstr("other.h"));
  EXPECT_THAT(output({"--exclude-header-filter=own"}), IsEmpty());
  write("project/.clang-tidy", "HeaderFilterRegex: '.*'\n");
  EXPECT_THAT(output({}), HasSubstr("other.h"));
}

TEST_F(Headers, OfTheSystem) {
  write("system/other.h", "inline int *System = 0;\n");
  write("other/other.h", "#include_next <other.h>\n");
  write("project/src/a.cpp", "#include <other.h>\n");
  EXPECT_THAT(output({"--header-filter=.*"}), IsEmpty());
  EXPECT_THAT(output({"--header-filter=.*", "--system-headers"}),
              HasSubstr("system/other.h"));
}

} // namespace
