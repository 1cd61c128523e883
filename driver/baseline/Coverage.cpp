#include "driver/baseline/Coverage.h"
#include "clang-tidy/GlobList.h"
#include "driver/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

namespace asynctidy {

void Coverage::add(const WorkItem &Item, const UnitResult &Result,
                   const std::string &Globs) {
  const std::string Source = realPath(Item.File);
  Sources.insert(Source);
  for (const std::string &File : Result.Files)
    GlobsByFile[File].insert(Globs);
  if (Result.Failure.empty())
    return;
  Missed.insert(Source);
  IsComplete = false;
}

void Coverage::addSkipped(const WorkItem &Item) {
  Missed.insert(realPath(Item.File));
}

bool Coverage::judged(const BaselineKey &Key) const {
  const std::string Path = absolutePath(Key.Path, SourceRoot);
  if (Missed.count(Path))
    return false;
  if (!Sources.count(Path) && !IsComplete)
    return false;
  if (IsComplete && !llvm::sys::fs::exists(Path))
    return true;
  const auto Globs = GlobsByFile.find(Path);
  return Globs != GlobsByFile.end() &&
         llvm::all_of(Globs->second, [&](const std::string &Each) {
           return clang::tidy::GlobList(Each).contains(Key.Check);
         });
}

} // namespace asynctidy
