#include "driver/Machine.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Threading.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace asynctidy {

using llvm::StringRef;

/// The text of a file that the kernel makes up as it is read.
static std::string textOf(const llvm::Twine &Path) {
  const auto Text = llvm::MemoryBuffer::getFileAsStream(Path);
  return Text ? (*Text)->getBuffer().str() : "";
}

/// The number in \p Text; what is no number, such as "max", is no limit.
static double numberIn(StringRef Text) {
  double Number = 0;
  if (Text.trim().getAsDouble(Number) || Number < 0)
    return std::numeric_limits<double>::infinity();
  return Number;
}

namespace {

/// The control groups of this process for one resource, from its own to the
/// outermost; each of them may set a limit.
class Groups {
public:
  /// Version 2 has one tree for all; of version 1, that of \p Controller.
  Groups(const std::string &Root, StringRef Controller) {
    const std::string Text = textOf(Root + "/proc/self/cgroup");
    for (StringRef Line : llvm::split(Text, '\n')) {
      // 4:cpu,cpuacct:/group, or 0::/group
      const auto [Names, Path] = Line.split(':').second.split(':');
      if (Names.empty() && !Line.empty())
        add(Root + "/sys/fs/cgroup", Path);
      else if (llvm::is_contained(llvm::split(Names, ','), Controller))
        add(Root + "/sys/fs/cgroup/" + Controller.str(), Path);
    }
  }

  std::vector<std::string> Directories;

private:
  void add(const std::string &Tree, StringRef Path) {
    for (; !Path.empty() && Path != "/";
         Path = llvm::sys::path::parent_path(Path))
      Directories.push_back(Tree + Path.str());
    Directories.push_back(Tree);
  }
};

} // namespace

static double coresOfGroups(const std::string &Root) {
  double Least = std::numeric_limits<double>::infinity();
  for (const std::string &Group : Groups(Root, "cpu").Directories) {
    const std::string Both = textOf(Group + "/cpu.max");
    const auto [Quota, Period] = StringRef(Both).split(' ');
    if (!Both.empty())
      Least = std::min(Least, numberIn(Quota) / numberIn(Period));
    const std::string OldQuota = textOf(Group + "/cpu.cfs_quota_us");
    if (!OldQuota.empty())
      Least =
          std::min(Least, numberIn(OldQuota) /
                              numberIn(textOf(Group + "/cpu.cfs_period_us")));
  }
  return Least;
}

static double bytesOfGroups(const std::string &Root) {
  double Least = std::numeric_limits<double>::infinity();
  for (const std::string &Group : Groups(Root, "memory").Directories)
    for (const char *Name : {"/memory.max", "/memory.limit_in_bytes"})
      if (const std::string Limit = textOf(Group + Name); !Limit.empty())
        Least = std::min(Least, numberIn(Limit));
  return Least;
}

static double availableBytes(const std::string &Root) {
  const std::string Text = textOf(Root + "/proc/meminfo");
  for (StringRef Line : llvm::split(Text, '\n'))
    if (Line.consume_front("MemAvailable:") && Line.consume_back("kB"))
      return numberIn(Line) * 1024;
  return std::numeric_limits<double>::infinity();
}

MachineLimits limitsOfMachine(const std::string &Root, unsigned Cores) {
  constexpr double Most = 1e18;
  const double Bytes = std::min(availableBytes(Root), bytesOfGroups(Root));
  return {std::min<double>(Cores, coresOfGroups(Root)),
          static_cast<uint64_t>(std::min(Bytes, Most))};
}

MachineLimits limitsOfMachine() {
  return limitsOfMachine("",
                         llvm::hardware_concurrency().compute_thread_count());
}

unsigned jobsFor(const MachineLimits &Limits) {
  // More than twice what clang takes for a file that includes all of
  // Boost.Asio.
  constexpr uint64_t BytesOfJob = 512ULL << 20;
  const auto ByCores = static_cast<uint64_t>(std::ceil(Limits.Cores));
  const uint64_t ByMemory = Limits.Bytes / BytesOfJob;
  return static_cast<unsigned>(
      std::max<uint64_t>(1, std::min(ByCores, ByMemory)));
}

double load(const std::string &Root) {
  const std::string Text = textOf(Root + "/proc/loadavg");
  const double Average = numberIn(StringRef(Text).split(' ').first);
  return std::isinf(Average) ? 0 : Average;
}

} // namespace asynctidy
