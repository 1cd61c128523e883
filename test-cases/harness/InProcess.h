#ifndef ASYNCTIDY_TEST_CASES_HARNESS_INPROCESS_H
#define ASYNCTIDY_TEST_CASES_HARNESS_INPROCESS_H

#include "Runner.h"

namespace clang::tidy {
struct ClangTidyOptions;
} // namespace clang::tidy

namespace asynctidy {

/// The configuration of a case, as the engine takes it.
llvm::Expected<clang::tidy::ClangTidyOptions>
clangTidyOptionsOf(const Case &Which);

/// Runs clang-tidy's engine in this process, with the checks linked in.
class InProcess : public Runner {
public:
  llvm::Expected<Findings> run(const Case &Which) override;

  /// Unlike clang-tidy, takes two fixes that contradict each other as an error.
  llvm::Error fix(const Case &Which) override;

private:
  /// By path: the other ways are compared with these.
  std::map<std::string, Findings> Known;
};

} // namespace asynctidy

#endif
