#include "Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

namespace asynctidy {

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

[[noreturn]] static void stop(const llvm::Twine &Why) {
  llvm::errs() << "test-cases: " << Why << '\n';
  std::exit(2);
}

static std::vector<std::string> names(llvm::StringRef Directory, bool Folders) {
  std::vector<std::string> Names;
  std::error_code Failed;
  for (fs::directory_iterator It(Directory, Failed), End; It != End && !Failed;
       It.increment(Failed))
    if (fs::is_directory(It->path()) == Folders)
      Names.push_back(path::filename(It->path()).str());
  llvm::sort(Names);
  return Names;
}

std::vector<std::string> folderNames(llvm::StringRef Directory) {
  return names(Directory, /*Folders=*/true);
}

std::vector<std::string> fileNames(llvm::StringRef Directory) {
  return names(Directory, /*Folders=*/false);
}

std::string joinPath(std::initializer_list<llvm::StringRef> Parts) {
  llvm::SmallString<256> Result;
  for (llvm::StringRef Part : Parts)
    path::append(Result, Part);
  return Result.str().str();
}

ScratchDirectory::ScratchDirectory() {
  llvm::SmallString<128> Made;
  if (std::error_code Failed =
          fs::createUniqueDirectory("async-tidy-cases", Made))
    stop("cannot make a temporary directory: " + Failed.message());
  llvm::SmallString<128> Real;
  Root = fs::real_path(Made, Real) ? Made.str().str() : Real.str().str();
}

ScratchDirectory::~ScratchDirectory() { fs::remove_directories(Root); }

std::string ScratchDirectory::path(llvm::StringRef Name) const {
  return joinPath({Root, Name});
}

std::string ScratchDirectory::write(llvm::StringRef Name,
                                    llvm::StringRef Text) const {
  std::string Path = path(Name);
  if (std::error_code Failed = fs::create_directories(path::parent_path(Path)))
    stop("cannot make the directory of " + Path + ": " + Failed.message());
  writeText(Path, Text);
  return Path;
}

void writeText(llvm::StringRef Path, llvm::StringRef Text) {
  std::error_code Failed;
  llvm::raw_fd_ostream Out(Path, Failed);
  if (!Failed) {
    Out << Text;
    Out.close();
    Failed = Out.error();
  }
  if (Failed)
    stop("cannot write " + Path + ": " + Failed.message());
}

std::string readText(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    stop("cannot read " + Path + ": " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

} // namespace asynctidy
