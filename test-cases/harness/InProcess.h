#ifndef ASYNCTIDY_TEST_CASES_HARNESS_INPROCESS_H
#define ASYNCTIDY_TEST_CASES_HARNESS_INPROCESS_H

#include "ParsedHeaders.h"
#include "Runner.h"

namespace clang::tidy {
struct ClangTidyError;
struct ClangTidyOptions;
} // namespace clang::tidy

namespace asynctidy {

/// The configuration of a case, as the engine takes it.
llvm::Expected<clang::tidy::ClangTidyOptions>
clangTidyOptionsOf(const Case &Which);

/// Runs clang-tidy's engine in this process, with the checks linked in, on
/// headers that were parsed before. The other ways parse them with each case.
class InProcess : public Runner {
public:
  explicit InProcess(const std::vector<Case> &All);
  ~InProcess() override;

  llvm::Expected<Findings> run(const Case &Which) override;

  /// Unlike clang-tidy, takes two fixes that contradict each other as an error.
  llvm::Error fix(const Case &Which) override;

private:
  struct Analysis {
    std::string Path;
    std::vector<clang::tidy::ClangTidyError> Errors;
    Findings Found;
  };
  /// One for a text and its flags, whatever file it is in: the other ways are
  /// compared with it, and what its fixes make is tried out.
  llvm::Expected<const Analysis *> analyse(const Case &Which);

  ParsedHeaders Headers;
  std::map<std::string, Analysis> Known;
};

} // namespace asynctidy

#endif
