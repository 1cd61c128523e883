// Whatever is wrong with what async-tidy is given: one sentence that names it,
// and the right exit code.
#include "DriverTest.h"
#include "llvm/Support/FileSystem.h"
#include <unistd.h>

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class BadInput : public DriverTest {};

TEST_F(BadInput, NothingToAnalyse) {
  const ProgramResult Result = run({});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("-p <dir>"));
}

TEST_F(BadInput, UnknownFlag) {
  const ProgramResult Result = run({"--fixx"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("--fixx"));
}

TEST_F(BadInput, FlagsThatExcludeEachOther) {
  const ProgramResult Result =
      run({"--export-sarif=-", "--output-format=json", "a.cpp"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("give only one"));
}

TEST_F(BadInput, LevelThatDoesNotExist) {
  const ProgramResult Result = run({write("a.cpp", ""), "--level=4", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("the levels are 1, 2 and 3"));
}

TEST_F(BadInput, NoDirectoryOfTheDatabase) {
  const ProgramResult Result = run({"-p", path("nowhere")});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(path("nowhere")));
}

TEST_F(BadInput, NoDatabase) {
  const ProgramResult Result = run({"-p", path("")});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("compile_commands.json"));
}

TEST_F(BadInput, DatabaseIsNoJson) {
  const std::string Path = write("compile_commands.json", "[{\n  'file'}]");
  const ProgramResult Result = run({"-p", path("")});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path + " is not JSON"));
  EXPECT_THAT(Result.Errors, HasSubstr("line 2"));
}

TEST_F(BadInput, DatabaseEntryWithoutCommand) {
  const std::string Path = write("compile_commands.json",
                                 R"([{"file": "a.cpp", "directory": "."}])");
  const ProgramResult Result = run({"-p", path("")});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path));
}

TEST_F(BadInput, EmptyDatabase) {
  writeDatabase({});
  const ProgramResult Result = run({"-p", path("")});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("names no files"));
}

TEST_F(BadInput, NamedFileDoesNotExist) {
  const ProgramResult Result = run({path("gone.cpp"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(path("gone.cpp")));
}

TEST_F(BadInput, FileOfTheDatabaseDoesNotExist) {
  write("a.cpp", "int A;\n");
  writeDatabase({"a.cpp", "gone.cpp"});
  const ProgramResult Result = run({"-p", path(""), "--quiet"});
  EXPECT_EQ(Result.ExitCode, 3);
  EXPECT_THAT(Result.Errors, isSentenceWith(path("gone.cpp")));
  EXPECT_THAT(Result.Errors, HasSubstr("No such file"));
}

TEST_F(BadInput, CodeDoesNotCompile) {
  const std::string Path = write("a.cpp", "int *A = 0;\nint B = ;\n");
  const ProgramResult Result =
      run({Path, OnlyNullptr, "--quiet", "--fail-on=never", "--fix", "--"});
  EXPECT_EQ(Result.ExitCode, 3);
  EXPECT_THAT(Result.Out, HasSubstr("error: expected expression"));
  EXPECT_THAT(Result.Errors, isSentenceWith(Path));
  EXPECT_EQ(readText(Path), "int *A = 0;\nint B = ;\n")
      << "broken code is not fixed";
}

TEST_F(BadInput, DirectoryOfTheCommandDoesNotExist) {
  const std::string Path = write("a.cpp", "");
  write("compile_commands.json",
        R"([{"file": ")" + Path +
            R"(", "directory": "/no/such/place", "command": "g++ -c a.cpp"}])");
  const ProgramResult Result = run({"-p", path(""), "--quiet"});
  EXPECT_EQ(Result.ExitCode, 3);
  EXPECT_THAT(Result.Errors, isSentenceWith("/no/such/place"));
}

