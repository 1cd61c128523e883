#ifndef ASYNCTIDY_DRIVER_SCAN_ASYNCWORDS_H
#define ASYNCTIDY_DRIVER_SCAN_ASYNCWORDS_H

#include "checks/model/VocabularyFile.h"
#include "llvm/ADT/StringSet.h"
#include <vector>

namespace asynctidy {

/// Words of which at least one is in the code of a translation unit that an
/// async check can find anything in: the language's, what known libraries call
/// their contexts and tokens, and all names of the configured vocabulary files.
class AsyncWords {
public:
  AsyncWords() = default; ///< None.
  explicit AsyncWords(const std::vector<VocabularyFile> &Configured);

  /// Whether one of them is in \p Code, which a zero follows. What is in
  /// comments and in strings counts as little as it does for the compiler; a
  /// string may annotate something, though: `annotate("async:context")`.
  bool areIn(llvm::StringRef Code, bool InSystemHeader) const;

private:
  llvm::StringSet<> Anywhere;
  /// The standard library's own headers and the compiler's have these, too.
  llvm::StringSet<> InOwnFiles;
};

} // namespace asynctidy

#endif
