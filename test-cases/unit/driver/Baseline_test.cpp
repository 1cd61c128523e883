#include "Scratch.h"
#include "driver/baseline/Baseline.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::SizeIs;

namespace {

class Baselines : public ScratchTest {
protected:
  Finding finding(const std::string &Path, unsigned Line,
                  const std::string &Function = "f()") {
    Finding Found;
    Found.Check = "async-x";
    Found.Function = Function;
    Found.Where.Path = Path;
    Found.Where.Line = Line;
    return Found;
  }

  Baseline baselineOf(const std::vector<Finding> &Findings) {
    return Baseline::of(Findings, path(""), Sources);
  }

  SourceCache Sources;
};

TEST_F(Baselines, WrittenAndReadAgain) {
  const std::string Path = write("a\tb.cpp", "one\n  one\ntwo\n");
  const Baseline Made = baselineOf(
      {finding(Path, 1), finding(Path, 2), finding(Path, 3), finding("", 0)});
  EXPECT_THAT(Made.Counts, SizeIs(3));
  llvm::Expected<Baseline> Read =
      Baseline::read(write("baseline", Made.text()));
  ASSERT_TRUE(static_cast<bool>(Read)) << llvm::toString(Read.takeError());
  EXPECT_EQ(Read->Counts, Made.Counts);
}

TEST_F(Baselines, KnownUpToTheCount) {
  const std::string Path = write("a.cpp", "one\none\n");
  const Baseline One = baselineOf({finding(Path, 1)});
  Report Found;
  Found.SourceRoot = path("");
  Found.Findings = {finding(Path, 2), finding(Path, 1, "g()")};
  One.moveKnown(Found, Sources);
  EXPECT_THAT(Found.Known, SizeIs(1));
  EXPECT_THAT(Found.Findings, SizeIs(1));
}

TEST_F(Baselines, CompileErrorsAreNeverKnown) {
  Finding Error = finding(write("a.cpp", "one\n"), 1);
  Error.IsCompileError = true;
  EXPECT_THAT(baselineOf({Error}).Counts, SizeIs(0));
}

TEST_F(Baselines, OnlyWhatWasJudgedIsFixed) {
  const std::string Path = write("a.cpp", "one\ntwo\n");
  Baseline Known = baselineOf(
      {finding(Path, 1), finding(Path, 1), finding(Path, 2, "other()")});
  EXPECT_EQ(
      Known.prune(baselineOf({finding(Path, 1)}),
                  [](const BaselineKey &Key) { return Key.Function == "f()"; }),
      1u);
  EXPECT_THAT(Known.Counts, SizeIs(2));
}

} // namespace
