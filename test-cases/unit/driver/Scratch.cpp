#include "Scratch.h"
#include "driver/Paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

namespace fs = llvm::sys::fs;

namespace asynctidy {

ScratchTest::ScratchTest() {
  llvm::SmallString<128> Made;
  EXPECT_FALSE(fs::createUniqueDirectory("async-tidy", Made));
  Root = realPath(Made);
}

ScratchTest::~ScratchTest() { fs::remove_directories(Root); }

std::string ScratchTest::path(llvm::StringRef Name) const {
  return Name.empty() ? Root : Root + "/" + Name.str();
}

std::string ScratchTest::write(llvm::StringRef Name,
                               llvm::StringRef Text) const {
  std::string Path = path(Name);
  EXPECT_FALSE(fs::create_directories(llvm::sys::path::parent_path(Path)));
  std::error_code Problem;
  llvm::raw_fd_ostream(Path, Problem) << Text;
  EXPECT_FALSE(Problem) << Path;
  return Path;
}

std::string ScratchTest::read(llvm::StringRef Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path);
  EXPECT_TRUE(Text) << Path.str();
  return Text ? (*Text)->getBuffer().str() : "";
}

std::vector<std::string> ScratchTest::names() const {
  std::vector<std::string> Names;
  std::error_code Problem;
  for (fs::directory_iterator Each(Root, Problem), End; Each != End;
       Each.increment(Problem))
    Names.push_back(llvm::sys::path::filename(Each->path()).str());
  std::sort(Names.begin(), Names.end());
  return Names;
}

} // namespace asynctidy
