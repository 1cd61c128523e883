#include "Scratch.h"
#include "driver/cache/UnitTimes.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::ElementsAre;

namespace {

class Times : public ScratchTest {
protected:
  WorkItem Small = {"/p/small.cpp", "/p", {"clang++", "-c", "small.cpp"}};
  WorkItem Large = {"/p/large.cpp", "/p", {"clang++", "-c", "large.cpp"}};
  WorkItem Other = {"/p/other.cpp", "/p", {"clang++", "-c", "other.cpp"}};
  const std::string Path = path("times.json");
};

TEST_F(Times, AreNotKnownAtFirst) {
  EXPECT_THAT(UnitTimes(Path).longestFirst({{&Small, 1}, {&Large, 2}}),
              ElementsAre(1, 0));
  EXPECT_THAT(UnitTimes().longestFirst({{&Small, 1}, {&Large, 1}}),
              ElementsAre(0, 1));
}

TEST_F(Times, AreRememberedByFileAndCommand) {
  UnitTimes First(Path);
  First.note(Small, 5);
  First.note(Large, 1);
  First.save();
  EXPECT_THAT(UnitTimes(Path).longestFirst({{&Large, 2}, {&Small, 1}}),
              ElementsAre(1, 0));
  Small.Command.push_back("-O3");
  EXPECT_THAT(UnitTimes(Path).longestFirst({{&Large, 2}, {&Small, 1}}),
              ElementsAre(0, 1));
}

// 2 seconds for 100 bytes.
TEST_F(Times, OfNewUnitsAreGuessedFromThoseThatAreKnown) {
  UnitTimes Known(Path);
  Known.note(Large, 2);
  EXPECT_THAT(Known.longestFirst({{&Large, 100}, {&Small, 99}, {&Other, 101}}),
              ElementsAre(2, 0, 1));
}

TEST_F(Times, FromABrokenFileAreNone) {
  write("times.json", "[{\"seconds\":");
  EXPECT_THAT(UnitTimes(Path).longestFirst({{&Small, 1}, {&Large, 2}}),
              ElementsAre(1, 0));
}

} // namespace
