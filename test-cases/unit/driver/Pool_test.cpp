// The pool of worker processes, with something simpler than an analysis.
#include "driver/Pool.h"
#include "gtest/gtest.h"
#include <chrono>
#include <numeric>
#include <set>
#include <thread>
#include <unistd.h>

using namespace asynctidy;

namespace {

/// Counts what it is told.
class Counter : public PoolWatcher {
public:
  void begun(size_t) override { ++Begun; }
  void done(size_t, const UnitResult &) override { ++Done; }
  void postponed(size_t) override { ++Postponed; }

  unsigned Begun = 0;
  unsigned Done = 0;
  unsigned Postponed = 0;
};

/// Runs \p Count items; the number of processes that had one.
size_t processesFor(size_t Count, const PoolLimits &Limits) {
  std::vector<size_t> Items(Count);
  std::iota(Items.begin(), Items.end(), 0);
  const Analysis SayWho = [](size_t) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    UnitResult Result;
    Result.Files.insert(std::to_string(::getpid()));
    return Result;
  };
  Counter Watcher;
  const auto Results = analyseAll(Items, SayWho, Limits, Watcher);
  std::set<std::string> Processes;
  for (const UnitResult &Each : *Results)
    Processes.insert(Each.Files.begin(), Each.Files.end());
  EXPECT_EQ(Results->size(), Count);
  return Processes.size();
}

TEST(Pool, HasAsManyWorkersAsItMay) {
  PoolLimits Limits;
  Limits.Jobs = 3;
  EXPECT_EQ(processesFor(9, Limits), 3u);
}

TEST(Pool, GoesOnWithOneWorkerUnderLoad) {
  PoolLimits Limits;
  Limits.Jobs = 3;
  Limits.IsOverloaded = [] { return true; };
  EXPECT_EQ(processesFor(9, Limits), 1u);
}

TEST(Pool, GrowsAgainWhenTheLoadIsGone) {
  PoolLimits Limits;
  Limits.Jobs = 2;
  int Asked = 0;
  Limits.IsOverloaded = [&Asked] { return ++Asked < 4; };
  EXPECT_EQ(processesFor(9, Limits), 2u);
}

TEST(Pool, TriesOnceMoreWhatLacksMemory) {
  const Analysis TakeMuch = [](size_t Item) {
    UnitResult Result;
    Result.Files.insert(std::string((Item ? 1 : 300) << 20, 'x').substr(0, 1));
    return Result;
  };
  PoolLimits Limits;
  Limits.MemoryInMiB = 200;
  Counter Watcher;
  const auto Results = analyseAll({0, 1}, TakeMuch, Limits, Watcher);
  for (const UnitResult &Each : *Results)
    EXPECT_EQ(Each.Failure, "");
  EXPECT_EQ(Watcher.Begun, 3u);
  EXPECT_EQ(Watcher.Postponed, 1u);
  EXPECT_EQ(Watcher.Done, 2u);
}

} // namespace
