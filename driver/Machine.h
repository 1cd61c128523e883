#ifndef ASYNCTIDY_DRIVER_MACHINE_H
#define ASYNCTIDY_DRIVER_MACHINE_H

#include <cstdint>
#include <string>

namespace asynctidy {

/// What this process may use: of the machine, of the cores it is bound to, and
/// of the control groups that it is in, as in a container.
struct MachineLimits {
  double Cores = 1;
  uint64_t Bytes = 0; ///< of memory that can be had now
};

/// \p Root is where /proc and /sys are; \p Cores are those of the affinity.
MachineLimits limitsOfMachine(const std::string &Root, unsigned Cores);
MachineLimits limitsOfMachine();

/// How many translation units at a time that is enough for.
unsigned jobsFor(const MachineLimits &Limits);

/// The load average of the last minute.
double load(const std::string &Root = "");

} // namespace asynctidy

#endif
