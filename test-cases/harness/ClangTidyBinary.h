#ifndef ASYNCTIDY_TEST_CASES_HARNESS_CLANGTIDYBINARY_H
#define ASYNCTIDY_TEST_CASES_HARNESS_CLANGTIDYBINARY_H

#include "Runner.h"

namespace asynctidy {

/// Runs the unmodified clang-tidy with the plugin loaded.
class ClangTidyBinary : public BatchRunner {
public:
  using BatchRunner::BatchRunner;

  llvm::Error fix(const Case &Which) override;

protected:
  llvm::Expected<Findings> runBatch(const Batch &Cases) override;
};

} // namespace asynctidy

#endif
