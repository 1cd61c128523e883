#include "driver/Combinations.h"
#include "llvm/ADT/Twine.h"

namespace asynctidy {

llvm::Error usageError(const llvm::Twine &Sentence) {
  return llvm::createStringError(
      std::make_error_code(std::errc::invalid_argument), Sentence);
}

/// Parts of the work, and what is made of them.
static llvm::Error checkParts(const Options &Given) {
  const char *const Part = Given.Shard.Count ? "--shard" : "--work";
  if (Given.isPart() && (Given.WriteBaseline || Given.PruneBaseline))
    return usageError("a part knows only its own findings: write or prune the "
                      "baseline with --merge, or in a run without " +
                      llvm::Twine(Part));
  if (Given.isPart() && Given.Fix)
    return usageError("several parts would edit the same headers: give --fix "
                      "without " +
                      llvm::Twine(Part));
  if (!Given.WorkPath.empty() &&
      (!Given.Files.empty() || !Given.BuildPath.empty() || Given.Flags ||
       !Given.SourceFilter.empty() || Given.hasDiff() || Given.Shard.Count ||
       Given.ListWork))
    return usageError("the lines of --work say what to analyse and how: give "
                      "files, flags, -p, --diff and --shard to the run with "
                      "--list-work");
  if (!Given.Merge)
    return llvm::Error::success();
  if (Given.Files.empty())
    return usageError("--merge needs the SARIF reports of all parts");
  if (Given.SarifPath.empty())
    return usageError("--merge names no file for the merged report; '-' is "
                      "standard output");
  if (Given.isPart() || Given.ListWork || Given.Flags ||
      !Given.BuildPath.empty())
    return usageError("--merge analyses nothing: give -p, flags, --shard, "
                      "--work and --list-work to the parts");
  if (Given.Fix && !Given.DryRun)
    return usageError("--merge analyses nothing, and --fix has to: give "
                      "--dry-run too, or --export-fixes");
  return llvm::Error::success();
}

llvm::Error checkCombinations(const Options &Given) {
  if (llvm::Error Problem = checkParts(Given))
    return Problem;
  if (Given.Engine.Level < 1 || Given.Engine.Level > 3)
    return usageError("--level=" + llvm::Twine(Given.Engine.Level) +
                      " does not exist: the levels are 1, 2 and 3");
  if (Given.Engine.Config && Given.Engine.ConfigFile)
    return usageError("--config and --config-file exclude each other: give "
                      "only one");
  if (Given.SarifPath == "-" && Given.Format != ReportFormat::Text)
    return usageError(llvm::Twine(Given.Merge ? "--merge" : "--export-sarif") +
                      "=- and --output-format both write to standard output: "
                      "give only one");
  if (Given.BaselinePath.empty() &&
      (Given.WriteBaseline || Given.PruneBaseline))
    return usageError(llvm::Twine(Given.WriteBaseline ? "--write-baseline"
                                                      : "--prune-baseline") +
                      " needs --baseline=<file>, the file to write");
  if (Given.WriteBaseline && Given.PruneBaseline)
    return usageError("--write-baseline and --prune-baseline exclude each "
                      "other: give only one");
  if (Given.WriteBaseline && Given.Fix)
    return usageError("--write-baseline and --fix exclude each other: fix "
                      "first, then write the baseline of what is left");
  if (!Given.DiffPath.empty() && !Given.DiffBase.empty())
    return usageError("--diff and --diff-base exclude each other: give only "
                      "one");
  if (Given.hasDiff() && Given.WriteBaseline)
    return usageError("a baseline of changed lines would lose the others: give "
                      "--write-baseline without --diff or --diff-base");
  if (Given.hasDiff() && Given.Fix)
    return usageError("--fix moves the lines that --diff or --diff-base name: "
                      "give only one");
  if (Given.DryRun && !Given.Fix)
    return usageError("--dry-run shows what --fix would do: give both");
  if (Given.DryRun && Given.PruneBaseline)
    return usageError("--dry-run writes nothing: give --prune-baseline without "
                      "it");
  if (Given.DryRun &&
      (Given.Format != ReportFormat::Text || Given.SarifPath == "-"))
    return usageError("the diff of --dry-run and the report both go to "
                      "standard output: give only one");
  if (Given.Fix && !Given.FixesPath.empty())
    return usageError("--fix and --export-fixes exclude each other: give only "
                      "one");
  if (Given.NoCache && !Given.CacheDir.empty())
    return usageError("--cache-dir and --no-cache exclude each other: give "
                      "only one");
  if (!Given.ProfilePath.empty() && !Given.Profile)
    return usageError("--store-check-profile says where to write what "
                      "--enable-check-profile measures: give both");
  if (Given.Flags && !Given.BuildPath.empty())
    return usageError("-p and flags after -- exclude each other: give only "
                      "one");
  if (Given.Flags && Given.Files.empty())
    return usageError("there are flags after --, but no file before it");
  return llvm::Error::success();
}

} // namespace asynctidy
