#include "driver/OtherOptions.h"
#include "driver/Combinations.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

using llvm::StringRef;

namespace {
struct OtherOption {
  StringRef Name;
  StringRef Instead;
};
} // namespace

static constexpr StringRef UsePlugin =
    "run clang-tidy with the plugin for that";
static constexpr StringRef UseFormatStyle =
    "--fix --format-style=file formats what it has fixed";
static constexpr StringRef UseFix =
    "--fix applies the fixes by itself, and needs no other program";

static constexpr OtherOption Others[] = {
    {"fix-errors", "what is seen of code that does not compile is too little "
                   "to edit it; use --fix once it does"},
    {"fix-notes", "use --fix, which applies what findings offer themselves"},
    {"vfsoverlay", UsePlugin},
    {"load", "the async checks and clang-tidy's own are built in; run "
             "clang-tidy for other plugins"},
    {"enable-module-headers-parsing", UsePlugin},
    {"experimental-custom-checks", UsePlugin},
    {"allow-enabling-analyzer-alpha-checkers", UsePlugin},
    {"allow-enabling-alpha-checkers", UsePlugin},
    {"format", UseFormatStyle},
    {"style", UseFormatStyle},
    {"clang-tidy-binary", "clang-tidy's engine is built in"},
    {"clang-apply-replacements-binary", UseFix},
    {"only-check-in-db", "give -p and --source-filter"},
};

llvm::Error refuseOtherOptions(llvm::ArrayRef<const char *> Words) {
  for (StringRef Word : Words) {
    if (!Word.starts_with("-"))
      continue;
    const StringRef Name = Word.ltrim('-').split('=').first;
    for (const OtherOption &Each : Others)
      if (Each.Name == Name)
        return usageError("async-tidy has no --" + Name + ": " + Each.Instead);
  }
  return llvm::Error::success();
}

} // namespace asynctidy
