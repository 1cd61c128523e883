#include "checks/model/VocabularyFile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace asynctidy {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string errorOf(llvm::StringRef Text) {
  auto File = parseVocabulary({Text, "mine.json"});
  return File ? "" : toString(File.takeError());
}

TEST(VocabularyFile, QualifiesNamesByNamespace) {
  auto File = parseVocabulary({R"({
    "library": "net", "namespaces": ["net", "vendor::net"],
    "types": [{"name": "job", "roles": ["task", "hot"], "ready_value": "done"}],
    "functions": [{"name": "job::wait", "roles": ["blocks"], "twin": "then"}]
  })",
                               "mine.json"});
  ASSERT_TRUE(bool(File)) << toString(File.takeError());
  EXPECT_EQ(File->Library, "net");
  ASSERT_EQ(File->Entries.size(), 4U);
  EXPECT_EQ(File->Entries[1].Name, "vendor::net::job");
  EXPECT_EQ(File->Entries[1].ReadyValue, "vendor::net::done");
  EXPECT_EQ(File->Entries[1].Roles, Role::Task | Role::Hot);
  EXPECT_EQ(File->Entries[2].Name, "net::job::wait");
  EXPECT_EQ(File->Entries[2].Twin, "then");
}

// `cancelable` says enough of a function; a type has no such sibling.
TEST(VocabularyFile, KnowsTheSiblingThatTakesAToken) {
  auto File = parseVocabulary({R"({
    "library": "net", "namespaces": ["net"],
    "functions": [{"name": "sleep", "cancelable": "sleep_abortable"},
                  {"name": "read", "roles": ["blocks"], "cancelable": "read_for"}]
  })",
                               "mine.json"});
  ASSERT_TRUE(bool(File)) << toString(File.takeError());
  ASSERT_EQ(File->Entries.size(), 2U);
  EXPECT_EQ(File->Entries[0].Name, "net::sleep");
  EXPECT_EQ(File->Entries[0].Cancelable, "sleep_abortable");
  EXPECT_EQ(File->Entries[0].Roles, Role::None);
  EXPECT_EQ(File->Entries[1].Roles, Role::Blocks);
  EXPECT_THAT(errorOf("{\"library\": \"x\", \"types\": [{\"name\": \"t\", "
                      "\"roles\": [\"task\"], \"cancelable\": \"u\"}]}"),
              HasSubstr("cancelable"));
}

// Each error names the file, the line and the key.
TEST(VocabularyFile, NamesTheLineOfAnUnknownRole) {
  EXPECT_THAT(errorOf("{\"library\": \"x\",\n \"types\": [\n"
                      "  {\"name\": \"t\", \"roles\": [\"tsak\"]}]}"),
              AllOf(HasSubstr("mine.json:3:"), HasSubstr("unknown role"),
                    HasSubstr("tsak")));
}

TEST(VocabularyFile, RefusesARoleOfTheOtherKind) {
  EXPECT_THAT(errorOf("{\"library\": \"x\", \"types\": [\n"
                      "  {\"name\": \"t\", \"roles\": [\"blocks\"]}]}"),
              AllOf(HasSubstr("mine.json:2:"),
                    HasSubstr("a role of functions, not of types")));
}

TEST(VocabularyFile, RefusesUnknownAndMissingKeys) {
  EXPECT_THAT(errorOf("{\"library\": \"x\",\n \"tpyes\": []}"),
              AllOf(HasSubstr("mine.json:2:"), HasSubstr("tpyes")));
  EXPECT_THAT(errorOf("{\"types\": []}"), HasSubstr("library"));
  EXPECT_THAT(errorOf("{\"library\": \"x\", \"types\": [{\"name\": \"t\"}]}"),
              HasSubstr("roles"));
  EXPECT_THAT(errorOf("{\"library\": \"x\", \"types\": [{\"name\": \"t\", "
                      "\"roles\": []}]}"),
              HasSubstr("'roles' is empty"));
}

TEST(VocabularyFile, RefusesWhatIsNoJson) {
  EXPECT_THAT(errorOf(""), HasSubstr("mine.json"));
  EXPECT_THAT(errorOf("{\"library\": \"x\""), HasSubstr("mine.json:1:"));
  EXPECT_THAT(errorOf("[]"), HasSubstr("mine.json:1:"));
}

TEST(VocabularyFile, KnowsTheLibrariesThatComeWithTheProgram) {
  std::vector<std::string> Libraries;
  for (const VocabularyFile &File : builtinVocabulary())
    Libraries.push_back(File.Library);
  EXPECT_THAT(Libraries, testing::UnorderedElementsAre(
                             "C++ standard library", "QCoro", "asio",
                             "Boost.Thread and Boost.Interprocess", "folly",
                             "cppcoro, libcoro, folly::coro", "Boost.Cobalt",
                             "Seastar", "coroutines that nobody can await"));
}

class VocabularyOption : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("vocabulary", Directory));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Directory); }

  std::string write(llvm::StringRef Name, llvm::StringRef Text) {
    llvm::SmallString<128> Path(Directory);
    llvm::sys::path::append(Path, Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path));
    std::error_code Problem;
    llvm::raw_fd_ostream(Path, Problem) << Text;
    EXPECT_FALSE(Problem);
    return std::string(Path);
  }

  llvm::SmallString<128> Directory;
};

// A relative name is looked up beside the .clang-tidy that has it.
TEST_F(VocabularyOption, IsRelativeToTheConfigurationThatNamesIt) {
  write(".clang-tidy", "CheckOptions: {AsyncVocabulary: words/mine.json}\n");
  write("words/mine.json", "{\"library\": \"mine\"}");
  const std::string Source = write("src/deep/a.cpp", "");
  auto Files = loadVocabulary("words/mine.json", Source);
  ASSERT_TRUE(bool(Files)) << toString(Files.takeError());
  ASSERT_EQ(Files->size(), 1U);
  EXPECT_EQ(Files->front().Library, "mine");
}

TEST_F(VocabularyOption, NamesAFileThatIsNotThere) {
  const std::string Missing = std::string(Directory) + "/none.json";
  auto Files = loadVocabulary(Missing, "a.cpp");
  EXPECT_THAT(toString(Files.takeError()),
              AllOf(HasSubstr(Missing), HasSubstr("No such file")));
}

TEST_F(VocabularyOption, IsBadIfOneOfItsFilesIs) {
  const std::string Both = write("good.json", "{\"library\": \"good\"}") + ";" +
                           write("bad.json", "{\"library\": ");
  EXPECT_THAT(toString(loadVocabulary(Both, "a.cpp").takeError()),
              HasSubstr("bad.json:1:"));
}

TEST_F(VocabularyOption, IsEmpty) {
  auto Files = loadVocabulary("", "a.cpp");
  ASSERT_TRUE(bool(Files)) << toString(Files.takeError());
  EXPECT_TRUE(Files->empty());
}

} // namespace
} // namespace asynctidy
