#include "driver/Flags.h"
#include "gmock/gmock.h"

using namespace asynctidy;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing::StartsWith;

namespace {

TEST(Flags, KeepsWhatClangKnows) {
  EXPECT_THAT(flagsForClang({"-std=c++20", "-I", "include", "-DA=1",
                             "-fno-exceptions", "-c", "a.cpp", "-o", "a.o"}),
              ElementsAre("-std=c++20", "-I", "include", "-DA=1",
                          "-fno-exceptions", "-c", "a.cpp", "-o", "a.o"));
}

TEST(Flags, DropsWhatOnlyGccKnows) {
  EXPECT_THAT(flagsForClang({"-fno-canonical-system-headers", "-O2",
                             "-fconcepts", "-mno-such-thing"}),
              ElementsAre("-O2"));
}

TEST(Flags, WarningsStayWarnings) {
  EXPECT_THAT(flagsForClang({"-Wall", "-Werror", "-Werror=unused",
                             "-pedantic-errors", "-Wno-error"}),
              ElementsAre("-Wall", "-Wno-error"));
}

TEST(Flags, DropsPrecompiledHeaders) {
  EXPECT_THAT(flagsForClang({"-Xclang", "-include-pch", "-Xclang", "a.pch",
                             "-Xclang", "-include", "-Xclang", "a.hxx"}),
              ElementsAre("-Xclang", "-include", "-Xclang", "a.hxx"));
}

TEST(Flags, NamesTheBuiltinHeaders) {
  EXPECT_THAT(commandForClang({"g++", "-c", "a.cpp"}),
              ElementsAre("g++", StartsWith("-resource-dir="), "-c", "a.cpp"));
  EXPECT_THAT(commandForClang({"clang", "-resource-dir", "/mine", "a.cpp"}),
              Not(Contains(StartsWith("-resource-dir="))));
}

} // namespace
