#ifndef ASYNCTIDY_DRIVER_PROGRESS_H
#define ASYNCTIDY_DRIVER_PROGRESS_H

#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <list>
#include <string>

namespace asynctidy {

/// Tells people who wait how far a run is. On a terminal that is one line,
/// written anew and erased at the end; in a log a line now and then, and none
/// if the run is short.
class Progress {
public:
  using Time = std::chrono::steady_clock::time_point;

  Progress(llvm::raw_ostream &To, bool IsTerminal, size_t Total, Time Now);

  void begin(const std::string &File);
  void finish(const std::string &File);
  void postpone(const std::string &File);
  void setFindings(size_t Count) { Findings = Count; }

  /// Writes what there is to say at \p Now, if it is time. \p Columns is the
  /// width of the terminal.
  void show(Time Now, unsigned Columns);
  void erase();

private:
  bool isDue(Time Now) const;
  std::string state(Time Now) const;
  std::string fitting(const std::string &State, unsigned Columns) const;

  llvm::raw_ostream &To;
  const bool IsTerminal;
  const size_t Total;
  const Time Started;
  Time Shown;
  size_t ShownDone = 0;
  size_t Done = 0;
  size_t Findings = 0;
  std::list<std::string> Running; ///< what has been running longest is first
};

/// The width of the terminal that standard error is, or a usual one.
unsigned terminalColumns();

} // namespace asynctidy

#endif
