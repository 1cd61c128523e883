#include "driver/ConfigInfo.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/GlobList.h"
#include "driver/Complain.h"
#include "driver/Configuration.h"
#include "driver/Paths.h"
#include "driver/Run.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

namespace tidy = clang::tidy;

namespace asynctidy {

using Provider = tidy::ClangTidyOptionsProvider;

static int withProvider(const Options &Given,
                        llvm::function_ref<int(Provider &)> Use) {
  llvm::Expected<Configuration> Config = Configuration::create(Given.Engine);
  if (!Config) {
    complain(llvm::toString(Config.takeError()));
    return Unusable;
  }
  return Use(*Config->provider(llvm::vfs::getRealFileSystem()));
}

static std::string firstFile(const Options &Given) {
  return absolutePath(Given.Files.empty() ? "any.cpp" : Given.Files.front());
}

static std::vector<std::string>
checksOf(const tidy::ClangTidyOptions &Options) {
  return tidy::getCheckNames(Options,
                             /*AllowEnablingAnalyzerAlphaCheckers=*/false,
                             /*ExperimentalCustomChecks=*/false);
}

int dumpConfig(const Options &Given) {
  return withProvider(Given, [&](Provider &Of) {
    tidy::ClangTidyOptions Options = Of.getOptions(firstFile(Given));
    Options.CheckOptions =
        tidy::getCheckOptions(Options,
                              /*AllowEnablingAnalyzerAlphaCheckers=*/false,
                              /*ExperimentalCustomChecks=*/false);
    tidy::ClangTidyOptions All =
        tidy::ClangTidyOptions::getDefaults().merge(Options, /*Order=*/0);
    tidy::filterCheckOptions(All, checksOf(Options));
    llvm::outs() << tidy::configurationAsText(All) << "\n";
    return Clean;
  });
}

int explainConfig(const Options &Given) {
  return withProvider(Given, [&](Provider &Of) {
    const std::string File = firstFile(Given);
    const auto Sources = Of.getRawOptions(File);
    for (const std::string &Check : checksOf(Of.getOptions(File)))
      for (const auto &[Options, Source] : llvm::reverse(Sources))
        if (Options.Checks && tidy::GlobList(*Options.Checks).contains(Check)) {
          llvm::outs() << "'" << Check << "' is enabled in the " << Source
                       << ".\n";
          break;
        }
    return Clean;
  });
}

int verifyConfig(const Options &Given) {
  const tidy::ChecksAndOptions Known =
      tidy::getAllChecksAndOptions(/*AllowEnablingAnalyzerAlphaCheckers=*/false,
                                   /*ExperimentalCustomChecks=*/false);
  return withProvider(Given, [&](Provider &Of) {
    std::set<std::string> Problems;
    std::vector<std::string> Files = Given.Files;
    if (Files.empty())
      Files.push_back("any.cpp");
    for (const std::string &File : Files)
      for (const auto &[Options, Source] :
           Of.getRawOptions(absolutePath(File))) {
        const std::string Globs = Options.Checks.value_or("");
        const tidy::GlobList List(Globs); // refers to the text
        for (const auto &Item : List.getItems())
          if (!Item.Text.empty() &&
              !Item.Text.starts_with("clang-diagnostic") &&
              llvm::none_of(Known.Checks.keys(), [&](llvm::StringRef Name) {
                return Item.Regex.match(Name);
              }))
            Problems.insert("there is no check " + Item.Text.str() +
                            ", which the " + Source + " names");
        for (const llvm::StringRef Key : Options.CheckOptions.keys())
          if (!Known.Options.contains(Key) && Key != "AsyncVocabulary")
            Problems.insert("no check has the option " + Key.str() +
                            ", which the " + Source + " sets");
      }
    llvm::for_each(Problems, complain);
    if (!Problems.empty())
      return Unusable;
    llvm::outs() << "No config errors detected.\n";
    return Clean;
  });
}

} // namespace asynctidy
