// --fix edits each file once, whole, or not at all.
#include "DriverTest.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Fix : public DriverTest {};

// Complaint 2: fixes from several files corrupt a shared header.
TEST_F(Fix, SharedHeaderIsFixedOnce) {
  write("include/shared.h", "#pragma once\ninline int *shared(int *A) { if (A "
                            "== 0) A = 0; return A; }\n");
  ASSERT_EQ(runIn("ln -s include " + path("link"), {}).ExitCode, 0);
  write("a.cpp", "#include \"include/shared.h\"\nint *A = 0;\n");
  write("b.cpp", "#include \"link/shared.h\"\nint *B = 0;\n");
  writeDatabase({"a.cpp", "b.cpp"});
  const ProgramResult Result =
      run({"-p", path(""), OnlyNullptr, "--fix", "-j2"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.Out;
  EXPECT_THAT(Result.Errors, HasSubstr("fixed 4 findings"));
  EXPECT_EQ(readText(path("include/shared.h")),
            "#pragma once\ninline int *shared(int *A) { if (A == nullptr) A = "
            "nullptr; return A; }\n");
  EXPECT_EQ(readText(path("b.cpp")),
            "#include \"link/shared.h\"\nint *B = nullptr;\n");
  EXPECT_THAT(names(), ElementsAre("a.cpp", "b.cpp", "compile_commands.json",
                                   "include", "link"));
}

// Complaint 4: it has to be run three times.
TEST_F(Fix, SecondRunChangesNothing) {
  const std::string Path = write("a.cpp", "int *A = 0;\r\nint *B = 0;\r\n");
  EXPECT_EQ(run({Path, OnlyNullptr, "--fix", "--"}).ExitCode, 0);
  const std::string Fixed = readText(Path);
  EXPECT_EQ(Fixed, "int *A = nullptr;\r\nint *B = nullptr;\r\n");
  EXPECT_EQ(run({Path, OnlyNullptr, "--fix", "--"}).ExitCode, 0);
  EXPECT_EQ(readText(Path), Fixed);
}

TEST_F(Fix, KeepsPermissions) {
  namespace fs = llvm::sys::fs;
  const std::string Path = write("a.cpp", "int *A = 0;\n");
  const fs::perms Before = fs::owner_all | fs::group_read;
  ASSERT_FALSE(fs::setPermissions(Path, Before));
  run({Path, OnlyNullptr, "--fix", "--"});
  EXPECT_EQ(*fs::getPermissions(Path), Before);
  EXPECT_EQ(readText(Path), "int *A = nullptr;\n");
}

// Complaint 3: overlapping fixes break the code.
TEST_F(Fix, RunsAgainForWhatOverlapped) {
  const std::string Path =
      write("a.cpp", "struct B { virtual ~B(); virtual int *f(); };\n"
                     "struct D : B { virtual int *f() { return 0; } };\n");
  const ProgramResult Result =
      run({Path, "--checks=-*,modernize-use-nullptr,modernize-use-override",
           "--fix", "--"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.Out;
  EXPECT_THAT(readText(Path),
              HasSubstr("int *f() override { return nullptr; }"));
}

/// Loops over an array of \p Depth dimensions: the check sees that an inner one
/// can become a range-based loop only when the one around it is one.
std::string nestedLoops(int Depth) {
  std::string Array = "int A", Loops, Element = "A";
  for (int At = 0; At < Depth; ++At) {
    const std::string Index(1, static_cast<char>('a' + At));
    Array += "[2]";
    Loops +=
        "for (int " + Index + " = 0; " + Index + " < 2; ++" + Index + ")\n";
    Element += "[" + Index + "]";
  }
  return Array + ";\nint sum() {\nint S = 0;\n" + Loops + "S += " + Element +
         ";\nreturn S;\n}\n";
}

TEST_F(Fix, GoesOnUntilNothingIsLeft) {
  const std::string Path = write("a.cpp", nestedLoops(9));
  const ProgramResult Result =
      run({Path, "--checks=-*,modernize-loop-convert", "--fix", "--"});
  EXPECT_EQ(Result.ExitCode, 0) << Result.Out;
  EXPECT_THAT(Result.Errors, HasSubstr("fixed 9 findings"));
}

TEST_F(Fix, GivesUpAfterTenRounds) {
  const std::string Path = write("a.cpp", nestedLoops(12));
  const ProgramResult Result =
      run({Path, "--checks=-*,modernize-loop-convert", "--fix", "--"});
  EXPECT_EQ(Result.ExitCode, 1);
  EXPECT_THAT(Result.Errors, HasSubstr("after 10 rounds: run --fix again\n"));
}

// Only what it changes, as clang-tidy does.
TEST_F(Fix, FormatsWhatItChanges) {
  const std::string Before = "int  *A=0;\nint  B=1;\n";
  const std::string Path = write("a.cpp", Before);
  const auto FixedWith = [&](const Words &More) {
    write("a.cpp", Before);
    Words Arguments = {Path, OnlyNullptr, "--fix", "--quiet"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    Arguments.push_back("--");
    const ProgramResult Result = run(Arguments);
    EXPECT_EQ(Result.ExitCode, 0) << Result.Errors;
    return readText(Path);
  };
  EXPECT_EQ(FixedWith({}), "int  *A=nullptr;\nint  B=1;\n");
  const std::string InLlvm = "int *A = nullptr;\nint  B=1;\n";
  EXPECT_EQ(FixedWith({"--format-style=llvm"}), InLlvm);
  write(".clang-format", "{BasedOnStyle: LLVM, PointerAlignment: Left}\n");
  EXPECT_EQ(FixedWith({"--format-style=file"}),
            "int* A = nullptr;\nint  B=1;\n");
  write(".clang-tidy", "FormatStyle: llvm\n");
  EXPECT_EQ(FixedWith({}), InLlvm);
  write("a.cpp", Before);
  EXPECT_THAT(
      run({Path, OnlyNullptr, "--fix", "--dry-run", "--quiet", "--"}).Out,
      HasSubstr("-int  *A=0;\n+int *A = nullptr;\n int  B=1;\n"));
  EXPECT_THAT(run({Path, "--fix", "--format-style=mine", "--"}).Errors,
              isSentenceWith("--format-style=mine is no style"));
  write(".clang-format", "BasedOnStyle: Mine\n");
  const ProgramResult Broken =
      run({Path, OnlyNullptr, "--fix", "--quiet", "--format-style=file", "--"});
  EXPECT_EQ(Broken.ExitCode, 2);
  EXPECT_THAT(Broken.Errors, isSentenceWith("cannot format " + Path));
  EXPECT_EQ(readText(Path), Before);
}

TEST_F(Fix, AwaitsADroppedTask) {
  const std::string Path =
      write("a.cpp", "#include <async/async.hpp>\nasync::task<> save();\n"
                     "async::task<> f() { save(); co_await save(); }\n");
  run({Path, "--fix", "--", "-std=c++20", "-I" ASYNC_TIDY_RUNTIME_INCLUDE});
  EXPECT_THAT(readText(Path), HasSubstr("{ co_await save(); co_await save();"));
}

} // namespace
