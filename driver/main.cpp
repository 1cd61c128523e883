#include "checks/Registry.h"
#include "clang-tidy/ClangTidyForceLinker.h"
#include "driver/ConfigInfo.h"
#include "driver/Info.h"
#include "driver/Options.h"
#include "driver/Run.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

using namespace asynctidy;

int main(int Argc, const char **Argv) {
  linkAsyncChecks();
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();

  llvm::Expected<Options> Given = parseOptions(Argc, Argv);
  if (!Given) {
    llvm::errs() << "async-tidy: " << llvm::toString(Given.takeError()) << "\n";
    return Unusable;
  }
  if (!Given->Explain.empty())
    return explainCheck(Given->Explain);
  if (Given->ListChecks)
    return listChecks(*Given);
  if (Given->DumpConfig)
    return dumpConfig(*Given);
  if (Given->ExplainConfig)
    return explainConfig(*Given);
  if (Given->VerifyConfig)
    return verifyConfig(*Given);
  return run(*Given);
}
