#ifndef ASYNCTIDY_DRIVER_ATOMICFILE_H
#define ASYNCTIDY_DRIVER_ATOMICFILE_H

#include "llvm/Support/Error.h"
#include <memory>
#include <optional>
#include <string>

namespace asynctidy {

/// A file that is replaced as a whole or stays as it was. Devices and pipes,
/// which cannot be replaced, are written directly. Every error is one sentence
/// with the path.
class AtomicFile {
public:
  /// Makes the temporary file beside \p Path, so that a path that cannot be
  /// written is known before the work is done. Removes one that a run that was
  /// killed has left there.
  static llvm::Expected<AtomicFile> open(llvm::StringRef Path);

  AtomicFile(AtomicFile &&Other) noexcept;
  /// Without commit(), the file stays as it was.
  ~AtomicFile();

  llvm::Error write(llvm::StringRef Text);
  llvm::Error commit();

private:
  AtomicFile(std::string Path, std::string Target);

  friend llvm::Error writeAtomically(llvm::StringRef Path,
                                     llvm::StringRef Text);
  static llvm::Expected<AtomicFile> create(llvm::StringRef Path,
                                           bool RemoveAbandoned);

  std::string Path;   ///< as it was asked for
  std::string Target; ///< without symbolic links
  struct Temporary;
  std::unique_ptr<Temporary> Beside;
  std::optional<int> Device;
};

/// Writes \p Text to \p Path in one go; of many such files, removeAbandoned()
/// is for the directory.
llvm::Error writeAtomically(llvm::StringRef Path, llvm::StringRef Text);

} // namespace asynctidy

#endif
