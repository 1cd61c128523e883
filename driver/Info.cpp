#include "driver/Info.h"
#include "checks/Registry.h"
#include "driver/Configuration.h"
#include "driver/Paths.h"
#include "driver/Run.h"
#include "driver/report/Json.h"
#include "llvm/Support/raw_ostream.h"

namespace asynctidy {

int listChecks(const Options &Given) {
  if (Given.Format == ReportFormat::Json) {
    llvm::outs() << jsonCheckList();
    return Clean;
  }
  llvm::Expected<Configuration> Config = Configuration::create(Given.Engine);
  if (!Config) {
    llvm::errs() << "async-tidy: " << llvm::toString(Config.takeError())
                 << "\n";
    return Unusable;
  }
  const std::string File =
      absolutePath(Given.Files.empty() ? "any.cpp" : Given.Files.front());
  llvm::outs() << "Enabled checks:";
  for (const std::string &Name : Config->checksFor(File))
    llvm::outs() << "\n    " << Name;
  llvm::outs() << "\n\n";
  return Clean;
}

int explainCheck(const std::string &Name) {
  if (!findCheck(Name)) {
    llvm::errs() << "async-tidy: --explain names " << Name
                 << ", which is no async check; see --list-checks\n";
    return Unusable;
  }
  llvm::outs() << checkPage(Name);
  return Clean;
}

} // namespace asynctidy
