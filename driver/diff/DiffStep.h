#ifndef ASYNCTIDY_DRIVER_DIFF_DIFFSTEP_H
#define ASYNCTIDY_DRIVER_DIFF_DIFFSTEP_H

#include "driver/Finding.h"
#include "driver/Options.h"
#include "driver/Plan.h"
#include "driver/diff/Patch.h"

namespace asynctidy {

/// What --diff and --diff-base do in a run.
class DiffStep {
public:
  /// Reads the diff, whose paths are relative to \p SourceRoot or else to the
  /// working directory.
  static llvm::Expected<DiffStep> create(const Options &Given,
                                         const std::string &SourceRoot);

  /// Leaves the units in \p Of that see a changed line: changed sources, and
  /// for each changed header one that includes it.
  struct Choice {
    std::vector<std::string> Picked; ///< a sentence for each of the headers
    std::vector<std::string> Left;   ///< and for each file that no unit has
  };
  Choice choose(Plan &Of) const;

  /// Leaves the findings that are on a changed line. A note elsewhere does not
  /// count: what was written there was judged when it was written.
  void keepChanged(Report &Of) const;

private:
  explicit DiffStep(ChangedLines Lines) : Lines(std::move(Lines)) {}

  ChangedLines Lines; ///< by real path
};

} // namespace asynctidy

#endif
