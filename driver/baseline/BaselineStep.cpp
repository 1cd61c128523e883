#include "driver/baseline/BaselineStep.h"
#include "driver/Combinations.h"

namespace asynctidy {

llvm::Expected<BaselineStep> BaselineStep::create(const Options &Given) {
  BaselineStep Made(Given.WriteBaseline, Given.PruneBaseline);
  if (!Made.Writes) {
    llvm::Expected<Baseline> Read = Baseline::read(Given.BaselinePath);
    if (!Read)
      return Read.takeError();
    Made.Known = std::move(*Read);
    if (Made.Prunes && Made.Known.IsReport)
      return usageError(Given.BaselinePath +
                        " is a SARIF report, which --prune-baseline does not "
                        "change: use the report of a new run");
  }
  if (Made.Writes || Made.Prunes) {
    llvm::Expected<AtomicFile> Opened = AtomicFile::open(Given.BaselinePath);
    if (!Opened)
      return Opened.takeError();
    Made.File.emplace(std::move(*Opened));
  }
  return Made;
}

void BaselineStep::apply(Report &To, const Coverage &Covered) {
  SourceCache Sources;
  const Baseline Present = Baseline::of(To.Findings, To.SourceRoot, Sources);
  if (Writes)
    Known = Present;
  Known.moveKnown(To, Sources);
  To.HasBaseline = true;
  Left = Known;
  To.FixedOfBaseline = Left.prune(
      Present, [&](const BaselineKey &Key) { return Covered.judged(Key); });
}

llvm::Expected<unsigned> BaselineStep::write(Report &Of) {
  if (!File)
    return 0;
  if (llvm::Error Failed = File->write(Left.text()))
    return std::move(Failed);
  if (llvm::Error Failed = File->commit())
    return std::move(Failed);
  return std::exchange(Of.FixedOfBaseline, 0);
}

} // namespace asynctidy
