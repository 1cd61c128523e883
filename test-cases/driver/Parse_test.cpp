// A run leaves out what no check looks at, and finds the same without it.
// Complaint 5: it is slow.
#include "DriverTest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace asynctidy;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

constexpr const char *Flags = "-std=c++20 -I" ASYNC_TIDY_RUNTIME_INCLUDE;
constexpr const char *NotParsed = "not parsed (no async code in them)";

class Parse : public DriverTest {
protected:
  /// Enough units for a precompiled header of what they include. The runtime
  /// lies outside of the project.
  void writeServices() {
    write("mail.hpp", "#include <async/async.hpp>\n"
                      "#include <string>\n"
                      "async::task<> send(const std::string &text);\n"
                      "inline void remind() { send(\"pay\"); }\n");
    Words Files;
    for (const std::string Number : {"1", "2", "3", "4", "5"}) {
      Files.push_back("service" + Number + ".cpp");
      write(Files.back(), "#include \"mail.hpp\"\n"
                          "#include <mutex>\n"
                          "#include <vector>\n"
                          "std::mutex names;\n"
                          "async::task<int> count(std::vector<int> all) {\n"
                          "  std::lock_guard guard(names);\n"
                          "  co_await send(\"hello\");\n"
                          "  co_return all.size() + " +
                              Number +
                              ";\n"
                              "}\n"
                              "async::fire_and_forget start() {\n"
                              "  co_await send(\"started\");\n"
                              "}\n"
                              "int wait() { return count({}).result(); }\n");
    }
    writeDatabase(Files, Flags);
  }

