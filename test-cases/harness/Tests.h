#ifndef ASYNCTIDY_TEST_CASES_HARNESS_TESTS_H
#define ASYNCTIDY_TEST_CASES_HARNESS_TESTS_H

#include "Runner.h"

namespace asynctidy {

struct Way {
  std::string Name;
  std::unique_ptr<Runner> Runs;
};

// Each of these registers tests with GoogleTest; what is passed has to outlive
// the run. The first way is the one that the others are compared with.

/// `InProcess.async-fire-and-forget/warns`: a case the one way.
void registerCaseTests(const std::vector<Case> &Cases,
                       const std::vector<Way> &Ways);

/// `Fixes.async-fire-and-forget/fixes`
void registerFixTests(const std::vector<Case> &Cases,
                      const std::vector<Way> &Ways);

/// `FixedCompiles.async-fire-and-forget/warns`
void registerFixedCompilesTests(const std::vector<Case> &Cases, Runner &Engine);

/// `Parity.async-fire-and-forget`: a line of the registry has everything that
/// a check needs; `ParityOfFolders.are-registered` is the way back.
void registerParityTests(llvm::StringRef Root);

} // namespace asynctidy

#endif
