#include "Compilers.h"
#include "Tests.h"
#include "gtest/gtest.h"

namespace asynctidy {

namespace {

/// Complaint 19: clang-tidy, the editor and CI say different things. Here each
/// of them has to say what the engine does.
class CaseTest : public testing::Test {
public:
  CaseTest(const Case &Which, Runner &Runs, Runner &Reference)
      : Which(Which), Runs(Runs), Reference(Reference) {}

  void TestBody() override {
    if (!Which.Problem.empty())
      FAIL() << Which.Problem;
    if (llvm::Error Missing = checkNeeds(Which))
      FAIL() << toString(std::move(Missing));
    llvm::Expected<Findings> Found = Runs.run(Which);
    if (!Found)
      FAIL() << toString(Found.takeError());
    for (const Mismatch &Each : mismatches(Which.File, Which.Path, *Found))
      ADD_FAILURE_AT(Which.WrittenIn.c_str(), Each.Line) << Each.Text;
    if (&Runs == &Reference)
      return;
    llvm::Expected<Findings> Wanted = Reference.run(Which);
    if (!Wanted)
      FAIL() << toString(Wanted.takeError());
    EXPECT_EQ(render(*Wanted), render(*Found))
        << "the first is what the engine finds in process";
  }

private:
  const Case &Which;
  Runner &Runs;
  Runner &Reference;
};

} // namespace

void registerCaseTests(const std::vector<Case> &Cases,
                       const std::vector<Way> &Ways) {
  for (const Way &Each : Ways)
    for (const Case &Which : Cases)
      testing::RegisterTest(
          Each.Name.c_str(), Which.Name.c_str(), nullptr, nullptr, __FILE__,
          __LINE__, [&Which, &Each, &Ways]() -> testing::Test * {
            return new CaseTest(Which, *Each.Runs, *Ways.front().Runs);
          });
}

} // namespace asynctidy
