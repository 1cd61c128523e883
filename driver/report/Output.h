#ifndef ASYNCTIDY_DRIVER_REPORT_OUTPUT_H
#define ASYNCTIDY_DRIVER_REPORT_OUTPUT_H

#include "driver/AtomicFile.h"
#include "driver/Finding.h"
#include "driver/Options.h"

namespace asynctidy {

/// All places that a run's report goes to: standard output, and the files that
/// the command line names.
class Output {
public:
  /// Opens the files, so that one that cannot be written is known before the
  /// work is done. An error is one sentence.
  static llvm::Expected<Output> open(const Options &Given);

  /// Also tells on standard error what was not analysed.
  llvm::Error write(const Report &What);

private:
  explicit Output(const Options &Given) : Given(Given) {}

  llvm::Error writeSarif(const std::string &Log);
  llvm::Error writeText(const std::string &Text) const;
  llvm::Error printDiff(const Report &What) const;
  llvm::Error exportFixes(const Report &What);
  bool hasSarifOnly() const { return Given.SarifPath == "-"; }
  bool color() const;

  const Options &Given;
  std::optional<AtomicFile> SarifFile;
  std::optional<AtomicFile> FixesFile;
};

} // namespace asynctidy

#endif
