#include "driver/Language.h"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

TEST(Languages, ByTheNameOfTheFile) {
  for (const char *File : {"a.cpp", "a.cc", "a.C", "a.cppm", "a.mm", "a.cu"})
    EXPECT_EQ(languageOf({"clang", "-c", File}, File), Language::Cxx) << File;
  for (const char *File : {"a.c", "a.m", "a.cl", "a.i"})
    EXPECT_EQ(languageOf({"clang", "-c", File}, File), Language::OtherC)
        << File;
  for (const char *File : {"a.S", "a.s", "a.f90", "a.F", "a.ll", "a.bc"})
    EXPECT_EQ(languageOf({"clang", "-c", File}, File), Language::Foreign)
        << File;
}

TEST(Languages, ByFlags) {
  EXPECT_EQ(languageOf({"gcc", "-x", "c++", "-c", "a.c"}, "a.c"),
            Language::Cxx);
  EXPECT_EQ(languageOf({"gcc", "-xc++", "-c", "a.inc"}, "a.inc"),
            Language::Cxx);
  EXPECT_EQ(languageOf({"g++", "-x", "c", "-c", "a.cpp"}, "a.cpp"),
            Language::OtherC);
  EXPECT_EQ(languageOf({"gcc", "-x", "assembler-with-cpp", "a.h"}, "a.h"),
            Language::Foreign);
  const char *const Mode = "--driver-mode=cl";
  EXPECT_EQ(languageOf({"cl", Mode, "/TP", "/c", "a.c"}, "a.c"), Language::Cxx);
  EXPECT_EQ(languageOf({"cl", Mode, "/c", "a.c"}, "a.c"), Language::OtherC);
}

TEST(Languages, ByTheCompiler) {
  EXPECT_EQ(languageOf({"/usr/bin/g++-13", "-c", "a.c"}, "a.c"), Language::Cxx);
  EXPECT_EQ(languageOf({"x", "--driver-mode=g++", "-c", "a.c"}, "a.c"),
            Language::Cxx);
  EXPECT_EQ(languageOf({"g++", "-c", "a.S"}, "a.S"), Language::Foreign);
}

TEST(Languages, InDoubtItIsCxx) {
  for (const char *File : {"a.h", "a.hpp", "a", "a.inc", "dir.c/a"})
    EXPECT_EQ(languageOf({"gcc", "-c", File}, File), Language::Cxx) << File;
  EXPECT_EQ(languageOf({}, "a.c"), Language::Cxx);
}

} // namespace
