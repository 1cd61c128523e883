// Which notes of a finding happen one after the other, and where it is itself.
#include "driver/report/Story.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

Finding findingOf(const std::string &Check,
                  const std::vector<std::string> &Notes) {
  Finding Found;
  Found.Check = Check;
  Found.Message = "found";
  Found.Where.Path = "/a.cpp";
  for (const std::string &Each : Notes) {
    Found.Notes.push_back({Each, {}});
    Found.Notes.back().Where.Path = "/a.cpp";
  }
  return Found;
}

std::vector<std::string> messages(const Finding &Found) {
  std::vector<std::string> All;
  for (const Story::Step &Each : storyOf(Found).Steps)
    All.push_back(Each.Message);
  return All;
}

constexpr const char *Await = "this await resumes on the blocked thread";

// 1. The thread comes to the blocked call, which waits for the await.
TEST(Story, GoesFromTheThreadToTheAwait) {
  const Finding Found =
      findingOf("async-blocking-wait", {"a handler", "a call", Await});
  EXPECT_THAT(messages(Found),
              ElementsAre("a handler", "a call", "found", Await));
  const Story Told = storyOf(Found);
  EXPECT_TRUE(Told.IsCallPath);
  EXPECT_EQ(Told.Steps[0].What, Story::Step::Start);
  EXPECT_EQ(Told.Steps[1].What, Story::Step::Next);
  EXPECT_EQ(Told.Steps[2].What, Story::Step::Finding);
  EXPECT_EQ(Told.Steps[3].What, Story::Step::Await);
}

// 2. An await that is not known is not made up.
TEST(Story, EndsWhereItBlocks) {
  EXPECT_THAT(messages(findingOf("async-blocking-wait", {"a coroutine"})),
              ElementsAre("a coroutine", "found"));
}

// 3. A lambda is made before it dies; a reference is used after it went stale.
TEST(Story, OfALifetime) {
  EXPECT_THAT(messages(findingOf("async-dangling-capture", {"dies", "used"})),
              ElementsAre("found", "dies", "used"));
  EXPECT_THAT(
      messages(findingOf("async-stale-reference", {"taken", "changed"})),
      ElementsAre("taken", "changed", "found"));
  EXPECT_FALSE(
      storyOf(findingOf("async-stale-reference", {"taken"})).IsCallPath);
}

// 4. Other notes explain and are in no order; and what is nowhere is no step.
TEST(Story, IsNotMadeOfOtherNotes) {
  EXPECT_THAT(messages(findingOf("async-fire-and-forget", {"made here"})),
              IsEmpty());
  EXPECT_THAT(messages(findingOf("async-blocking-wait", {})), IsEmpty());
  Finding Nowhere = findingOf("async-blocking-wait", {"a handler"});
  Nowhere.Notes[0].Where.Path.clear();
  EXPECT_THAT(messages(Nowhere), IsEmpty());
}

} // namespace
