#include "Scratch.h"
#include "driver/apply/Fixes.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

namespace {

class Fixes : public ScratchTest {
protected:
  static Finding finding(unsigned Offset, std::vector<Edit> Edits) {
    Finding Found;
    Found.Check = "async-x";
    Found.Where.Path = Edits.front().Path;
    Found.Where.Offset = Offset;
    Found.Where.Line = Found.Where.Column = Offset + 1;
    Found.Fixes = std::move(Edits);
    return Found;
  }

  static FixPlan plan(const std::vector<Finding> &Findings) {
    return llvm::cantFail(planFixes(Findings));
  }
};

TEST_F(Fixes, OfManyFindings) {
  const std::string A = write("a", "0123456789");
  const std::string B = write("b", "xyz");
  const FixPlan Plan = plan({finding(1, {{A, 1, 1, "one"}, {B, 0, 0, ">"}}),
                             finding(5, {{A, 5, 2, ""}})});
  EXPECT_THAT(Plan.Taken, ElementsAre(0, 1));
  EXPECT_THAT(Plan.TextByPath,
              ElementsAre(Pair(A, "0one234789"), Pair(B, ">xyz")));
  EXPECT_EQ(read(A), "0123456789");
  ASSERT_FALSE(bool(applyFixes(Plan)));
  EXPECT_EQ(read(A), "0one234789");
  EXPECT_EQ(read(B), ">xyz");
}

TEST_F(Fixes, SharedEditsAreMadeOnce) {
  const std::string A = write("a", "f(); g();");
  const Edit Include = {A, 0, 0, "#include <x>\n"};
  const FixPlan Plan = plan({finding(0, {Include, {A, 0, 1, "F"}}),
                             finding(5, {Include, {A, 5, 1, "G"}})});
  EXPECT_THAT(Plan.TextByPath, ElementsAre(Pair(A, "#include <x>\nF(); G();")));
  EXPECT_THAT(Plan.Refusals, IsEmpty());
}

TEST_F(Fixes, OverlapRefusesTheWholeFinding) {
  const std::string A = write("a", "0123456789");
  const FixPlan Plan =
      plan({finding(2, {{A, 2, 4, "first"}}),
            finding(4, {{A, 4, 4, "second"}, {A, 9, 1, "!"}})});
  EXPECT_THAT(Plan.Taken, ElementsAre(0));
  EXPECT_THAT(Plan.TextByPath, ElementsAre(Pair(A, "01first6789")));
  EXPECT_THAT(Plan.Refusals,
              ElementsAre(A + ":5:5: the fix of async-x was left out: it "
                              "overlaps another fix, run --fix again"));
}

TEST_F(Fixes, FileThatIsGone) {
  llvm::Expected<FixPlan> Plan =
      planFixes({finding(0, {{path("gone"), 0, 0, "x"}})});
  ASSERT_FALSE(bool(Plan));
  EXPECT_THAT(llvm::toString(Plan.takeError()),
              HasSubstr("cannot read " + path("gone")));
}

TEST_F(Fixes, FileThatShrank) {
  llvm::Expected<FixPlan> Plan =
      planFixes({finding(0, {{write("a", "x"), 10, 5, "y"}})});
  ASSERT_FALSE(bool(Plan));
  EXPECT_THAT(llvm::toString(Plan.takeError()),
              HasSubstr("changed during the analysis"));
}

TEST_F(Fixes, NothingIsReplacedIfOneFileCannotBe) {
  const std::string A = write("a", "x");
  FixPlan Plan;
  Plan.TextByPath = {{A, "y"}, {path("none/b"), "z"}};
  EXPECT_THAT(llvm::toString(applyFixes(Plan)), HasSubstr(path("none/b")));
  EXPECT_EQ(read(A), "x");
  EXPECT_THAT(names(), ElementsAre("a"));
}

} // namespace
