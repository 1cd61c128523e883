#ifndef ASYNCTIDY_TEST_CASES_HARNESS_DRIVERBINARY_H
#define ASYNCTIDY_TEST_CASES_HARNESS_DRIVERBINARY_H

#include "Runner.h"

namespace asynctidy {

/// Runs async-tidy and reads its JSON.
class DriverBinary : public BatchRunner {
public:
  using BatchRunner::BatchRunner;

  llvm::Error fix(const Case &Which) override;

protected:
  llvm::Expected<Findings> runBatch(const Batch &Cases) override;
};

} // namespace asynctidy

#endif
