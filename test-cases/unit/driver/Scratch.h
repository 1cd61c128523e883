#ifndef ASYNCTIDY_TEST_CASES_UNIT_DRIVER_SCRATCH_H
#define ASYNCTIDY_TEST_CASES_UNIT_DRIVER_SCRATCH_H

#include "llvm/ADT/StringRef.h"
#include "gtest/gtest.h"
#include <string>
#include <vector>

namespace asynctidy {

/// A test with a directory of its own, which goes afterwards.
class ScratchTest : public testing::Test {
protected:
  ScratchTest();
  ~ScratchTest() override;

  std::string path(llvm::StringRef Name) const;
  /// Writes a file, with the directories above it, and gives its path.
  std::string write(llvm::StringRef Name, llvm::StringRef Text) const;
  static std::string read(llvm::StringRef Path);
  std::vector<std::string> names() const;

private:
  std::string Root;
};

} // namespace asynctidy

#endif
