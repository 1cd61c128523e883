#ifndef ASYNCTIDY_DRIVER_CACHE_RESULTCACHE_H
#define ASYNCTIDY_DRIVER_CACHE_RESULTCACHE_H

#include "driver/Engine.h"
#include "driver/cache/FileLog.h"

namespace asynctidy {

/// What came of earlier analyses, one file each in a directory that several
/// runs and machines may share. A result is used again only if the program, the
/// command and the options are the same, and every file that was read or looked
/// for is as it was. Not thread-safe.
class ResultCache {
public:
  /// Makes the directory. An error is one sentence.
  static llvm::Expected<ResultCache> open(const std::string &Directory);

  /// What an analysis would say, if that is known.
  std::optional<UnitResult> find(const WorkItem &Item,
                                 const AnalysisOptions &How);
  /// Keeps what came of an analysis that has read \p Files. What failed may do
  /// so for a reason that no file shows, and is not kept.
  void keep(const WorkItem &Item, const AnalysisOptions &How,
            const FileAnswers &Files, const UnitResult &Result) const;

  /// Where to keep how long the analyses took.
  std::string pathOfTimes() const;

  /// Drops what was not used for longest, once there is too much.
  void prune() const;

private:
  explicit ResultCache(std::string Directory, std::string Program)
      : Directory(std::move(Directory)), Program(std::move(Program)) {}

  std::string pathFor(const WorkItem &Item, const AnalysisOptions &How) const;

  std::string Directory;
  std::string Program; ///< the hash of this executable
  FileQuestions Now;
};

} // namespace asynctidy

#endif
