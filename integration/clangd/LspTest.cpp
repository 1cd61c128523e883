// async-clangd as an editor meets it.
#include "integration/clangd/LspClient.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>

using namespace asynctidy;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// A task type of its own, known by nothing but the annotations.
constexpr const char *Header = R"cpp(#include <async/annotations.hpp>
#include <coroutine>

template <class T> class ASYNC_TASK ASYNC_HOT task {
public:
  struct promise_type {
    task get_return_object();
    std::suspend_never initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
task<int> count();
)cpp";

constexpr const char *Misuse = R"cpp(
task<int> caller() {
  count();
  co_return co_await count();
}
)cpp";

constexpr const char *Fixed = R"cpp(
task<int> caller() {
  co_await count();
  co_return co_await count();
}
)cpp";

class AsyncClangd : public testing::Test {
protected:
  void SetUp() override {
    std::string Name = fs::temp_directory_path() / "async-clangd-XXXXXX";
    ASSERT_NE(mkdtemp(Name.data()), nullptr);
    Folder = Name;
    File = Folder / "main.cpp";
    Client.emplace(LspClient::Options{
        ASYNC_TIDY_CLANGD,
        {},
        {"-std=c++20", std::string("-I") + ASYNC_TIDY_RUNTIME_INCLUDE}});
  }
  void TearDown() override {
    Client.reset();
    fs::remove_all(Folder);
  }

  void write(const std::string &Name, const std::string &Text) {
    std::ofstream(Folder / Name) << Text;
  }

  json open(const std::string &Text) { return Client->open(File, Text); }

  fs::path Folder;
  std::string File;
  std::optional<LspClient> Client;
};

std::vector<std::string> codes(const json &Diagnostics) {
  std::vector<std::string> All;
  for (const json &Each : Diagnostics)
    All.push_back(Each.value("code", ""));
  return All;
}

/// Where \p Fragment starts in the misuse.
json positionOf(const std::string &Fragment) {
  std::string Text = std::string(Header) + Misuse;
  std::string Before = Text.substr(0, Text.find(Fragment));
  return {{"line", std::count(Before.begin(), Before.end(), '\n')},
          {"character", Before.size() - Before.rfind('\n') - 1}};
}

using Codes = std::vector<std::string>;

// Complaint 16: clangd does not show checks of others.
TEST_F(AsyncClangd, ShowsMisuseAndFixesIt) {
  json Found = open(std::string(Header) + Misuse);
  ASSERT_EQ(codes(Found), Codes{"async-fire-and-forget"}) << Found;
  EXPECT_EQ(Found[0]["source"], "clang-tidy");
  EXPECT_EQ(Found[0]["range"]["start"], positionOf("count();\n  co_return"));

  json Actions = Client->codeActions(File, Found[0]);
  ASSERT_FALSE(Actions.empty());
  std::string After =
      LspClient::apply(File, std::string(Header) + Misuse, Actions[0]);
  EXPECT_EQ(After, std::string(Header) + Fixed);
  EXPECT_EQ(Client->change(File, After), json::array());
  EXPECT_EQ(Client->shutdown(), 0);
}

TEST_F(AsyncClangd, KeepsTheChecksThatClangdRunsByDefault) {
  EXPECT_EQ(codes(open("double half() { return 1 / 2; }\n")),
            Codes{"bugprone-integer-division"});
}

TEST_F(AsyncClangd, AddsToTheChecksOfTheProject) {
  write(".clang-tidy", "Checks: modernize-use-nullptr\n");
  EXPECT_EQ(codes(open(std::string(Header) + Misuse + "int *none = 0;\n")),
            (Codes{"async-fire-and-forget", "modernize-use-nullptr"}));
}

TEST_F(AsyncClangd, ClangTidyFileTurnsAllChecksOff) {
  write(".clang-tidy", "Checks: '-*,modernize-use-nullptr'\n");
  EXPECT_EQ(codes(open(std::string(Header) + Misuse)), Codes{});
}

TEST_F(AsyncClangd, ClangTidyFileTurnsOneCheckOff) {
  write(".clang-tidy", "Checks: '-async-fire-and-forget'\n");
  EXPECT_EQ(codes(open(std::string(Header) + Misuse)), Codes{});
}

TEST_F(AsyncClangd, ClangdFileTurnsOneCheckOff) {
  write(".clangd", "Diagnostics:\n"
                   "  ClangTidy:\n"
                   "    Remove: async-fire-and-forget\n");
  EXPECT_EQ(codes(open(std::string(Header) + Misuse)), Codes{});
}

TEST_F(AsyncClangd, CommentSuppresses) {
  std::string Text = std::string(Header) + Misuse;
  std::string Comment = " // NOLINT(async-fire-and-forget)";
  Text.insert(Text.find("count();\n  co_return") + 8, Comment);
  EXPECT_EQ(codes(open(Text)), Codes{});
}

TEST_F(AsyncClangd, SurvivesCodeThatIsBeingTyped) {
  open(Header);
  for (const char *Body : {"co_await", "co_await count(", "auto x = count(;",
                           "co_return co_await missing();", "count(", "{"})
    Client->change(File,
                   std::string(Header) + "task<int> typed() {\n  " + Body);
  EXPECT_EQ(codes(Client->change(File, std::string(Header) + Misuse)),
            Codes{"async-fire-and-forget"});
  EXPECT_EQ(Client->shutdown(), 0);
}

TEST(LspClient, TellsThatTheServerIsMissing) {
  try {
    LspClient({"/nonexistent/clangd", {}, {}});
    FAIL() << "no error";
  } catch (const std::runtime_error &Error) {
    EXPECT_STREQ(Error.what(), "/nonexistent/clangd: cannot be started: "
                               "No such file or directory");
  }
}

TEST(LspClient, TellsThatTheServerEnded) {
  EXPECT_THROW(LspClient({"/bin/false", {}, {}}), std::runtime_error);
}

TEST(LspClient, AppliesEditsInOnePlaceInTheirOrder) {
  auto Insert = [](const char *Text) {
    json Place = {{"line", 1}, {"character", 1}};
    return json{{"range", {{"start", Place}, {"end", Place}}},
                {"newText", Text}};
  };
  json Action;
  Action["edit"]["changes"]["file:///a%20b.cpp"] = {Insert("1"), Insert("2")};
  EXPECT_EQ(LspClient::apply("/a b.cpp", "one\ntwo\n", Action), "one\nt12wo\n");
}

} // namespace
