#ifndef ASYNCTIDY_DRIVER_CACHE_UNITTIMES_H
#define ASYNCTIDY_DRIVER_CACHE_UNITTIMES_H

#include "driver/Plan.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace asynctidy {

/// How long translation units took when they were last analysed, in seconds,
/// kept in a file that several runs may share.
class UnitTimes {
public:
  /// Reads what is there; nothing, if \p Path is empty.
  explicit UnitTimes(std::string Path = "");

  void note(const WorkItem &Unit, double Seconds);
  /// Does nothing if that cannot be done: it costs time, and nothing else.
  void save() const;

  struct Waiting {
    const WorkItem *Unit;
    uint64_t Bytes; ///< of all its files
  };
  /// The positions of \p Units in the order of their times, from the longest
  /// on; of those that nothing is known of, the bytes tell.
  std::vector<size_t> longestFirst(const std::vector<Waiting> &Units) const;

private:
  std::string Path;
  std::map<std::string, double> Seconds; ///< by a hash of file and command
};

} // namespace asynctidy

#endif
