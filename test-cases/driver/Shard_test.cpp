// Several machines analyse a part each; with a cache that they share, a run
// over everything has nothing left to do.
#include "DriverTest.h"
#include <algorithm>
#include <set>

using namespace asynctidy;
using testing::HasSubstr;

namespace {

class Shards : public DriverTest {
protected:
  Shards() {
    write("shared.h", "inline int *Shared = 0;\n");
    add(9);
  }

  /// A project of \p Count units.
  void add(unsigned Count) {
    Files.clear();
    for (unsigned Each = 0; Each < Count; ++Each) {
      Files.push_back("unit" + std::to_string(Each) + ".cpp");
      write(Files.back(), "#include \"shared.h\"\nint *A = 0;\n");
    }
    writeDatabase(Files);
  }

  ProgramResult runWith(const Words &More) const {
    Words Arguments = {"-p", path(""), OnlyNullptr};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  /// The sources that a part has findings in.
  std::set<std::string> unitsOf(const std::string &Shard) const {
    const ProgramResult Result =
        runWith({"--no-cache", "--shard=" + Shard, "--output-format=json"});
    std::set<std::string> Units;
    for (const std::string &File : Files)
      if (Result.Out.find(File) != std::string::npos)
        Units.insert(File);
    return Units;
  }

  Words Files;
};

TEST_F(Shards, MakeTheWholeTogether) {
  const ProgramResult Whole = runWith({"--no-cache", "--output-format=sarif"});
  for (unsigned Count = 1; Count <= 7; ++Count) {
    const std::string Of = "/" + std::to_string(Count);
    const std::string Cache = "--cache-dir=" + path("cache" + Of);
    for (unsigned Index = Count; Index >= 1; --Index)
      runWith({Cache, "--shard=" + std::to_string(Index) + Of});
    const ProgramResult Merged = runWith({Cache, "--output-format=sarif"});
    EXPECT_EQ(Merged.Out, Whole.Out) << Count;
    EXPECT_EQ(Merged.ExitCode, Whole.ExitCode) << Count;
    EXPECT_THAT(Merged.Errors, HasSubstr("9 of them from the cache")) << Count;
  }
}

TEST_F(Shards, HaveEachUnitOnce) {
  std::multiset<std::string> Seen;
  for (const char *Shard : {"1/3", "2/3", "3/3"})
    for (const std::string &File : unitsOf(Shard))
      Seen.insert(File);
  EXPECT_EQ(Seen, std::multiset<std::string>(Files.begin(), Files.end()));
}

TEST_F(Shards, KeepTheirUnitsWhenOthersAreAdded) {
  const std::set<std::string> Before = unitsOf("1/3");
  add(12);
  const std::set<std::string> After = unitsOf("1/3");
  EXPECT_TRUE(
      std::includes(After.begin(), After.end(), Before.begin(), Before.end()));
}

TEST_F(Shards, MayBeEmpty) {
  add(1);
  const int Codes[] = {runWith({"--no-cache", "--shard=1/2"}).ExitCode,
                       runWith({"--no-cache", "--shard=2/2"}).ExitCode};
  EXPECT_THAT(Codes, testing::UnorderedElementsAre(0, 1));
}

TEST_F(Shards, ThatAreNoParts) {
  for (const char *Shard : {"0/3", "4/3", "1", "1/0", "a/b", "-1/2"}) {
    const ProgramResult Result = runWith({"--shard=" + std::string(Shard)});
    EXPECT_EQ(Result.ExitCode, 2) << Shard;
    EXPECT_THAT(Result.Errors, isSentenceWith("give i/n")) << Shard;
  }
}

TEST_F(Shards, MakeNoBaseline) {
  const ProgramResult Result = runWith(
      {"--shard=1/2", "--baseline=" + path("known"), "--write-baseline"});
  EXPECT_EQ(Result.ExitCode, 2);
  EXPECT_THAT(Result.Errors,
              isSentenceWith("with --merge, or in a run without --shard"));
}

} // namespace
