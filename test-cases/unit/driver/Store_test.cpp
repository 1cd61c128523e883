#include "driver/Store.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::SizeIs;

namespace {

Finding finding(const std::string &Path, unsigned Offset,
                const std::string &Check, const std::string &Message = "m") {
  Finding Found;
  Found.Check = Check;
  Found.Message = Message;
  Found.Where.Path = Path;
  Found.Where.Offset = Offset;
  return Found;
}

std::vector<std::string> order(const std::vector<Finding> &Findings) {
  std::vector<std::string> Words;
  for (const Finding &Each : Findings)
    Words.push_back(Each.Where.Path + " " + std::to_string(Each.Where.Offset) +
                    " " + Each.Check);
  return Words;
}

TEST(Store, SortsByPathOffsetAndCheck) {
  const std::vector<UnitResult> Results = {
      {{finding("/p/b", 1, "x"), finding("/p/a", 10, "y")}, ""},
      {{finding("/p/a", 10, "x"), finding("/p/a", 9, "z")}, ""}};
  const std::vector<UnitResult> Reversed = {Results[1], Results[0]};
  EXPECT_THAT(order(mergeFindings(Results, "/p")),
              ElementsAre("/p/a 9 z", "/p/a 10 x", "/p/a 10 y", "/p/b 1 x"));
  EXPECT_EQ(order(mergeFindings(Reversed, "/p")),
            order(mergeFindings(Results, "/p")));
}

TEST(Store, OrderDoesNotDependOnWhereTheProjectLies) {
  EXPECT_THAT(
      order(mergeFindings(
          {{{finding("/a/system.h", 1, "x"), finding("/p/own.h", 1, "x")}, ""}},
          "/p")),
      ElementsAre("/p/own.h 1 x", "/a/system.h 1 x"));
}

TEST(Store, SaysThingsOnce) {
  EXPECT_THAT(mergeFindings({{{finding("/p/a", 1, "x", "one")}, ""},
                             {{finding("/p/a", 1, "x", "one"),
                               finding("/p/a", 1, "x", "two")},
                              ""}},
                            "/p"),
              SizeIs(2));
}

TEST(Store, PrefersTheOneWithAFix) {
  Finding Fixable = finding("/p/a", 1, "x");
  Fixable.Fixes = {{"/p/a", 1, 0, "co_await "}};
  const Finding Plain = finding("/p/a", 1, "x");
  for (const auto &Results :
       {std::vector<UnitResult>{{{Fixable}, ""}, {{Plain}, ""}},
        std::vector<UnitResult>{{{Plain}, ""}, {{Fixable}, ""}}}) {
    const std::vector<Finding> Merged = mergeFindings(Results, "/p");
    ASSERT_THAT(Merged, SizeIs(1));
    EXPECT_THAT(Merged[0].Fixes, SizeIs(1));
  }
}

} // namespace
