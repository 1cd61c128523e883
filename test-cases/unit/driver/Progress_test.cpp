// What people who wait get to see, at made-up times.
#include "driver/Progress.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using namespace std::chrono_literals;
using testing::EndsWith;
using testing::StartsWith;

namespace {

class ProgressTest : public testing::Test {
protected:
  Progress make(bool IsTerminal, size_t Total) {
    return Progress(To, IsTerminal, Total, Start);
  }
  /// What was written since the last call.
  std::string take() { return std::exchange(Text, ""); }

  const Progress::Time Start{};

private:
  std::string Text;
  llvm::raw_string_ostream To{Text};
};

// 1. Done and total, rate, time left, findings, and what runs longest.
TEST_F(ProgressTest, OnATerminal) {
  Progress Shown = make(/*IsTerminal=*/true, 200);
  Shown.begin("src/a.cpp");
  Shown.begin("src/b.cpp");
  Shown.show(Start + 1s, 80);
  EXPECT_EQ(take(), "\r\x1b[K[0/200] 0 %, 0 findings: src/a.cpp");
  Shown.finish("src/a.cpp");
  Shown.setFindings(1);
  Shown.show(Start + 2s, 80);
  EXPECT_EQ(take(), "\r\x1b[K[1/200] 0 %, 0.5/s, 6 min 38 s left, 1 finding: "
                    "src/b.cpp");
  Shown.erase();
  EXPECT_EQ(take(), "\r\x1b[K");
}

// 2. One line, and no flicker.
TEST_F(ProgressTest, FitsTheWidth) {
  Progress Shown = make(/*IsTerminal=*/true, 10);
  Shown.begin("a/very/long/path/to/\xc3\xa9t\xc3\xa9.cpp");
  Shown.show(Start + 1s, 40);
  EXPECT_EQ(take(), "\r\x1b[K[0/10] 0 %, 0 findings: \xe2\x80\xa6"
                    "ath/to/\xc3\xa9t\xc3\xa9.cpp");
  Shown.show(Start + 2s, 12);
  EXPECT_EQ(take(), "\r\x1b[K[0/10] 0 %,");
  Shown.show(Start + 2s + 50ms, 40);
  EXPECT_EQ(take(), "");
}

// 3. A name cannot move the cursor.
TEST_F(ProgressTest, ShowsNoControls) {
  Progress Shown = make(/*IsTerminal=*/true, 1);
  Shown.begin("a\x1b[2J\n.cpp");
  Shown.show(Start + 1s, 80);
  EXPECT_THAT(take(), EndsWith("a?[2J?.cpp"));
}

// 4. In a log, a line for a tenth of the work, but not too many, and a sign of
// life where a unit takes long. A short run has none.
TEST_F(ProgressTest, InALog) {
  Progress Shown = make(/*IsTerminal=*/false, 10);
  Shown.begin("src/a.cpp");
  Shown.finish("src/a.cpp");
  Shown.show(Start + 1s, 0);
  EXPECT_EQ(take(), "");
  Shown.show(Start + 6s, 0);
  EXPECT_THAT(take(), StartsWith("async-tidy: [1/10] 10 %, "));
  Shown.begin("src/b.cpp");
  Shown.show(Start + 20s, 0);
  EXPECT_EQ(take(), "");
  Shown.show(Start + 36s, 0);
  EXPECT_THAT(take(), EndsWith(": src/b.cpp\n"));
  Shown.erase();
  EXPECT_EQ(take(), "");
}

} // namespace