  ProgramResult runWith(const Words &More) const {
    Words Arguments = {"-p", path(""), "--checks=-*,async-*",
                       "--output-format=json"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }

  /// Runs over one file, which is the only one.
  ProgramResult runOver(const std::string &Text, const Words &More = {}) {
    write("a.cpp", Text);
    writeDatabase({"a.cpp"}, Flags);
    Words Arguments = {"-p", path(""), "--no-cache", "--checks=-*,async-*"};
    Arguments.insert(Arguments.end(), More.begin(), More.end());
    return run(Arguments);
  }
};

TEST_F(Parse, FindsWhatAFullParseFinds) {
  writeServices();
  const ProgramResult All = runWith({"--no-cache", "--full-bodies"});
  EXPECT_EQ(All.ExitCode, 1) << All.Errors;
  EXPECT_THAT(All.Out, HasSubstr("async-lock-across-await"));
  EXPECT_THAT(All.Out, HasSubstr("an exception in it ends the process"));
  for (const char *Jobs : {"-j1", "-j3"})
    EXPECT_EQ(runWith({"--no-cache", Jobs}).Out, All.Out) << Jobs;
  EXPECT_EQ(runWith({"--no-cache", "--no-prescan"}).Out, All.Out);
}

// Callables, waits and members that go through a library.
TEST_F(Parse, FollowsCallsIntoLibraries) {
  write("lib/lib.hpp",
        "#pragma once\n"
        "#include <async/async.hpp>\n"
        "#include <mutex>\n"
        "#include <vector>\n"
        "namespace lib {\n"
        "template <class F> void on_ui(async::ui_context &ui, F f) {\n"
        "  ui.post(f);\n"
        "}\n"
        "struct turnstile {\n"
        "  void lock() {\n"
        "    for (int number = 0; number < 3; ++number)\n"
        "      if (number != 2)\n"
        "        enter_through(*this);\n"
        "  }\n"
        "  void unlock();\n"
        "  friend void enter_through(turnstile &);\n"
        "};\n"
        "inline int now(async::task<int> t) { return t.result(); }\n"
        "class guard {\n"
        "public:\n"
        "  explicit guard(std::mutex &m) : m{m} { m.lock(); }\n"
        "  ~guard() { m.unlock(); }\n"
        "private:\n"
        "  std::mutex &m;\n"
        "};\n"
        "}\n");
  write("src/a.cpp", "#include <lib.hpp>\n"
                     "async::task<int> get();\n"
                     "std::mutex all;\n"
                     "void f(async::ui_context &ui) {\n"
                     "  lib::on_ui(ui, [] { get().result(); });\n"
                     "}\n"
                     "async::task<> i(lib::turnstile &all) {\n"
                     "  std::lock_guard guard(all);\n"
                     "  co_await get();\n"
                     "}\n"
                     "async::task<int> g() { co_return lib::now(get()); }\n"
                     "async::task<> h() {\n"
                     "  lib::guard guard(all);\n"
                     "  co_await get();\n"
                     "}\n");
  for (const char *Library : {"-Ilib", "-isystem lib"}) {
    writeDatabase({"src/a.cpp"}, std::string(Flags) + " " + Library);
    const Words Common = {"--no-cache", "--level=3",
                          "--source-root=" + path("src")};
    Words Full = Common;
    Full.push_back("--full-bodies");
    const ProgramResult All = runWith(Full);
    EXPECT_THAT(All.Out, HasSubstr("async-lock-across-await")) << Library;
    EXPECT_EQ(runWith(Common).Out, All.Out) << Library;
  }
}

TEST_F(Parse, FindsWhatFlagsInclude) {
  writeServices();
  writeDatabase(
      {"service1.cpp", "service2.cpp", "service3.cpp", "service4.cpp"},
      std::string(Flags) + " -include mail.hpp");
  const ProgramResult All = runWith({"--no-cache", "--full-bodies"});
  EXPECT_THAT(All.Out, HasSubstr("\"path\": \"mail.hpp\""));
  EXPECT_EQ(runWith({"--no-cache"}).Out, All.Out);
}

TEST_F(Parse, WhatIsSharedIsPartOfTheKey) {
  writeServices();
  const ProgramResult First = runWith({});
  EXPECT_THAT(First.Errors, Not(HasSubstr("from the cache")));
  const ProgramResult Again = runWith({});
  EXPECT_THAT(Again.Errors, HasSubstr("5 of them from the cache"));
  EXPECT_EQ(Again.Out, First.Out);
  // A header of the standard library's name, in front of it.
  write("vector", "#include_next <vector>\n");
  writeDatabase({"service1.cpp"}, std::string(Flags) + " -I.");
  EXPECT_THAT(runWith({}).Errors, Not(HasSubstr("from the cache")));
}

TEST_F(Parse, LeavesNothingBehind) {
  writeServices();
  const std::string Temporary = path("tmp");
  llvm::sys::fs::create_directories(Temporary);
  const ProgramResult Result =
      runIn("TMPDIR=" + Temporary + " \"$@\"; ls " + Temporary + " >&2",
            {"-p", path(""), "--no-cache", "--quiet", "--output-format=json"});
  EXPECT_THAT(Result.Errors, IsEmpty());
}

TEST_F(Parse, LeavesNothingBehindWhenItIsInterrupted) {
  writeServices();
  // The fifth never ends.
  write("service5.cpp", "#include \"mail.hpp\"\n"
                        "#include <mutex>\n"
                        "#include <vector>\n"
                        "constexpr long f() { long S = 0; for (long I = 0; I < "
                        "2'000'000'000; ++I) S += I; return S; }\n"
                        "static_assert(f());\n");
  const std::string Temporary = path("tmp");
  llvm::sys::fs::create_directories(Temporary);
  const ProgramResult Result =
      runIn("export TMPDIR=" + Temporary + "; \"$@\" & until ls " + Temporary +
                "/*.files || ! kill -0 $!; do sleep 0.1; done >/dev/null 2>&1; "
                "kill -TERM $!; "
                "wait $!; "
                "code=$?; ls " +
                Temporary + " >&2; exit $code",
            {"-p", path(""), "--no-cache", "--quiet",
             "--extra-arg=-fconstexpr-steps=4294967295"});
  EXPECT_EQ(Result.ExitCode, 128 + 15);
  // The shell says that it was terminated.
  EXPECT_THAT(Result.Errors, Not(HasSubstr("async-tidy")));
}

// A temporary directory on a full disk: nothing is shared then.
TEST_F(Parse, NeedsNoRoomForTemporaryFiles) {
  writeServices();
  const Words Arguments = {"-p", path(""), "--no-cache", "--checks=-*,async-*",
                           "--output-format=json"};
  const ProgramResult All = run(Arguments);
  write("tmp/mounted-over", "");
  for (const char *Room : {"0", "8192"}) {
    const ProgramResult Result =
        runIn("export TMPDIR=" + path("tmp") + " ROOM=" + Room +
                  "\nexec unshare --mount --map-root-user sh -c '\n"
                  "mount -t tmpfs -o size=64k none \"$TMPDIR\" || exit 99\n"
                  "head -c $((65536 - ROOM)) /dev/zero >\"$TMPDIR/fill\"\n"
                  "\"$@\"; code=$?; ls \"$TMPDIR\" >&2; exit $code' sh \"$@\"",
              Arguments);
    EXPECT_EQ(Result.ExitCode, All.ExitCode) << Result.Errors;
    EXPECT_EQ(Result.Out, All.Out) << Room;
    EXPECT_THAT(Result.Errors, testing::EndsWith(")\nfill\n")) << Room;
  }
}

TEST_F(Parse, BrokenUnitsAmongOthersAreToldAsTheyAre) {
  writeServices();
  write("service3.cpp", "#include \"mail.hpp\"\n"
                        "#include <mutex>\n"
                        "#include <vector>\n"
                        "async::task<> f() { co_await sned(); }\n");
  const ProgramResult Result = runWith({"--no-cache"});
  EXPECT_EQ(Result.Out, runWith({"--no-cache", "--full-bodies"}).Out);
  EXPECT_THAT(Result.Errors,
              HasSubstr("service3.cpp:4: use of undeclared identifier 'sned'"));
}

// Only what is precompiled has EOF before <mutex>.
TEST_F(Parse, WhatCrashesIsTriedOnceMoreWithoutShortcuts) {
  writeServices();
  write("service3.cpp", "#ifdef EOF\n"
                        "#pragma clang __debug crash\n"
                        "#endif\n"
                        "#include \"mail.hpp\"\n"
                        "#include <mutex>\n"
                        "#include <vector>\n"
                        "async::task<> f() { co_await send(\"hello\"); }\n"
                        "void g() { f(); }\n");
  const ProgramResult Result = runWith({"--no-cache"});
  EXPECT_THAT(Result.Errors, HasSubstr("5 of 5 translation units analysed"));
  EXPECT_EQ(Result.Out, runWith({"--no-cache", "--full-bodies"}).Out);
}

TEST_F(Parse, NothingAsyncIsNotParsed) {
  EXPECT_THAT(runOver("#include <vector>\nint f() { return 1; }\n").Errors,
              HasSubstr(NotParsed));
  EXPECT_THAT(
      runOver("#include <vector>\nint f() { return 1; }\n", {"--no-prescan"})
          .Errors,
      Not(HasSubstr(NotParsed)));
}

TEST_F(Parse, InDoubtAUnitIsParsed) {
  const auto IsParsed = [this](const std::string &Text,
                               const Words &More = {}) {
    return !llvm::StringRef(runOver(Text, More).Errors).contains(NotParsed);
  };
  EXPECT_TRUE(IsParsed("#include <coroutine>\n"));
  EXPECT_TRUE(IsParsed("#define wait_for(x) co_await x\n"));
  EXPECT_TRUE(IsParsed("#include <async/annotations.hpp>\n"));
  EXPECT_TRUE(IsParsed("struct later { bool await_ready(); };\n"));
  EXPECT_TRUE(IsParsed("#include <stop_token>\n"
                       "int work(std::stop_token stop = {});\n"));
  EXPECT_TRUE(IsParsed("#include \"missing.h\"\n"));
  EXPECT_TRUE(IsParsed("#include <boost/asio/io_context.hpp>\n"));
  EXPECT_TRUE(IsParsed("int A;\n", {"--checks=modernize-use-nullptr"}));
  EXPECT_TRUE(IsParsed("int A;\n", {"--checks=clang-diagnostic-*"}));

  write("words.json", "{\"library\": \"mine\", \"types\": [{\"name\": "
                      "\"my::job\", \"roles\": [\"task\"]}]}");
  write(".clang-tidy", "CheckOptions:\n  AsyncVocabulary: words.json\n");
  EXPECT_TRUE(IsParsed("namespace my { class job; }\n"));
  EXPECT_FALSE(IsParsed("namespace my { class task; }\n"));
  write(".clang-tidy",
        "CheckOptions:\n  async-blocking-wait.Scope: everywhere\n");
  EXPECT_TRUE(IsParsed("int A;\n"));
}

} // namespace
