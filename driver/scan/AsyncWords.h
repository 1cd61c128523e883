#ifndef ASYNCTIDY_DRIVER_SCAN_ASYNCWORDS_H
#define ASYNCTIDY_DRIVER_SCAN_ASYNCWORDS_H

#include "checks/model/VocabularyFile.h"
#include <set>
#include <string>
#include <vector>

namespace asynctidy {

/// Words of which at least one is in some file of a translation unit that an
/// async check can find anything in: the language's, what known libraries call
/// their contexts and tokens, and all names of the configured vocabulary files.
struct AsyncWords {
  std::set<std::string> Anywhere;
  /// The standard library's own headers have these, too.
  std::set<std::string> InOwnFiles;
};

AsyncWords asyncWords(const std::vector<VocabularyFile> &Configured);

} // namespace asynctidy

#endif
