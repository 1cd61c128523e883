#include "driver/Abandoned.h"
#include "driver/cache/FileLog.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fs = llvm::sys::fs;

namespace asynctidy {

std::string systemMark() {
  const auto Boot =
      llvm::MemoryBuffer::getFileAsStream("/proc/sys/kernel/random/boot_id");
  return "." + (Boot ? hashOf((*Boot)->getBuffer()).substr(0, 8) : "any") + ".";
}

bool claim(int Descriptor) {
  // Where nobody can lock, nobody takes it for abandoned either.
  if (::flock(Descriptor, LOCK_EX | LOCK_NB) != 0)
    return errno != EWOULDBLOCK;
  struct stat Status = {};
  return ::fstat(Descriptor, &Status) == 0 && Status.st_nlink > 0;
}

/// Neither a link nor a pipe that somebody has put there.
static bool isAbandoned(const std::string &Path) {
  const int Descriptor =
      ::open(Path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (Descriptor < 0)
    return false;
  struct stat Status = {};
  const bool IsFree = ::fstat(Descriptor, &Status) == 0 &&
                      S_ISREG(Status.st_mode) && Status.st_uid == ::geteuid() &&
                      ::flock(Descriptor, LOCK_EX | LOCK_NB) == 0;
  ::close(Descriptor);
  return IsFree;
}

void removeAbandoned(llvm::StringRef Directory, llvm::StringRef Prefix,
                     llvm::StringRef Suffix) {
  const std::string Mark = systemMark();
  std::vector<std::string> Names, Abandoned;
  std::error_code Failed;
  for (fs::directory_iterator Each(Directory, Failed), End;
       Each != End && !Failed; Each.increment(Failed)) {
    const llvm::StringRef Name = llvm::sys::path::filename(Each->path());
    if (!Name.starts_with(Prefix) || !Name.contains(Mark))
      continue;
    Names.push_back(Each->path());
    if (Name.ends_with(Suffix) && isAbandoned(Each->path()))
      Abandoned.push_back(Each->path());
  }
  for (const std::string &Dead : Abandoned) {
    for (const std::string &Each : Names)
      if (Each != Dead && llvm::StringRef(Each).starts_with(Dead))
        (void)fs::remove(Each);
    (void)fs::remove(Dead); // last, or nobody would know of the others
  }
}

} // namespace asynctidy
