#ifndef ASYNCTIDY_DRIVER_SCAN_DIRECTIVESCANNER_H
#define ASYNCTIDY_DRIVER_SCAN_DIRECTIVESCANNER_H

#include "driver/Plan.h"
#include "driver/cache/FileLog.h"
#include "driver/scan/AsyncWords.h"
#include <map>
#include <memory>
#include <set>
#include <string>

namespace asynctidy {

/// What the preprocessor meets in a translation unit.
struct Reached {
  std::set<std::string> Files; ///< without symbolic links; no system headers
  /// Of the C++ standard library, as they are included: `vector`.
  std::set<std::string> StandardHeaders;
  uint64_t Bytes = 0; ///< of all its files
  /// Some file has one of the scanner's words.
  bool MentionsWord = false;
  /// What is in a system header depends on what stands before it, or the other
  /// way round: macros of the one decide in the other, or flags include files.
  bool DependsOnOrder = false;
  /// Something is missing, or comes from elsewhere, like a module.
  bool IsIncomplete = false;
};

/// Runs the preprocessor alone, over nothing but the directives of each file,
/// by Clang's dependency scanner, which keeps what it has read for the next
/// unit. Not thread-safe.
class DirectiveScanner {
public:
  /// What it keeps, in Clang's words.
  struct Clang;

  explicit DirectiveScanner(AsyncWords Words = {});
  ~DirectiveScanner();

  /// What it asks the file system goes into \p Log, if there is one.
  Reached scan(const WorkItem &Item, FileLog *Log = nullptr);

private:
  std::unique_ptr<Clang> Kept;
};

} // namespace asynctidy

#endif
