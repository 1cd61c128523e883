#include "DriverTest.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

void DriverTest::writeDatabase(const Words &Files, const std::string &Flags) {
  nlohmann::json Entries = nlohmann::json::array();
  for (const std::string &File : Files)
    Entries.push_back({{"directory", path("")},
                       {"file", File},
                       {"command", "g++ " + Flags + " -c " + File}});
  write("compile_commands.json", Entries.dump());
}

void DriverTest::writeOneOfEverything() {
  write("with space.cpp", "#include <async/async.hpp>\n"
                          "async::task<> save();\n"
                          "void outside() { save(); }\n"
                          "async::task<> inside() {\n"
                          "  /* \xc3\xa9\xf0\x9f\x98\x80 */ save();\n"
                          "  co_await save();\n"
                          "}\n"
                          "int *Null = 0;\n"
                          "int *Again = 0;\n");
  write("broken.cpp", "int A = ;\n");
  nlohmann::json Entries = nlohmann::json::array();
  for (const char *File : {"broken.cpp", "with space.cpp"})
    Entries.push_back({{"directory", path("")},
                       {"file", File},
                       {"arguments",
                        {"clang++", "-std=c++20",
                         "-I" ASYNC_TIDY_RUNTIME_INCLUDE, "-c", File}}});
  write("compile_commands.json", Entries.dump());
}

static ProgramResult resultOf(const std::vector<std::string> &Command) {
  llvm::Expected<ProgramResult> Result = runProgram(Command);
  if (Result)
    return *Result;
  ADD_FAILURE() << llvm::toString(Result.takeError());
  return {};
}

ProgramResult DriverTest::run(const Words &Arguments) {
  Words Command = {ASYNC_TIDY_DRIVER};
  llvm::append_range(Command, Arguments);
  return resultOf(Command);
}

ProgramResult DriverTest::runIn(const std::string &Script,
                                const Words &Arguments) {
  Words Command = {"/bin/sh", "-c", Script, "sh", ASYNC_TIDY_DRIVER};
  llvm::append_range(Command, Arguments);
  return resultOf(Command);
}

nlohmann::json DriverTest::report(const Words &More) {
  Words Arguments = {"-p", path(""), OnlyNullptr, "--output-format=json"};
  llvm::append_range(Arguments, More);
  return nlohmann::json::parse(run(Arguments).Out);
}

DriverTest::Words DriverTest::names() const {
  Words All = fileNames(path(""));
  for (std::string &Folder : folderNames(path("")))
    if (Folder != ".async-tidy")
      All.push_back(std::move(Folder));
  llvm::sort(All);
  return All;
}

testing::Matcher<std::string> isSentenceWith(const std::string &Fragment) {
  using namespace testing;
  return AllOf(
      StartsWith("async-tidy: "), HasSubstr(Fragment),
      ResultOf(
          "lines",
          [](const std::string &Text) { return llvm::count(Text, '\n'); },
          Eq(1)));
}

} // namespace asynctidy
