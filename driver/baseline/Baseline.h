#ifndef ASYNCTIDY_DRIVER_BASELINE_BASELINE_H
#define ASYNCTIDY_DRIVER_BASELINE_BASELINE_H

#include "driver/Finding.h"
#include "driver/SourceText.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <map>

namespace asynctidy {

/// What a finding is known by: nothing in it changes when code moves.
struct BaselineKey {
  std::string Check;
  std::string Path; ///< relative to the source root
  std::string Function;
  std::string LineHash; ///< of the line without its blanks

  auto operator<=>(const BaselineKey &) const = default;
};

/// The hash in the key of a finding on \p Line.
std::string hashOfLine(llvm::StringRef Line);

/// The findings that a project lives with for now, and how often each is
/// there.
struct Baseline {
  std::map<BaselineKey, unsigned> Counts;
  bool IsReport = false; ///< read from SARIF

  /// Reads \p Path, a file of ours or an earlier SARIF report. An error is one
  /// sentence with the path and the line.
  static llvm::Expected<Baseline> read(const std::string &Path);
  static Baseline of(const std::vector<Finding> &Findings,
                     const std::string &SourceRoot, SourceCache &Sources);

  /// The file's text: sorted lines, so that changes of two branches merge.
  std::string text() const;

  /// Moves what is known from the findings of \p Of to its known ones. Where a
  /// key has more findings than its count, none of them is: they all look the
  /// same, and only a person can tell which is the new one.
  void moveKnown(Report &Of, SourceCache &Sources) const;

  /// Lowers the counts to those of \p Present, which has what was found, for
  /// the keys that were \p Judged, and returns by how many findings.
  unsigned prune(const Baseline &Present,
                 llvm::function_ref<bool(const BaselineKey &)> Judged);
};

} // namespace asynctidy

#endif
