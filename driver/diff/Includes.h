#ifndef ASYNCTIDY_DRIVER_DIFF_INCLUDES_H
#define ASYNCTIDY_DRIVER_DIFF_INCLUDES_H

#include "driver/Plan.h"
#include <memory>
#include <set>
#include <string>

namespace asynctidy {

/// Clang's dependency scanner, which reads only the preprocessor's lines of a
/// file and keeps what it read for the next unit.
class IncludeScanner {
public:
  IncludeScanner();
  ~IncludeScanner();

  struct Result {
    std::set<std::string> Files; ///< without symbolic links
    bool HasErrors;              ///< some of its headers are missing, say
  };
  /// Finds all that \p Item consists of.
  Result scan(const WorkItem &Item);

private:
  struct Clang;
  std::unique_ptr<Clang> Scanner;
};

} // namespace asynctidy

#endif
