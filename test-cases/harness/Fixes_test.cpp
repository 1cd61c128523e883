#include "Compilers.h"
#include "Tests.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

namespace asynctidy {

namespace {

/// `fixes.cpp` lies beside what it has to become, `fixes.fixed.cpp`.
std::string fixedPath(const Case &Which) {
  return llvm::StringRef(Which.WrittenIn).drop_back(4).str() + ".fixed.cpp";
}

/// The same case in a file that may be changed.
Case copyOf(const Case &Which, llvm::StringRef Text,
            const ScratchDirectory &Scratch) {
  Case Copy = Which;
  Copy.Path = Scratch.write(Which.Name + ".cpp", Text);
  return Copy;
}

void expectSuccess(llvm::Error Outcome, llvm::StringRef What) {
  if (Outcome)
    ADD_FAILURE() << What.str() << ": " << toString(std::move(Outcome));
}

class FixesTest : public testing::Test {
public:
  FixesTest(const Case &Which, const std::vector<Way> &Ways)
      : Which(Which), Ways(Ways) {}

  void TestBody() override {
    if (!Which.Problem.empty())
      FAIL() << Which.Problem;
    if (!llvm::sys::fs::exists(fixedPath(Which)))
      FAIL() << fixedPath(Which)
             << " is missing: it says what the fixes make of " << Which.Path;
    const std::string Wanted = readText(fixedPath(Which));
    for (const Way &Each : Ways) {
      ScratchDirectory Scratch;
      Case Copy = copyOf(Which, readText(Which.Path), Scratch);
      expectSuccess(Each.Runs->fix(Copy), Each.Name + " cannot fix it");
      EXPECT_EQ(Wanted, readText(Copy.Path)) << "fixed by " << Each.Name;
    }
    checkFixed(Wanted);
  }

private:
  /// What was fixed compiles, is clean, and stays as it is.
  void checkFixed(llvm::StringRef Text) {
    ScratchDirectory Scratch;
    Case Fixed = copyOf(Which, Text, Scratch);
    expectSuccess(compileWithGcc(Fixed), fixedPath(Which));
    Runner &Engine = *Ways.front().Runs;
    llvm::Expected<Findings> Left = Engine.run(Fixed);
    if (!Left)
      FAIL() << toString(Left.takeError());
    EXPECT_EQ(render(*Left), "") << fixedPath(Which) << " is not clean";
    expectSuccess(Engine.fix(Fixed), "the second fix");
    EXPECT_EQ(Text.str(), readText(Fixed.Path)) << "the second fix changes it";
  }

  const Case &Which;
  const std::vector<Way> &Ways;
};

/// Also where nobody wrote down the result, fixing must leave a file that
/// compiles.
class FixedCompilesTest : public testing::Test {
public:
  FixedCompilesTest(const Case &Which, Runner &Engine)
      : Which(Which), Engine(Engine) {}

  void TestBody() override {
    if (!Which.Problem.empty())
      FAIL() << Which.Problem;
    ScratchDirectory Scratch;
    std::string Before = readText(Which.Path);
    Case Copy = copyOf(Which, Before, Scratch);
    expectSuccess(Engine.fix(Copy), Which.Name);
    const std::string Fixed = readText(Copy.Path);
    if (Fixed == Before)
      return;
    expectSuccess(compileWithGcc(Copy), "fixed " + Which.Name);
    // To the engine, what Clang does not compile is a finding, an error.
    llvm::Expected<Findings> Left = Engine.run(Copy);
    if (!Left)
      FAIL() << toString(Left.takeError());
    for (const Finding &Each : *Left)
      EXPECT_NE(Each.Severity, Level::Error) << render({Each});
    // No finding that has a fix is left.
    expectSuccess(Engine.fix(Copy), "the second fix of " + Which.Name);
    EXPECT_EQ(Fixed, readText(Copy.Path)) << "the second fix changes it";
  }

private:
  const Case &Which;
  Runner &Engine;
};

} // namespace

/// `fixes.cpp`, `fixes-values.cpp`
static bool hasFixedFile(const Case &Which) {
  return llvm::StringRef(Which.Name).split('/').second.starts_with("fixes");
}

void registerFixTests(const std::vector<Case> &Cases,
                      const std::vector<Way> &Ways) {
  for (const Case &Which : Cases)
    if (hasFixedFile(Which))
      testing::RegisterTest("Fixes", Which.Name.c_str(), nullptr, nullptr,
                            __FILE__, __LINE__,
                            [&Which, &Ways]() -> testing::Test * {
                              return new FixesTest(Which, Ways);
                            });
}

void registerFixedCompilesTests(const std::vector<Case> &Cases,
                                Runner &Engine) {
  for (const Case &Which : Cases)
    if (!hasFixedFile(Which) && Which.File.expectsWarnings())
      testing::RegisterTest("FixedCompiles", Which.Name.c_str(), nullptr,
                            nullptr, __FILE__, __LINE__,
                            [&Which, &Engine]() -> testing::Test * {
                              return new FixedCompilesTest(Which, Engine);
                            });
}

} // namespace asynctidy
