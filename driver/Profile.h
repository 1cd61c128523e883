#ifndef ASYNCTIDY_DRIVER_PROFILE_H
#define ASYNCTIDY_DRIVER_PROFILE_H

#include "driver/Options.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"

namespace asynctidy {

/// What --enable-check-profile does in a run. The workers write clang-tidy's
/// files, one for each unit; without --store-check-profile they are added up
/// and go.
class Profile {
public:
  static llvm::Expected<Profile> create(const Options &Given);
  Profile(Profile &&Other) noexcept;
  ~Profile();

  std::string directory() const { return Directory.str().str(); }

  /// The seconds that each check took in all units, longest first; empty if
  /// the files are to stay.
  std::string table() const;

private:
  Profile() = default;

  llvm::SmallString<128> Directory;
  bool IsTemporary = false;
};

} // namespace asynctidy

#endif
