#include "driver/report/Output.h"
#include "driver/Complain.h"
#include "driver/Paths.h"
#include "driver/apply/Fixes.h"
#include "driver/apply/FormatEdits.h"
#include "driver/apply/UnifiedDiff.h"
#include "driver/report/ExportFixes.h"
#include "driver/report/Formats.h"
#include "driver/report/Sarif.h"
#include "driver/report/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Process.h"

namespace asynctidy {

static llvm::Error openFile(const std::string &Path,
                            std::optional<AtomicFile> &To) {
  if (Path.empty())
    return llvm::Error::success();
  llvm::Expected<AtomicFile> Opened = AtomicFile::open(Path);
  if (!Opened)
    return Opened.takeError();
  To.emplace(std::move(*Opened));
  return llvm::Error::success();
}

static llvm::Error writeFile(AtomicFile &To, const std::string &Text) {
  if (llvm::Error Failed = To.write(Text))
    return Failed;
  return To.commit();
}

static llvm::Error print(const std::string &Text) {
  llvm::outs() << Text;
  llvm::outs().flush();
  if (!llvm::outs().has_error())
    return llvm::Error::success();
  const std::error_code Why = llvm::outs().error();
  llvm::outs().clear_error();
  return llvm::createStringError(Why, "cannot write to standard output: " +
                                          Why.message());
}

llvm::Expected<Output> Output::open(const Options &Given) {
  Output Made(Given);
  if (!Made.hasSarifOnly())
    if (llvm::Error Failed = openFile(Given.SarifPath, Made.SarifFile))
      return std::move(Failed);
  if (llvm::Error Failed = openFile(Given.FixesPath, Made.FixesFile))
    return std::move(Failed);
  return Made;
}

llvm::Error Output::write(const Report &What) {
  SourceCache Sources;
  if (Given.Format == ReportFormat::Sarif || !Given.SarifPath.empty())
    if (llvm::Error Failed = writeSarif(sarifReport(What, Sources)))
      return Failed;
  if (Given.Format != ReportFormat::Text && Given.Format != ReportFormat::Sarif)
    if (llvm::Error Failed = print(reportFor(Given.Format, What, Sources)))
      return Failed;
  if (Given.DryRun) {
    if (llvm::Error Failed = printDiff(What))
      return Failed;
  } else if (Given.Format == ReportFormat::Text) {
    if (llvm::Error Failed =
            writeText(textReport(What, Sources, realPath("."), color())))
      return Failed;
  }
  if (FixesFile)
    if (llvm::Error Failed = exportFixes(What))
      return Failed;
  for (const FailedUnit &Each : What.Units.Failed)
    complain(Each.Path + " was not analysed: " + Each.Reason);
  return llvm::Error::success();
}

llvm::Error Output::writeSarif(const std::string &Log) {
  if (SarifFile)
    if (llvm::Error Failed = writeFile(*SarifFile, Log))
      return Failed;
  if (hasSarifOnly() || Given.Format == ReportFormat::Sarif)
    return print(Log);
  return llvm::Error::success();
}

llvm::Error Output::writeText(const std::string &Text) const {
  if (!hasSarifOnly())
    return print(Text);
  llvm::errs() << Text;
  return llvm::Error::success();
}

llvm::Error Output::printDiff(const Report &What) const {
  llvm::Expected<FixPlan> Fixes = planFixes(What.Findings);
  if (!Fixes)
    return Fixes.takeError();
  if (llvm::Error Failed = formatEdits(*Fixes, Given.Engine))
    return Failed;
  const UnifiedDiff Diff = unifiedDiff(*Fixes, What.SourceRoot);
  llvm::for_each(Fixes->Refusals, complain);
  for (const std::string &Path : Diff.Outside)
    complain("the diff is without " + Path +
             ", which lies outside of the source root " + What.SourceRoot);
  return print(Diff.Text);
}

llvm::Error Output::exportFixes(const Report &What) {
  llvm::Expected<FixPlan> Fixes = planFixes(What.Findings);
  if (!Fixes)
    return Fixes.takeError();
  llvm::for_each(Fixes->Refusals, complain);
  return writeFile(*FixesFile, fixesYaml(What, *Fixes));
}

bool Output::color() const {
  if (Given.UseColor)
    return *Given.UseColor;
  return hasSarifOnly() ? llvm::sys::Process::StandardErrHasColors()
                        : llvm::sys::Process::StandardOutHasColors();
}

} // namespace asynctidy
