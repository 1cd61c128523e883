#include "driver/SourceRoot.h"
#include "driver/Paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy {

static std::string commonDirectory(const std::vector<std::string> &Files) {
  llvm::SmallString<256> Common(path::parent_path(realPath(Files.front())));
  for (const std::string &File : Files)
    while (!holds(Common, realPath(File)) && path::has_parent_path(Common))
      path::remove_filename(Common);
  return Common.str().str();
}

static std::string gitWorkTree(llvm::StringRef Directory) {
  for (; !Directory.empty(); Directory = path::parent_path(Directory))
    if (fs::exists(Directory + "/.git"))
      return Directory.str();
  return "";
}

llvm::Expected<std::string> sourceRoot(const std::string &Wanted,
                                       const std::vector<std::string> &Files,
                                       const std::string &DatabaseDirectory) {
  if (!Wanted.empty()) {
    if (!fs::is_directory(Wanted))
      return llvm::createStringError(
          std::make_error_code(std::errc::not_a_directory),
          "--source-root names " + Wanted + ", which is no directory");
    return realPath(Wanted);
  }
  const std::string Common = commonDirectory(Files);
  if (std::string WorkTree = gitWorkTree(Common); !WorkTree.empty())
    return WorkTree;
  if (DatabaseDirectory.empty())
    return Common;
  const std::string Build = realPath(DatabaseDirectory);
  if (holds(Build, Common))
    return Build;
  const llvm::StringRef AboveBuild = path::parent_path(Build);
  if (AboveBuild != "/" && holds(AboveBuild, Common))
    return AboveBuild.str();
  return Common;
}

} // namespace asynctidy
