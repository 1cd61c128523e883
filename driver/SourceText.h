#ifndef ASYNCTIDY_DRIVER_SOURCETEXT_H
#define ASYNCTIDY_DRIVER_SOURCETEXT_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <vector>

namespace asynctidy {

/// A file's bytes and where its lines begin, counted as clang does.
class SourceText {
public:
  explicit SourceText(std::unique_ptr<llvm::MemoryBuffer> Bytes);

  struct Position {
    unsigned Line;   ///< from 1
    unsigned Column; ///< from 1, in bytes
  };

  llvm::StringRef bytes() const { return Bytes->getBuffer(); }
  unsigned lineCount() const { return Starts.size(); }
  /// Offsets past the end mean the end.
  Position positionOf(unsigned Offset) const;
  /// The lines \p First to \p Last with their line ends.
  llvm::StringRef lines(unsigned First, unsigned Last) const;
  /// \p ByteColumn of \p Line counted in UTF-16 code units; a byte that is no
  /// UTF-8 counts as one.
  unsigned utf16Column(unsigned Line, unsigned ByteColumn) const;
  /// The length of the C++ token at \p Offset, 0 at the end of the file.
  unsigned tokenLengthAt(unsigned Offset) const;

private:
  std::unique_ptr<llvm::MemoryBuffer> Bytes;
  std::vector<unsigned> Starts;
};

/// Reads each file once. Not thread-safe.
class SourceCache {
public:
  /// Null if the file cannot be read.
  const SourceText *find(llvm::StringRef Path);

private:
  llvm::StringMap<std::unique_ptr<SourceText>> Known;
};

} // namespace asynctidy

#endif
