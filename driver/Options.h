#ifndef ASYNCTIDY_DRIVER_OPTIONS_H
#define ASYNCTIDY_DRIVER_OPTIONS_H

#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace asynctidy {

/// What is handed on to clang-tidy's own options; unset means that the
/// .clang-tidy files decide.
struct EngineOptions {
  /// The checks that are on when no configuration names any: those of
  /// Checks.def whose tier is not above it.
  unsigned Level = 1;
  std::optional<std::string> Checks;
  std::optional<std::string> WarningsAsErrors;
  std::optional<std::string> HeaderFilter;
  std::optional<std::string> ExcludeHeaderFilter;
  std::optional<bool> SystemHeaders;
  std::optional<std::string> Config;     ///< YAML
  std::optional<std::string> ConfigFile; ///< its path
  /// Checks that came after this version are off.
  std::optional<std::string> ChecksAsOf;
  std::optional<std::string> LineFilter;  ///< JSON, as clang-tidy takes it
  std::optional<std::string> FormatStyle; ///< of fixed code
};

enum class ReportFormat {
  Text,
  Sarif,
  Json,
  JsonLines,
  RdJsonl,
  GitLab,
  GitHub,
  SonarQube,
  Html
};
enum class FailOn { Note, Warning, Error, Never };

/// The command line.
struct Options {
  std::string BuildPath;
  std::vector<std::string> Files;
  /// The words after `--`.
  std::optional<std::vector<std::string>> Flags;
  std::vector<std::string> ExtraArgs;
  std::vector<std::string> ExtraArgsBefore;
  std::vector<std::string> RemovedArgs;
  std::string SourceFilter; ///< a regular expression
  EngineOptions Engine;
  std::string SourceRoot;

  unsigned Jobs = 0;             ///< 0: what the machine can bear
  double MaxLoad = 0;            ///< 0: whatever the load
  unsigned TimeoutInSeconds = 0; ///< for one translation unit; 0: none
  unsigned MemoryInMiB = 0;      ///< for one worker process; 0: no bound

  /// This run's part of the translation units: the Index-th of Count.
  struct {
    unsigned Index = 0;
    unsigned Count = 0; ///< 0: all of them
  } Shard;
  bool ListWork = false;
  std::string WorkPath; ///< of lines that --list-work printed
  bool isPart() const { return Shard.Count > 0 || !WorkPath.empty(); }
  /// Merge the reports of parts, which are the files then, into SarifPath.
  bool Merge = false;
  std::string CacheDir; ///< default: in the build directory, if there is one
  bool NoCache = false;
  bool FullBodies = false; ///< parse what no check looks at, too
  bool NoPrescan = false;  ///< parse also what has no async code

  ReportFormat Format = ReportFormat::Text;
  std::string SarifPath;
  std::string FixesPath;
  FailOn Gate = FailOn::Warning;
  std::optional<bool> UseColor;
  bool Quiet = false;
  bool HideProgress = false;
  bool Fix = false;
  bool DryRun = false; ///< with Fix: print a diff, write nothing

  std::string BaselinePath;
  bool WriteBaseline = false;
  bool PruneBaseline = false;

  bool ReportUnusedNoLint = false;
  bool RequireNoLintReason = false;
  bool ShowSuppressed = false;

  std::string DiffPath;
  std::string DiffBase;
  unsigned DiffStrip = 1;
  bool hasDiff() const { return !DiffPath.empty() || !DiffBase.empty(); }

  bool AllowNoChecks = false;
  bool Profile = false;
  std::string ProfilePath; ///< directory for a file of each unit

  bool ListChecks = false;
  bool DumpConfig = false;
  bool ExplainConfig = false;
  bool VerifyConfig = false;
  std::string Explain;
};

/// Reads the command line; --help and --version end the program. An error is
/// one sentence.
llvm::Expected<Options> parseOptions(int Argc, const char **Argv);

} // namespace asynctidy

#endif
