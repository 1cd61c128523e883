#ifndef ASYNCTIDY_DRIVER_ENGINE_H
#define ASYNCTIDY_DRIVER_ENGINE_H

#include "driver/Configuration.h"
#include "driver/Finding.h"
#include "driver/Plan.h"
#include "nlohmann/json_fwd.hpp"
#include "llvm/Support/VirtualFileSystem.h"
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace asynctidy {

/// What a survey tells of a translation unit that is to be analysed.
struct Outlook {
  std::set<std::string> StandardHeaders; ///< that it includes
  /// They would be the same before everything else.
  bool IsShareable = false;
  uint64_t Bytes = 0; ///< of all its files
};

/// What came of one translation unit.
struct UnitResult {
  std::vector<Finding> Findings;
  std::string Failure; ///< why it was not analysed; empty if it was
  /// What it consists of, without symbolic links; no system headers.
  std::set<std::string> Files = {};
  std::vector<Finding> Suppressed = {}; ///< by NOLINT, if asked for
  bool IsFromCache = false;             ///< what an earlier run said
  /// Nothing in it has to do with tasks: it was not parsed.
  bool HasNoAsync = false;
  std::optional<Outlook> Ahead = {}; ///< if there is no result yet
  bool HasCrashed = false;           ///< the worker, not just Clang's parser
  double Seconds = 0;                ///< that the analysis took

  /// Whether it may be another one once \p Edited has changed.
  bool reads(const std::set<std::string> &Edited) const;
};

struct AnalysisOptions {
  const Configuration &Checks;
  const std::string &SourceRoot;
  /// Code that has a NOLINT is analysed once more without.
  bool WithSuppressed = false;
  /// Where to write how long each check took; empty for nowhere.
  std::string ProfileDirectory;
  /// Leave out what no check of ours looks at, as ParseLess does.
  bool ParsesLess = false;
  /// Do not even parse what has no async code.
  bool Prescans = false;
  /// The precompiled header of its standard headers, if there is one.
  std::string Precompiled = "";
};

/// Makes file systems with working directories of their own: relative paths of
/// the configuration keep their meaning in the process.
using FileSystemMaker =
    std::function<llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>()>;
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> realFiles();

/// Runs the enabled checks over \p Item in this process, by clang-tidy's
/// engine. Findings in headers outside of \p SourceRoot are left out unless
/// the configuration chooses the headers itself. All that decides the result is
/// read through what \p Files makes.
UnitResult analyse(const WorkItem &Item, const AnalysisOptions &How,
                   const FileSystemMaker &Files = realFiles);

void to_json(nlohmann::ordered_json &To, const UnitResult &From);
void from_json(const nlohmann::ordered_json &From, UnitResult &To);

} // namespace asynctidy

#endif
