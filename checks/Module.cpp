#include "checks/AsyncCheck.h"
#include "checks/Compat.h"
#include "checks/Registry.h"
#include "checks/async-blocking-wait/BlockingWaitCheck.h"
#include "checks/async-coroutine-without-await/CoroutineWithoutAwaitCheck.h"
#include "checks/async-fire-and-forget/FireAndForgetCheck.h"

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

const clang::tidy::ClangTidyModuleRegistry::Add<AsyncModule>
    Registration("async-module", "Finds async misuse in C++ coroutine code.");

} // namespace

// Referenced by programs that link the checks statically, see Registry.h.
void asynctidy::linkAsyncChecks() {}
