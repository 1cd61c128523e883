// How many translation units at a time: what cores, memory and control groups
// allow, whichever is least.
#include "Scratch.h"
#include "driver/Machine.h"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

constexpr uint64_t Gigabyte = 1ULL << 30;

/// A machine with 8 cores and 16 GB, whose /proc and /sys are made up.
class Machine : public ScratchTest {
protected:
  Machine() {
    write("proc/meminfo", "MemTotal:       33554432 kB\n"
                          "MemAvailable:   16777216 kB\n");
  }

  MachineLimits limits() const { return limitsOfMachine(path(""), 8); }
};

TEST_F(Machine, WithoutGroups) {
  EXPECT_EQ(limits().Cores, 8);
  EXPECT_EQ(limits().Bytes, 16 * Gigabyte);
  EXPECT_EQ(jobsFor(limits()), 8u);
}

TEST_F(Machine, InAContainer) {
  write("proc/self/cgroup", "0::/\n");
  write("sys/fs/cgroup/cpu.max", "250000 100000\n");
  write("sys/fs/cgroup/memory.max", "2147483648\n");
  EXPECT_EQ(limits().Cores, 2.5);
  EXPECT_EQ(limits().Bytes, 2 * Gigabyte);
  EXPECT_EQ(jobsFor(limits()), 3u);
}

TEST_F(Machine, OuterGroupsLimitToo) {
  write("proc/self/cgroup", "0::/outer/inner\n");
  write("sys/fs/cgroup/outer/cpu.max", "100000 100000\n");
  write("sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
  write("sys/fs/cgroup/outer/memory.max", "max\n");
  write("sys/fs/cgroup/outer/inner/memory.max", "1073741824\n");
  EXPECT_EQ(limits().Cores, 1);
  EXPECT_EQ(limits().Bytes, Gigabyte);
}

TEST_F(Machine, GroupsOfTheFirstVersion) {
  write("proc/self/cgroup", "4:memory:/job\n3:cpu,cpuacct:/job\n0::/\n");
  write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "400000\n");
  write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1073741824\n");
  EXPECT_EQ(limits().Cores, 4);
  EXPECT_EQ(limits().Bytes, Gigabyte);
}

TEST_F(Machine, NoLimitIsNone) {
  write("proc/self/cgroup", "4:memory:/\n3:cpu:/\n0::/\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
  write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
  write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  EXPECT_EQ(limits().Cores, 8);
  EXPECT_EQ(limits().Bytes, 16 * Gigabyte);
}

// Complaint 7: it takes all memory.
TEST_F(Machine, LittleMemoryMeansFewerJobs) {
  EXPECT_EQ(jobsFor({16, 2 * Gigabyte}), 4u);
  EXPECT_EQ(jobsFor({16, Gigabyte / 8}), 1u);
  EXPECT_EQ(jobsFor({0.5, 8 * Gigabyte}), 1u);
}

TEST_F(Machine, Load) {
  EXPECT_EQ(load(path("")), 0);
  write("proc/loadavg", "3.25 2.00 1.00 2/345 6789\n");
  EXPECT_EQ(load(path("")), 3.25);
}

} // namespace
