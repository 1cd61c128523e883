#ifndef ASYNCTIDY_TEST_CASES_HARNESS_FILES_H
#define ASYNCTIDY_TEST_CASES_HARNESS_FILES_H

#include "llvm/ADT/StringRef.h"
#include <initializer_list>
#include <string>
#include <vector>

namespace asynctidy {

/// A directory that goes when the object goes.
class ScratchDirectory {
public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory &) = delete;
  ScratchDirectory &operator=(const ScratchDirectory &) = delete;

  /// Writes \p Text to the file \p Name, which may name a folder too, and
  /// gives its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const;
  std::string path(llvm::StringRef Name) const;

private:
  std::string Root;
};

/// All of a file; stops the program with a sentence if it cannot be read.
std::string readText(llvm::StringRef Path);

/// Writes the file \p Path, or stops the program with a sentence.
void writeText(llvm::StringRef Path, llvm::StringRef Text);

/// The names in \p Directory, sorted: of its folders, or of its files.
std::vector<std::string> folderNames(llvm::StringRef Directory);
std::vector<std::string> fileNames(llvm::StringRef Directory);

/// The parts as one path.
std::string joinPath(std::initializer_list<llvm::StringRef> Parts);

} // namespace asynctidy

#endif
