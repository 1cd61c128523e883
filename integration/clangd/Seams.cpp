// The places where clangd decides which checks run. clangd offers no hook for
// checks that it was not built with, so the linker's --wrap puts the functions
// below in front of its own: __wrap_X is called instead of X, and __real_X is
// clangd's. The declarations repeat clangd's TidyProvider.h, which
// distributions do not ship; they are checked against LLVM 22 by LspTest.
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

using clang::tidy::ClangTidyOptions;
using llvm::StringRef;

/// clangd's way to make up the options of a file: each provider in a row
/// changes what those before it said.
using TidyProvider =
    llvm::unique_function<void(ClangTidyOptions &, StringRef Filename) const>;

#define SEAM(Kind, Symbol) __asm__("__" #Kind "_" Symbol)

/// What runs when neither a .clang-tidy nor a .clangd file says anything.
static constexpr StringRef OurChecks = "async-*";

// By default (`FastCheckFilter: Strict`) clangd runs only checks that its
// built-in table of measured times calls fast. It knows nothing of ours.
#define IS_FAST "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
std::optional<bool> clangdIsFast(StringRef Check) SEAM(real, IS_FAST);
std::optional<bool> isFast(StringRef Check) SEAM(wrap, IS_FAST);

std::optional<bool> isFast(StringRef Check) {
  if (Check.starts_with("async-"))
    return true;
  return clangdIsFast(Check);
}

// The first provider. Our checks go in before the user's files, which can
// then add and remove as they do with clang-tidy's own defaults.
#define ENVIRONMENT "_ZN5clang6clangd18provideEnvironmentEv"
TidyProvider clangdEnvironment() SEAM(real, ENVIRONMENT);
TidyProvider environment() SEAM(wrap, ENVIRONMENT);

TidyProvider environment() {
  return [Base = clangdEnvironment()](ClangTidyOptions &Options,
                                      StringRef Filename) {
    Base(Options, Filename);
    Options.Checks = OurChecks.str();
  };
}

// The provider after the user's files: clangd's favourites, if nobody named
// any check. With ours in the list it would take that for the user's word.
#define DEFAULT_CHECKS "_ZN5clang6clangd20provideDefaultChecksEv"
TidyProvider clangdDefaultChecks() SEAM(real, DEFAULT_CHECKS);
TidyProvider defaultChecks() SEAM(wrap, DEFAULT_CHECKS);

TidyProvider defaultChecks() {
  return [Favourites = clangdDefaultChecks()](ClangTidyOptions &Options,
                                              StringRef Filename) {
    if (Options.Checks != OurChecks)
      return;
    Options.Checks.reset();
    Favourites(Options, Filename);
    *Options.Checks += ',';
    *Options.Checks += OurChecks;
  };
}
