#include "driver/Paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace asynctidy {

std::string absolutePath(llvm::StringRef Path, llvm::StringRef Base) {
  llvm::SmallString<256> Start(Base);
  if (Start.empty() && fs::current_path(Start))
    return Path.str();
  llvm::SmallString<256> Absolute(Path);
  path::make_absolute(Start, Absolute);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

std::string realPath(llvm::StringRef Path) {
  llvm::SmallString<256> Real;
  return fs::real_path(Path, Real) ? Path.str() : Real.str().str();
}

bool holds(llvm::StringRef Directory, llvm::StringRef Path) {
  return !Directory.empty() && Path.consume_front(Directory) &&
         (Path.empty() || Path.starts_with("/") || Directory.ends_with("/"));
}

std::string relativeTo(llvm::StringRef Root, llvm::StringRef Path) {
  if (!holds(Root, Path) || Root == Path)
    return Path.str();
  return Path.drop_front(Root.size()).ltrim('/').str();
}

} // namespace asynctidy
