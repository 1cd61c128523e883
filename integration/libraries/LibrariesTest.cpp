// Runs async-tidy on the libraries' own programs and compares its findings with
// the rows of README.md: "| `file:line` | check | true | why |".
#include "gtest/gtest.h"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

namespace {

struct Output {
  std::string Text;
  int ExitCode = -1;
};

Output run(const std::string &Command) {
  Output Result;
  std::FILE *Pipe = popen(Command.c_str(), "r");
  char Buffer[4096];
  while (const std::size_t Read = std::fread(Buffer, 1, sizeof Buffer, Pipe))
    Result.Text.append(Buffer, Read);
  Result.ExitCode = WEXITSTATUS(pclose(Pipe));
  return Result;
}

/// "asio/example/x.cpp:12 async-fire-and-forget", from the last folder that
/// tells the library apart.
std::string keyOf(const std::string &Path, int Line, const std::string &Check) {
  const std::size_t Examples = Path.find("/examples/");
  const std::size_t Headers = Path.find("/include/");
  std::string Short = Examples != std::string::npos ? Path.substr(Examples + 10)
                      : Headers != std::string::npos ? Path.substr(Headers + 9)
                                                     : Path;
  return Short + ":" + std::to_string(Line) + " " + Check;
}

std::set<std::string> judged() {
  std::set<std::string> Rows;
  std::ifstream Page(JUDGED);
  const std::regex Row(
      R"(^\| `([^`]+)` \| (async-[a-z-]+) \| (true|false) \| .+ \|$)");
  bool Tested = false;
  for (std::string Line; std::getline(Page, Line);) {
    if (Line.rfind("## ", 0) == 0)
      Tested = Line == "## Findings that the test expects";
    std::smatch Parts;
    if (Tested && std::regex_match(Line, Parts, Row))
      Rows.insert(Parts[1].str() + " " + Parts[2].str());
  }
  return Rows;
}

TEST(Libraries, FindingsAreJudged) {
  ASSERT_TRUE(std::ifstream(JUDGED)) << JUDGED << " is missing";
  const Output Ran =
      run(ASYNC_TIDY " -p " DATABASE " -j 2 --quiet --output-format=json "
                     "--header-filter='.*' --system-headers "
                     "--checks='-*,async-*'");
  ASSERT_TRUE(Ran.ExitCode == 0 || Ran.ExitCode == 1)
      << "exit code " << Ran.ExitCode << "\n"
      << Ran.Text;
  const auto Report = nlohmann::json::parse(Ran.Text);
  EXPECT_GE(Report["summary"]["analysed"], 25);
  EXPECT_EQ(Report["summary"]["failed"].size(), 0U);
  std::set<std::string> Found;
  for (const auto &Finding : Report["findings"])
    Found.insert(keyOf(Finding["path"], Finding["line"], Finding["check"]));
  EXPECT_EQ(Found, judged()) << "judge each finding in " << JUDGED;
}

} // namespace
