#ifndef ASYNCTIDY_DRIVER_BASELINE_BASELINESTEP_H
#define ASYNCTIDY_DRIVER_BASELINE_BASELINESTEP_H

#include "driver/AtomicFile.h"
#include "driver/Options.h"
#include "driver/baseline/Coverage.h"

namespace asynctidy {

/// What --baseline and the options beside it do in a run.
class BaselineStep {
public:
  /// Reads the file, and opens it if it is to be written.
  static llvm::Expected<BaselineStep> create(const Options &Given);

  /// Takes what is known out of the findings of \p To.
  void apply(Report &To, const Coverage &Covered);

  /// Writes the file if that was asked for, and says how much was removed.
  llvm::Expected<unsigned> write(Report &Of);

private:
  explicit BaselineStep(bool Writes, bool Prunes)
      : Writes(Writes), Prunes(Prunes) {}

  bool Writes;
  bool Prunes;
  Baseline Known;
  Baseline Left; ///< of the known, what is not fixed
  std::optional<AtomicFile> File;
};

} // namespace asynctidy

#endif
