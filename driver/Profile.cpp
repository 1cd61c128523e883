#include "driver/Profile.h"
#include "driver/Combinations.h"
#include "driver/Complain.h"
#include "driver/Paths.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace asynctidy {

namespace fs = llvm::sys::fs;

llvm::Expected<Profile> Profile::create(const Options &Given) {
  Profile Made;
  Made.IsTemporary = Given.ProfilePath.empty();
  std::error_code Failed;
  if (Made.IsTemporary) {
    Failed = fs::createUniqueDirectory("async-tidy-profile", Made.Directory);
  } else {
    Made.Directory = absolutePath(Given.ProfilePath);
    Failed = fs::create_directories(Made.Directory);
  }
  if (Failed)
    return usageError("cannot make the directory of the profile, " +
                      Made.Directory + ": " + Failed.message());
  return Made;
}

Profile::Profile(Profile &&Other) noexcept
    : Directory(std::move(Other.Directory)),
      IsTemporary(std::exchange(Other.IsTemporary, false)) {}

Profile::~Profile() {
  if (IsTemporary && fs::remove_directories(Directory))
    complain("the files of the profile are left in " + Directory);
}

/// Adds up, by check, the seconds in one file of clang-tidy's.
static void add(const std::string &Path, std::map<std::string, double> &To) {
  const auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return;
  const llvm::StringRef Bytes = (*Text)->getBuffer();
  const auto Log = nlohmann::json::parse(Bytes.begin(), Bytes.end());
  const auto &Times = Log.at("profile");
  // "time.clang-tidy.async-foo.user": 0.1
  for (const auto &[Key, Seconds] : Times.items()) {
    llvm::StringRef Name(Key);
    if (Name.consume_front("time.clang-tidy.") &&
        (Name.consume_back(".user") || Name.consume_back(".sys")))
      To[Name.str()] += Seconds.get<double>();
  }
}

std::string Profile::table() const {
  if (!IsTemporary)
    return "";
  std::map<std::string, double> SecondsByCheck;
  std::error_code Failed;
  for (fs::directory_iterator At(Directory, Failed), End; At != End && !Failed;
       At.increment(Failed))
    add(At->path(), SecondsByCheck);
  std::vector<std::pair<double, std::string>> Rows;
  Rows.reserve(SecondsByCheck.size());
  for (const auto &[Name, Seconds] : SecondsByCheck)
    Rows.emplace_back(-Seconds, Name);
  llvm::sort(Rows);
  std::string Text;
  llvm::raw_string_ostream To(Text);
  for (const auto &[Negative, Name] : Rows)
    To << llvm::format("%10.3f s  ", -Negative) << Name << "\n";
  return Text;
}

} // namespace asynctidy
