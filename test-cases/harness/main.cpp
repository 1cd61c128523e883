#include "ClangTidyBinary.h"
#include "DriverBinary.h"
#include "InProcess.h"
#include "Tests.h"
#include "gtest/gtest.h"
#include <iostream>

using namespace asynctidy;

/// Only the plugin is built for the older versions of LLVM: there its way is
/// enough to show that it finds and fixes the same.
static bool isPluginOnly() {
  return llvm::StringRef(ASYNC_TIDY_DRIVER).empty();
}

static std::vector<Way> makeWays(const std::vector<Case> &Cases) {
  std::vector<Way> Ways;
  if (!isPluginOnly())
    Ways.push_back({"InProcess", std::make_unique<InProcess>(Cases)});
  Ways.push_back({"ClangTidy", std::make_unique<ClangTidyBinary>(Cases)});
  if (!isPluginOnly())
    Ways.push_back({"Driver", std::make_unique<DriverBinary>(Cases)});
  return Ways;
}

int main(int ArgumentCount, char **Arguments) {
  testing::InitGoogleTest(&ArgumentCount, Arguments);
  std::string Root = ASYNC_TIDY_SOURCE_ROOT;
  for (int Each = 1; Each < ArgumentCount; ++Each) {
    llvm::StringRef Argument = Arguments[Each];
    if (!Argument.consume_front("--root=")) {
      std::cerr << "async_tidy_cases: unknown argument " << Arguments[Each]
                << "; --root=<dir> takes the cases of <dir>/test-cases and the "
                   "pages of <dir>/checks\n";
      return 2;
    }
    Root = Argument.str();
  }

  const ScratchDirectory Scratch;
  const std::vector<Case> Cases = discoverCases(Root, Scratch);
  const std::vector<Way> Ways = makeWays(Cases);
  registerCaseTests(Cases, Ways);
  registerFixTests(Cases, Ways);
  if (!isPluginOnly())
    registerFixedCompilesTests(Cases, *Ways.front().Runs);
  registerParityTests(Root);
  int Outcome = RUN_ALL_TESTS();
  if (!testing::GTEST_FLAG(list_tests) &&
      testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
    std::cerr << "async_tidy_cases: the filter fits no test; write '?' for "
                 "'-', which GoogleTest takes for 'but not'\n";
    return 2;
  }
  return Outcome;
}
