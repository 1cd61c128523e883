// clangd's own main function, told where Clang's headers are.
#include "checks/Registry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace clang::clangd {
// Defined in libclangdMain.a; distributions ship no header for it.
int clangdMain(int argc, char *argv[]);
} // namespace clang::clangd

int main(int argc, char *argv[]) {
  asynctidy::linkAsyncChecks();

  llvm::SmallVector<char *> Args(argv, argv + argc);
  auto NamesResourceDir = [](llvm::StringRef Arg) {
    Arg.consume_front("-");
    return Arg == "-resource-dir" || Arg.starts_with("-resource-dir=");
  };
  // clangd looks for <stddef.h> and the like beside its own program, which is
  // where the distribution's clangd is, not we.
  std::string ResourceDir = "--resource-dir=" ASYNC_TIDY_RESOURCE_DIR;
  if (llvm::none_of(Args, NamesResourceDir))
    Args.insert(Args.begin() + 1, ResourceDir.data());
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(Args.size() - 1, Args.data());
}
