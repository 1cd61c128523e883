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
  const auto Results = analyseAll(Items, SayWho, Limits, [](size_t) {});
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

} // namespace
