#include "Discovery.h"
#include "Findings.h"
#include "integration/clangd/LspClient.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

/// The case of a check that an editor opens: `warns`, or what the page shows.
const Case *caseFor(const std::string &Check, const std::vector<Case> &Cases) {
  for (const char *Name : {"/warns", "/page-bad"})
    for (const Case &Each : Cases)
      if (Each.Name == Check + Name)
        return &Each;
  return nullptr;
}

constexpr int SeverityOfErrors = 1;

/// clangd has remarks of its own, such as on unused includes.
bool isOurs(const nlohmann::json &Diagnostic) {
  return Diagnostic.value("source", "") == "clang-tidy" ||
         Diagnostic.at("severity") == SeverityOfErrors;
}

Finding readDiagnostic(const nlohmann::json &From, const std::string &Path) {
  Finding Result;
  Result.Check = From.value("code", "");
  Result.Severity =
      From.at("severity") == SeverityOfErrors ? Level::Error : Level::Warning;
  // clangd makes a sentence of the message; ours all start in lower case.
  std::string Message = From.at("message").get<std::string>();
  Message.front() = llvm::toLower(Message.front());
  const nlohmann::json &Start = From.at("range").at("start");
  Result.Main = {Path, Start.at("line").get<unsigned>() + 1,
                 Start.at("character").get<unsigned>() + 1, Message};
  return Result;
}

class LspTest : public testing::Test {
public:
  explicit LspTest(const Case &Which) : Which(Which) {}

  void TestBody() override {
    if (!Which.Problem.empty())
      FAIL() << Which.Problem;
    ScratchDirectory Project;
    Project.write(".clang-tidy", Which.config());
    const std::string Text = readText(Which.Path);
    const std::string Path = Project.write("case.cpp", Text);
    Findings Found;
    try {
      LspClient::Options Options;
      Options.Program = ASYNC_TIDY_CLANGD;
      Options.CompileFlags = Which.flags();
      LspClient Editor(Options);
      for (const nlohmann::json &Each : Editor.open(Path, Text))
        if (isOurs(Each))
          Found.push_back(readDiagnostic(Each, Path));
      Editor.shutdown();
    } catch (const std::exception &Failed) {
      FAIL() << Failed.what();
    }
    // An editor shows notes with their diagnostic, not on lines of their own.
    CaseFile Warnings = Which.File;
    llvm::erase_if(Warnings.Expected, [](const Expectation &Each) {
      return Each.Severity == Level::Note;
    });
    for (const Mismatch &Each : mismatches(Warnings, Path, Found))
      ADD_FAILURE_AT(Which.WrittenIn.c_str(), Each.Line) << Each.Text;
  }

private:
  const Case &Which;
};

} // namespace

int main(int ArgumentCount, char **Arguments) {
  testing::InitGoogleTest(&ArgumentCount, Arguments);
  const ScratchDirectory Scratch;
  const std::vector<Case> Cases =
      discoverCases(ASYNC_TIDY_SOURCE_ROOT, Scratch);
  for (const std::string &Check :
       asyncFolders(joinPath({ASYNC_TIDY_SOURCE_ROOT, "checks"})))
    testing::RegisterTest(
        "Lsp", Check.c_str(), nullptr, nullptr, __FILE__, __LINE__,
        [Which = caseFor(Check, Cases), Check]() -> testing::Test * {
          if (Which)
            return new LspTest(*Which);
          static Case Missing;
          Missing.Problem = Check + " has no warns.cpp and no Bad snippet";
          return new LspTest(Missing);
        });
  return RUN_ALL_TESTS();
}
