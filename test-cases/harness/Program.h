#ifndef ASYNCTIDY_TEST_CASES_HARNESS_PROGRAM_H
#define ASYNCTIDY_TEST_CASES_HARNESS_PROGRAM_H

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace asynctidy {

struct ProgramResult {
  int ExitCode;
  std::string Out;
  std::string Errors;
};

/// Runs \p Command, whose first word is the program's path, with an empty
/// standard input. A program that cannot be started, crashes or takes longer
/// than ten minutes is an error; its exit code is not.
llvm::Expected<ProgramResult>
runProgram(const std::vector<std::string> &Command);

/// An error of one sentence.
llvm::Error problem(const llvm::Twine &Sentence);

} // namespace asynctidy

#endif