TEST_F(BadInput, UnreadableFile) {
  const std::string Path = write("a.cpp", "int A;\n");
  ASSERT_FALSE(llvm::sys::fs::setPermissions(Path, llvm::sys::fs::no_perms));
  // Root reads everything, unless it gives that up.
  const char *const Script =
      geteuid() == 0
          ? "exec setpriv --bounding-set=-dac_override,-dac_read_search \"$@\""
          : "exec \"$@\"";
  const ProgramResult Result = runIn(Script, {Path, "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 3);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path));
  EXPECT_THAT(Result.Errors, HasSubstr("Permission denied"));
}

TEST_F(BadInput, BytesThatAreNoUtf8) {
  const std::string Path =
      write("a.cpp", "// caf\xe9\nint *A = 0; // caf\xe9\n");
  const ProgramResult Result =
      run({Path, OnlyNullptr, "--output-format=sarif", "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_TRUE(nlohmann::json::accept(Result.Out));
  EXPECT_EQ(run({Path, OnlyNullptr, "--fix", "--"}).ExitCode, 0);
  EXPECT_EQ(readText(Path), "// caf\xe9\nint *A = nullptr; // caf\xe9\n");
}

TEST_F(BadInput, Utf16) {
  const std::string Path =
      write("a.cpp", llvm::StringRef("\xff\xfei\0n\0t\0", 8));
  const ProgramResult Result = run({Path, "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 3);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path));
}

TEST_F(BadInput, EmptyFile) {
  const ProgramResult Result = run({write("a.cpp", ""), "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Errors, IsEmpty());
}

TEST_F(BadInput, GeneratedSourceOfFiveMegabytes) {
  std::string Text = "int twice(int);\n";
  for (int Number = 0; Text.size() < 5'000'000; ++Number)
    Text += "int f" + std::to_string(Number) + "(int A) { return twice(A); }\n";
  Text += "int *Last = 0;\n";
  const ProgramResult Result =
      run({write("a.cpp", Text), OnlyNullptr, "--quiet", "--"});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Out, HasSubstr("int *Last = 0;"));
}

// Complaint 14: flags of gcc stop the analysis.
TEST_F(BadInput, FlagsThatOnlyGccKnows) {
  write("a.cpp", "int A;\n");
  writeDatabase({"a.cpp"},
                "-fno-canonical-system-headers -Wno-maybe-uninitialized "
                "-fmodules-ts -fconcepts -fdeps-format=p1689r5 -Werror "
                "-fmodule-mapper=a.modmap -flto-partition=none");
  const ProgramResult Result = run({"-p", path(""), "--quiet"});
  EXPECT_EQ(Result.ExitCode, 0);
  EXPECT_THAT(Result.Errors, IsEmpty());
  EXPECT_THAT(Result.Out, IsEmpty());
}

TEST_F(BadInput, WarningsAsErrorsOfTheBuildDoNotFailTheAnalysis) {
  const std::string Path =
      write("a.cpp", "int f() { int Unused; return 0; }\n");
  const ProgramResult Result =
      run({Path, "--quiet", "--", "-Wall", "-Werror", "-Werror=unused"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.Out << Result.Errors;
}

TEST_F(BadInput, UnknownCheck) {
  const ProgramResult Result =
      run({write("a.cpp", ""), "--checks=-*,async-fire-and-forgot", "--quiet",
           "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("async-fire-and-forgot"));
  EXPECT_THAT(Result.Errors, HasSubstr("did you mean async-fire-and-forget?"));
}

TEST_F(BadInput, NoCheckEnabled) {
  const ProgramResult Result = run({write("a.cpp", ""), "--checks=-*", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("no check is enabled"));
}

TEST_F(BadInput, UnknownCheckToExplain) {
  const ProgramResult Result = run({"--explain=async-nothing"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("async-nothing"));
}

TEST_F(BadInput, BrokenVocabularyFile) {
  const std::string Path =
      write("words.json", "{\"library\": \"x\",\n \"types\": [{\"name\": "
                          "\"a\", \"roles\": [\"b\"]}]}");
  write(".clang-tidy", "CheckOptions: {AsyncVocabulary: words.json}\n");
  const ProgramResult Result = run({write("a.cpp", "int A;\n"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path + ":2"));
  EXPECT_THAT(Result.Out, IsEmpty());
}

TEST_F(BadInput, MissingVocabularyFile) {
  write(".clang-tidy", "CheckOptions: {AsyncVocabulary: words.json}\n");
  const ProgramResult Result = run({write("a.cpp", "int A;\n"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(path("words.json")));
}

TEST_F(BadInput, BrokenClangTidyFile) {
  const std::string Path = write(".clang-tidy", "Checks: '*'\nCheks: '*'\n");
  const ProgramResult Result = run({write("a.cpp", "int A;\n"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(Path + ":2: unknown key 'Cheks'"));
}

TEST_F(BadInput, BrokenConfigOnTheCommandLine) {
  const ProgramResult Result =
      run({write("a.cpp", ""), "--config={Checks: [", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("--config"));
}

TEST_F(BadInput, MissingConfigFile) {
  const ProgramResult Result =
      run({write("a.cpp", ""), "--config-file=" + path("none"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(path("none")));
}

TEST_F(BadInput, BrokenHeaderFilter) {
  const ProgramResult Result =
      run({write("a.cpp", ""), "--header-filter=(", "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith("header filter ("));
}

TEST_F(BadInput, SourceRootThatIsNoDirectory) {
  const ProgramResult Result =
      run({write("a.cpp", ""), "--source-root=" + path("none"), "--"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors, isSentenceWith(path("none")));
}

} // namespace
