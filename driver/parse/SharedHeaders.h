#ifndef ASYNCTIDY_DRIVER_PARSE_SHAREDHEADERS_H
#define ASYNCTIDY_DRIVER_PARSE_SHAREDHEADERS_H

#include "driver/Engine.h"
#include "driver/cache/FileLog.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace asynctidy {

/// Headers of the C++ standard library that each of several translation units
/// includes, precompiled once for all of them. The standard lets a program
/// include them in any order ([using.headers]), so each of the units may as
/// well begin with them.
class SharedHeaders {
public:
  SharedHeaders(SharedHeaders &&) noexcept;
  SharedHeaders &operator=(SharedHeaders &&) noexcept;
  ~SharedHeaders();

  /// Finds the units that \p Ahead, for each of \p Items, tells to have the
  /// same flags and enough headers in common.
  static std::vector<SharedHeaders> find(const Plan &Work,
                                         const std::vector<size_t> &Items,
                                         const std::vector<UnitResult> &Ahead);

  const std::vector<size_t> &units() const { return Units; }

  /// Makes the file. False if that cannot be done.
  bool precompile(const Plan &Work, const AnalysisOptions &How) const;

  /// The file, for clang's -include-pch.
  std::string precompiled() const { return Text + ".pch"; }
  /// What precompile() has asked the file system.
  FileAnswers answers() const;
  /// Takes what lasts no longer than this run out of \p Of.
  void removeOwn(FileAnswers &Of) const;

private:
  SharedHeaders(std::vector<size_t> Units, std::string Text, int Descriptor);
  /// Writes the file that includes \p Names. False if that cannot be done.
  bool include(const std::set<std::string> &Names);

  std::vector<size_t> Units;
  std::string Text; ///< the path of the file that includes the headers
  /// Removed at the end of the run, also if that comes by a signal.
  struct Removed;
  std::vector<std::unique_ptr<Removed>> Files;
  std::unique_ptr<llvm::raw_fd_ostream> Claimed; ///< Text, as long as it lives
};

} // namespace asynctidy

#endif
