#include "driver/Outline.h"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

std::string around(const Outline &Of, const std::string &Path,
                   unsigned Offset) {
  Place Where;
  Where.Path = Path;
  Where.Offset = Offset;
  return Of.around(Where);
}

TEST(Outline, KnowsWhatIsAroundAPlace) {
  Outline Lines;
  Lines.add("/a.cpp", 10, 20, "f()");
  Lines.add("/a.cpp", 30, 40, "g()");
  EXPECT_EQ(around(Lines, "/a.cpp", 9), "");
  EXPECT_EQ(around(Lines, "/a.cpp", 10), "f()");
  EXPECT_EQ(around(Lines, "/a.cpp", 19), "f()");
  EXPECT_EQ(around(Lines, "/a.cpp", 20), "");
  EXPECT_EQ(around(Lines, "/a.cpp", 35), "g()");
  EXPECT_EQ(around(Lines, "/b.cpp", 35), "");
}

} // namespace
