#ifndef ASYNCTIDY_DRIVER_STAGES_H
#define ASYNCTIDY_DRIVER_STAGES_H

#include "driver/Configuration.h"
#include "driver/Engine.h"
#include "driver/Worker.h"
#include "driver/cache/ResultCache.h"
#include "driver/cache/UnitTimes.h"
#include "driver/parse/SharedHeaders.h"
#include "driver/scan/DirectiveScanner.h"

namespace asynctidy {

/// The way to the results of many translation units: look what is known, scan
/// the directives of the rest and leave out what has nothing asynchronous,
/// precompile what the others have in common, and analyse these, the longest
/// first.
class Stages {
public:
  struct Inputs {
    const Plan &Work;
    const AnalysisOptions How;
    const Configuration::Verdict &Checks;
    ResultCache *Cache; ///< or null
  };
  explicit Stages(Inputs Given);

  /// Does a job for each item, in worker processes.
  using RunJobs = std::function<llvm::Expected<std::vector<UnitResult>>(
      const std::vector<size_t> &Items, const Analysis &Job)>;

  /// The results of \p Items, in their order. \p Prepare runs the stages
  /// before the last one, which \p Analyse runs.
  llvm::Expected<std::vector<UnitResult>> run(const std::vector<size_t> &Items,
                                              const RunJobs &Prepare,
                                              const RunJobs &Analyse);

private:
  UnitResult survey(size_t Item);
  UnitResult analyse(size_t Item) const;
  UnitResult analyseInTime(size_t Item) const;
  UnitResult analyse(size_t Item, const SharedHeaders *Begin) const;
  AnalysisOptions optionsFor(size_t Item) const;
  /// Replaces those of \p Results that crashed, unless they do so again.
  llvm::Error analysePlainly(const std::vector<size_t> &Items,
                             std::vector<UnitResult> &Results,
                             const RunJobs &Analyse);
  llvm::Error shareHeaders(const std::vector<size_t> &Items,
                           const std::vector<UnitResult> &Surveyed,
                           const RunJobs &Prepare);

  const Inputs Given;
  DirectiveScanner Scanner; ///< each worker's copy
  UnitTimes Times;
  std::vector<SharedHeaders> Shared;
  std::map<size_t, const SharedHeaders *> SharedBy; ///< by item
};

} // namespace asynctidy

#endif
