#ifndef ASYNCTIDY_TEST_CASES_HARNESS_CASEFILE_H
#define ASYNCTIDY_TEST_CASES_HARNESS_CASEFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace asynctidy {

enum class Level { Warning, Note, Error };

/// "warning", "note" or "error".
llvm::StringRef levelName(Level Value);

/// One `// warn: fragment` or `// note: fragment`.
struct Expectation {
  Level Severity;
  /// Where the diagnostic has to be, 1-based.
  unsigned Line;
  /// Has to be part of the message.
  std::string Fragment;
  /// Where the comment stands, which differs from Line for `// warn@+1:`.
  unsigned WrittenAt;
};

/// One `// not yet: async-foo: fragment`: what a check that is not written yet
/// will say here. Once there is such a check, the case has to say `warn`.
struct PlannedFinding {
  unsigned Line;
  std::string Check;
  std::string Fragment;
};

/// What the comments of a case say.
struct CaseFile {
  std::vector<Expectation> Expected;
  std::vector<PlannedFinding> Planned;
  /// `// options: async-x.Name=value; async-x.Other=value`
  std::map<std::string, std::string> Options;
  /// `// std: c++23`
  std::string Standard = "c++20";
  /// `// flags: -DNAME -fPIC`, for the compiler
  std::vector<std::string> Flags;
  /// `// needs: boost/asio.hpp`, headers without which the case cannot run
  std::vector<std::string> Needs;

  bool expectsWarnings() const;
};

/// Reads the comments of the case \p Text. Header keys count up to the first
/// line that is neither blank nor a comment. An error is one sentence that
/// starts with the line.
llvm::Expected<CaseFile> parseCaseFile(llvm::StringRef Text);

} // namespace asynctidy

#endif
