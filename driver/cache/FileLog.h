#ifndef ASYNCTIDY_DRIVER_CACHE_FILELOG_H
#define ASYNCTIDY_DRIVER_CACHE_FILELOG_H

#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <memory>
#include <string>

namespace asynctidy {

/// What a file system says of each path: the content of a file or the names in
/// a directory, as a hash; that it is there; or that it is not; and where a
/// file really is, behind symbolic links. Answers that are equal lead to an
/// equal analysis.
using FileAnswers = std::map<std::string, std::string>;

/// Adds what \p More says; the content of a file says more than that it is
/// there.
void add(FileAnswers &To, const FileAnswers &More);

/// Tells where files really are. Remembers directories.
class RealPlaces {
public:
  /// Empty if the absolute \p Path has no symbolic links and no dots.
  std::string of(llvm::StringRef Path);

private:
  std::map<std::string, std::string> Directories;
};

/// Writes down all that an analysis asks the file system. Also what is not
/// there: a header that appears before another one of its name changes the
/// code.
class FileLog {
public:
  FileLog();

  /// The file system to analyse with: \p Real, watched.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
  watch(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Real);

  const FileAnswers &answers() const { return *Answers; }

private:
  std::shared_ptr<FileAnswers> Answers;
};

/// Asks the same questions again. Remembers files that several analyses have
/// read, so one of these is for one short run.
class FileQuestions {
public:
  /// Whether everything in \p Before is still so.
  bool holds(const FileAnswers &Before);

private:
  std::string answer(const std::string &Path, llvm::StringRef Before);
  std::map<std::pair<std::string, char>, std::string> Known;
  RealPlaces Places;
};

/// The hash of a text, in hexadecimal digits.
std::string hashOf(llvm::StringRef Text);

} // namespace asynctidy

#endif
