// What somebody sees who waits at a terminal, here one that script(1) makes.
#include "DriverTest.h"
#include "llvm/ADT/SmallVector.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

constexpr const char *Rewrite = "\r\x1b[K";

class Terminal : public DriverTest {
protected:
  void SetUp() override {
    write("a/name/that/is/too/long/for/a/narrow/window.cpp", "int *A = 0;\n");
    write("b.cpp", "int B;\n");
    writeDatabase({"a/name/that/is/too/long/for/a/narrow/window.cpp", "b.cpp"});
  }

  /// What appears on a terminal 50 columns wide.
  std::string screen(const Words &More) {
    std::string Line = "stty cols 50; exec " ASYNC_TIDY_DRIVER " -p " +
                       path("") + " -j1 --no-cache " + OnlyNullptr;
    for (const std::string &Word : More)
      Line += " " + Word;
    return runIn("script --quiet --return --command '" + Line + "' /dev/null",
                 {})
        .Out;
  }
};

// 1. One line, that fits, and is gone before the report.
TEST_F(Terminal, ShowsTheProgressInALine) {
  const std::string Seen = screen({});
  const size_t End = Seen.rfind(Rewrite);
  ASSERT_NE(End, std::string::npos) << Seen;
  llvm::SmallVector<llvm::StringRef> States;
  llvm::StringRef(Seen).take_front(End).split(States, Rewrite, -1, false);
  ASSERT_FALSE(States.empty());
  EXPECT_THAT(States[0].str(),
              StartsWith("[0/2] 0 %, 0 findings: \xe2\x80\xa6"));
  for (const llvm::StringRef State : States) {
    EXPECT_EQ(State.find('\n'), llvm::StringRef::npos) << State.str();
    EXPECT_LE(State.size(), 49u + 2) << "the ellipsis has three bytes";
  }
  EXPECT_THAT(Seen.substr(End), HasSubstr("1 finding in 1 file; 2 of 2 "));
}

// 2. Nothing of it with --quiet.
TEST_F(Terminal, IsQuiet) {
  EXPECT_THAT(screen({"--quiet"}), Not(HasSubstr(Rewrite)));
}

// 3. With --hide-progress only the summary.
TEST_F(Terminal, HidesTheProgress) {
  const std::string Seen = screen({"--hide-progress"});
  EXPECT_THAT(Seen, Not(HasSubstr(Rewrite)));
  EXPECT_THAT(Seen, HasSubstr("1 finding in 1 file; 2 of 2 "));
}

// 4. After a fix, only what has the edited file in it is analysed again.
TEST_F(Terminal, FixesAnalyseAgainWhatChanged) {
  const std::string Seen = screen({"--fix"});
  EXPECT_THAT(Seen, HasSubstr("[0/2]"));
  EXPECT_THAT(Seen, HasSubstr("[0/1]"));
  EXPECT_THAT(Seen, HasSubstr("fixed 1 finding"));
}

} // namespace
