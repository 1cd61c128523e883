#ifndef ASYNCTIDY_DRIVER_WORKER_H
#define ASYNCTIDY_DRIVER_WORKER_H

#include "driver/Engine.h"
#include "llvm/Support/Error.h"
#include <functional>
#include <sys/types.h>

namespace asynctidy {

/// Analyses the item of this number.
using Analysis = std::function<UnitResult(size_t Item)>;

/// A child process that analyses one translation unit after another: whatever
/// happens to it, the driver lives on. The driver sends the number of an item
/// as a line; the answer is a line of JSON. Copies of the driver's memory make
/// the plan and the configuration known to it, so the driver must not have
/// threads.
class Worker {
public:
  /// With at most \p MemoryInMiB of memory; 0: as much as there is.
  static llvm::Expected<Worker> start(const Analysis &Analyse,
                                      unsigned MemoryInMiB);

  Worker(Worker &&Other) noexcept;
  Worker &operator=(Worker &&) = delete;
  /// Kills the child if it still runs.
  ~Worker();

  /// Readable when there is an answer, or the child is dead.
  int descriptor() const { return Socket; }
  void send(size_t Item);
  void kill();

  /// Takes what has arrived. True if \p Line is now a whole answer, false if
  /// there is more to come; an error says how the child died.
  llvm::Expected<bool> receive(std::string &Line);

  /// Whether the child died because it could not get more memory.
  bool isStarved() const { return Starved; }
  /// Whether it died of its own fault.
  bool hasCrashed() const { return Crashed; }

private:
  Worker(pid_t Process, int Socket) : Process(Process), Socket(Socket) {}
  std::string causeOfDeath();

  pid_t Process;
  int Socket;
  std::string Received;
  bool Starved = false;
  bool Crashed = false;
};

} // namespace asynctidy

#endif
