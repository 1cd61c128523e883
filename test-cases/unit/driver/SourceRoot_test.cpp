#include "Scratch.h"
#include "driver/SourceRoot.h"

using namespace asynctidy;

namespace {

class SourceRoot : public ScratchTest {
protected:
  std::string rootOf(const std::vector<std::string> &Files,
                     const std::string &Database = "") const {
    return llvm::cantFail(sourceRoot("", Files, Database));
  }
};

TEST_F(SourceRoot, IsTheGitWorkTree) {
  write("project/.git/HEAD", "");
  const std::string File = write("project/src/a.cpp", "");
  EXPECT_EQ(rootOf({File}, path("elsewhere")), path("project"));
}

TEST_F(SourceRoot, IsWhatHoldsTheFilesAndTheirBuildDirectory) {
  const std::string A = write("project/src/one/a.cpp", "");
  const std::string B = write("project/src/two/b.cpp", "");
  write("project/build/compile_commands.json", "");
  EXPECT_EQ(rootOf({A, B}, path("project/build")), path("project"));
  EXPECT_EQ(rootOf({A, B}, path("project")), path("project"));
}

TEST_F(SourceRoot, IgnoresABuildDirectoryElsewhere) {
  const std::string A = write("project/src/a.cpp", "");
  const std::string B = write("project/lib/b.cpp", "");
  write("builds/project/compile_commands.json", "");
  EXPECT_EQ(rootOf({A, B}, path("builds/project")), path("project"));
}

TEST_F(SourceRoot, IsTheDirectoryOfTheFilesAlone) {
  EXPECT_EQ(rootOf({write("a/x.cpp", ""), write("ab/y.cpp", "")}), path(""));
  EXPECT_EQ(rootOf({write("a/x.cpp", "")}), path("a"));
}

TEST_F(SourceRoot, IsWhatTheUserSays) {
  const std::string File = write("a/x.cpp", "");
  EXPECT_EQ(llvm::cantFail(sourceRoot(path(""), {File}, "")), path(""));
  llvm::Expected<std::string> Bad = sourceRoot(File, {File}, "");
  ASSERT_FALSE(bool(Bad));
  EXPECT_EQ(llvm::toString(Bad.takeError()),
            "--source-root names " + File + ", which is no directory");
}

} // namespace
