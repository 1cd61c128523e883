#ifndef ASYNCTIDY_TEST_CASES_HARNESS_RUNNER_H
#define ASYNCTIDY_TEST_CASES_HARNESS_RUNNER_H

#include "Discovery.h"
#include "Findings.h"
#include <map>

namespace asynctidy {

/// One way of running a case. All of them have to give the same findings.
class Runner {
public:
  virtual ~Runner() = default;

  /// The findings of a case that was discovered, sorted.
  virtual llvm::Expected<Findings> run(const Case &Which) = 0;

  /// Applies every fix to the file of \p Which, a copy of a case.
  virtual llvm::Error fix(const Case &Which) = 0;
};

/// A way that starts a program: all cases of a folder that can share a command
/// line are given to one process, as starting costs more than a case.
class BatchRunner : public Runner {
public:
  explicit BatchRunner(const std::vector<Case> &All) : All(All) {}

  llvm::Expected<Findings> run(const Case &Which) final;

protected:
  using Batch = std::vector<const Case *>;

  /// The findings of cases with equal configuration and flags.
  virtual llvm::Expected<Findings> runBatch(const Batch &Cases) = 0;

private:
  struct Result {
    Findings Found;
    std::string Problem;
  };
  const Result &resultOf(const Case &Which);

  const std::vector<Case> &All;
  std::map<std::string, Result> Results;
};

} // namespace asynctidy

#endif
