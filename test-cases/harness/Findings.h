#ifndef ASYNCTIDY_TEST_CASES_HARNESS_FINDINGS_H
#define ASYNCTIDY_TEST_CASES_HARNESS_FINDINGS_H

#include "CaseFile.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

namespace clang::tooling {
struct Diagnostic;
}

namespace asynctidy {

/// A message and its place. A message without one has an empty path.
struct PlacedMessage {
  std::string Path;
  unsigned Line = 0;
  unsigned Column = 0;
  std::string Message;
};

/// A diagnostic in the form that every way of running a case gives.
struct Finding {
  std::string Check;
  Level Severity = Level::Warning;
  PlacedMessage Main;
  std::vector<PlacedMessage> Notes;
};

using Findings = std::vector<Finding>;

/// Turns the engine's diagnostics, which know offsets only, into findings.
class FindingReader {
public:
  Finding read(const clang::tooling::Diagnostic &Diagnostic);

private:
  PlacedMessage place(llvm::StringRef Message, llvm::StringRef Path,
                      unsigned Offset);

  llvm::StringMap<std::string> Texts;
};

/// By path, line, column and check.
void sortFindings(Findings &All);

/// One line a message, for comparing two ways of running a case.
std::string render(const Findings &All);

/// A line of a case at which something is missing or too much.
struct Mismatch {
  unsigned Line;
  std::string Text;
};

/// Compares what \p File expects with what was found in the case at \p Path.
/// Every warning and error has to be expected; notes only have to be there if
/// they are.
std::vector<Mismatch> mismatches(const CaseFile &File, llvm::StringRef Path,
                                 const Findings &Found);

} // namespace asynctidy

#endif
