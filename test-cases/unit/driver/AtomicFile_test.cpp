#include "Scratch.h"
#include "driver/AtomicFile.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::ElementsAre;

namespace {

class AtomicFileTest : public ScratchTest {};

TEST_F(AtomicFileTest, ReplacesOnCommit) {
  const std::string Path = write("a", "old");
  llvm::Expected<AtomicFile> File = AtomicFile::open(Path);
  ASSERT_TRUE(bool(File));
  ASSERT_FALSE(bool(File->write("new")));
  EXPECT_EQ(read(Path), "old");
  ASSERT_FALSE(bool(File->commit()));
  EXPECT_EQ(read(Path), "new");
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(AtomicFileTest, LeavesNothingWithoutCommit) {
  {
    llvm::Expected<AtomicFile> File = AtomicFile::open(path("a"));
    ASSERT_TRUE(bool(File));
    ASSERT_FALSE(bool(File->write("new")));
  }
  EXPECT_THAT(names(), ElementsAre());
}

TEST_F(AtomicFileTest, TakesNamesWithPercentSigns) {
  const std::string Path = write("100%/a%b", "old");
  ASSERT_FALSE(bool(writeAtomically(Path, "new")));
  EXPECT_EQ(read(Path), "new");
}

TEST_F(AtomicFileTest, RefusesReadOnlyPlaces) {
  llvm::Expected<AtomicFile> File = AtomicFile::open(path("none/a"));
  ASSERT_FALSE(bool(File));
  EXPECT_EQ(llvm::toString(File.takeError()),
            "cannot write " + path("none/a") + ": No such file or directory");
}

TEST_F(AtomicFileTest, WritesDevicesDirectly) {
  llvm::Expected<AtomicFile> Null = AtomicFile::open("/dev/null");
  ASSERT_TRUE(bool(Null));
  EXPECT_FALSE(bool(Null->write("text")));
  EXPECT_FALSE(bool(Null->commit()));
}

} // namespace
