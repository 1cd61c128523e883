#ifndef ASYNCTIDY_TEST_CASES_DRIVER_DRIVERTEST_H
#define ASYNCTIDY_TEST_CASES_DRIVER_DRIVERTEST_H

#include "nlohmann/json.hpp"
#include "test-cases/harness/Files.h"
#include "test-cases/harness/Program.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include <string>
#include <vector>

namespace asynctidy {

/// A project in a directory of its own, and async-tidy to run on it.
class DriverTest : public testing::Test {
protected:
  using Words = std::vector<std::string>;

  std::string write(llvm::StringRef Name, llvm::StringRef Text) {
    return Project.write(Name, Text);
  }
  std::string path(llvm::StringRef Name) const { return Project.path(Name); }

  /// Makes a compile_commands.json of \p Files, which need not exist.
  void writeDatabase(const Words &Files, const std::string &Flags = "");

  /// A database of code with one of everything: a space in a name, letters
  /// outside of ASCII, notes, fixes, two findings of a check, and a file that
  /// does not compile.
  void writeOneOfEverything();

  /// Runs async-tidy with \p Arguments.
  static ProgramResult run(const Words &Arguments);
  /// Runs a line of sh; "$@" in it is async-tidy with \p Arguments.
  static ProgramResult runIn(const std::string &Script, const Words &Arguments);

  /// The report of a run over the whole database with nullptr as only concern.
  nlohmann::json report(const Words &More = {});

  /// The names in the project's directory, the cache aside.
  Words names() const;

  ScratchDirectory Project;
};

/// One clear sentence, from async-tidy, that has \p Fragment in it.
testing::Matcher<std::string> isSentenceWith(const std::string &Fragment);

/// The checks that find something in it.
constexpr const char *OneOfEverything =
    "--checks=-*,async-*,modernize-use-nullptr";
constexpr const char *OnlyNullptr = "--checks=-*,modernize-use-nullptr";

} // namespace asynctidy

#endif
