#include "AllChecks.h"
#include "checks/Compat.h"
#include "checks/Registry.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/StringRef.h"
#include <cstdio>
#include <cstdlib>

namespace {

class AsyncModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    // The checks of one translation unit share what they learn about it.
    auto Models = std::make_shared<asynctidy::ModelPool>();
#define ASYNC_CHECK(Class, Name, Title, Tier, Precision, Pitfalls, Fix, Since) \
  Factories.registerCheckFactory(                                              \
      Name,                                                                    \
      [Models](llvm::StringRef Check, clang::tidy::ClangTidyContext *In) {     \
        return std::make_unique<asynctidy::Class>(Check, In, *Models);         \
      });
#include "checks/Checks.def"
  }
};

/// Another LLVM's clang-tidy loads the plugin without a word and crashes at the
/// first check, so the plugin looks who loads it, and says what would fit.
bool refuseOtherVersions() {
  const std::string Program = clang::getClangFullVersion();
  if (llvm::StringRef(Program).contains("version " CLANG_VERSION_MAJOR_STRING
                                        "."))
    return true;
  std::fprintf(stderr,
               "async-tidy-plugin.so was built for "
               "clang-tidy " CLANG_VERSION_MAJOR_STRING
               ", and this program is %s: load it into "
               "clang-tidy-" CLANG_VERSION_MAJOR_STRING ", or build "
               "the plugin with -DASYNC_TIDY_LLVM_VERSION=<version>\n",
               Program.c_str());
  std::exit(1);
}
const bool FitsProgram = refuseOtherVersions();

const clang::tidy::ClangTidyModuleRegistry::Add<AsyncModule>
    Registration("async-module", "Finds async misuse in C++ coroutine code.");

} // namespace

// Referenced by programs that link the checks statically, see Registry.h.
void asynctidy::linkAsyncChecks() {}
