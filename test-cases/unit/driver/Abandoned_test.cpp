#include "Scratch.h"
#include "driver/Abandoned.h"
#include "llvm/Support/FileSystem.h"
#include "gmock/gmock.h"
#include <fcntl.h>
#include <unistd.h>

using namespace asynctidy;
using testing::ElementsAre;

namespace {

class Abandoned : public ScratchTest {
protected:
  std::string writeMarked(const std::string &Rest) {
    return write("a" + systemMark() + Rest, "");
  }
  void remove() { removeAbandoned(llvm::StringRef(path("")), "a", ".tmp"); }
};

TEST_F(Abandoned, IsRemovedWithWhatBelongsToIt) {
  writeMarked("1.tmp");
  writeMarked("1.tmp.more");
  remove();
  EXPECT_THAT(names(), ElementsAre());
}

TEST_F(Abandoned, ClaimedFilesStay) {
  const std::string Path = writeMarked("1.tmp");
  writeMarked("1.tmp.more");
  const int Descriptor = ::open(Path.c_str(), O_RDWR);
  EXPECT_TRUE(claim(Descriptor));
  remove();
  EXPECT_EQ(names().size(), 2u);
  ::close(Descriptor);
  remove();
  EXPECT_THAT(names(), ElementsAre());
}

TEST_F(Abandoned, RemovedFilesCannotBeClaimed) {
  const std::string Path = writeMarked("1.tmp");
  const int Descriptor = ::open(Path.c_str(), O_RDWR);
  remove();
  EXPECT_FALSE(claim(Descriptor));
  ::close(Descriptor);
}

// Those of other systems, of other programs, and links.
TEST_F(Abandoned, WhatIsNotOursStays) {
  write("a.1.tmp", "");
  write("a.00000000.1.tmp", "");
  write("b" + systemMark() + "1.tmp", "");
  writeMarked("1");
  llvm::sys::fs::create_link(path("a.1.tmp"),
                             path("a" + systemMark() + "2.tmp"));
  remove();
  EXPECT_EQ(names().size(), 5u);
}

} // namespace
