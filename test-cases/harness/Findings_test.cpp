#include "Findings.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

std::vector<std::string> compared(llvm::StringRef Text, const Findings &Found) {
  std::vector<std::string> Result;
  for (const Mismatch &Each :
       mismatches(cantFail(parseCaseFile(Text)), "case.cpp", Found))
    Result.push_back(std::to_string(Each.Line) + ": " + Each.Text);
  return Result;
}

Finding warning(unsigned Line, std::string Message,
                std::vector<PlacedMessage> Notes = {}) {
  return {"async-x", Level::Warning, {"case.cpp", Line, 1, Message}, Notes};
}

TEST(Mismatches, areNoneWhereAllIsExpected) {
  EXPECT_THAT(compared("// warn: is dropped", {warning(1, "'t' is dropped")}),
              IsEmpty());
}

TEST(Mismatches, nameWhatIsTooMuch) {
  EXPECT_THAT(compared("", {warning(1, "dropped")}),
              ElementsAre("1: unexpected warning: dropped [async-x]"));
  EXPECT_THAT(compared("// warn: dropped",
                       {warning(1, "dropped"), warning(1, "dropped")}),
              ElementsAre("1: unexpected warning: dropped [async-x]"));
}

TEST(Mismatches, nameWhatIsMissing) {
  EXPECT_THAT(compared("\n// warn: dropped", {}),
              ElementsAre("2: no warning on line 2 says: dropped"));
  EXPECT_THAT(compared("// warn@+1: dropped\n", {}),
              ElementsAre("1: no warning on line 2 says: dropped"));
}

TEST(Mismatches, letTheLongerFragmentChooseFirst) {
  EXPECT_THAT(compared("// warn: lost // warn: 'b' is lost",
                       {warning(1, "'b' is lost"), warning(1, "'a' is lost")}),
              IsEmpty());
}

TEST(Mismatches, askOnlyForNotesThatAreStated) {
  const Finding Found =
      warning(1, "dropped", {{"case.cpp", 2, 1, "suspends here"}});
  EXPECT_THAT(compared("// warn: dropped", {Found}), IsEmpty());
  EXPECT_THAT(compared("// warn: dropped\n// note: suspends", {Found}),
              IsEmpty());
  EXPECT_THAT(compared("// warn: dropped // note: suspends", {Found}),
              ElementsAre("1: no note on line 1 says: suspends"));
}

TEST(Mismatches, takeAnErrorForNoWarning) {
  Finding Error = warning(1, "unknown type");
  Error.Severity = Level::Error;
  EXPECT_THAT(compared("// warn: unknown type", {Error}),
              ElementsAre("1: no warning on line 1 says: unknown type",
                          "1: unexpected error: unknown type [async-x]"));
}

TEST(Mismatches, concernHeadersToo) {
  Finding Elsewhere = warning(7, "dropped");
  Elsewhere.Main.Path = "task.hpp";
  EXPECT_THAT(compared("", {Elsewhere}),
              ElementsAre("1: unexpected warning in task.hpp:7: dropped "
                          "[async-x]"));
}

} // namespace
