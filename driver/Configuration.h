#ifndef ASYNCTIDY_DRIVER_CONFIGURATION_H
#define ASYNCTIDY_DRIVER_CONFIGURATION_H

#include "checks/model/VocabularyFile.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "driver/Options.h"
#include "driver/Plan.h"
#include "llvm/Support/Error.h"

namespace asynctidy {

/// The configuration of the checks: the command line's over that of the
/// .clang-tidy files, merged as clang-tidy does.
class Configuration {
public:
  /// Reads --config or --config-file and checks the names in --checks. An
  /// error is one sentence.
  static llvm::Expected<Configuration> create(const EngineOptions &Given);

  using FileSystem = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
  std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
  provider(FileSystem Files) const;

  /// --line-filter, which is no option of any file.
  const std::string &lineFilter() const { return LineFilter; }

  /// What the checks of a unit allow.
  struct Shortcuts {
    /// They are all ours, which do not look at everything, and show nothing
    /// in system headers.
    bool ParseLess = false;
    /// Without async words there is nothing for them to find.
    bool SkipWithoutWords = false;
    /// No flags come from the configuration.
    bool ShareHeaders = false;
  };

  struct Verdict {
    /// For each of the items: some check is enabled that its language is for.
    std::vector<bool> HasChecks;
    std::vector<std::string> Globs; ///< that enable them
    bool AnyAsyncCheck = false;
    std::vector<Shortcuts> Allowed; ///< for each of the items
    std::vector<VocabularyFile> Vocabularies;
  };
  /// Looks at what applies to each of \p Items before anything is analysed, so
  /// that a broken .clang-tidy or vocabulary file stops the run.
  llvm::Expected<Verdict> verify(const std::vector<WorkItem> &Items) const;

  /// Different if for some of \p Items other options are in effect.
  std::string hashFor(const std::vector<WorkItem> &Items) const;

  /// The checks enabled for \p File, sorted.
  std::vector<std::string> checksFor(const std::string &File) const;

  /// How fixed code is formatted in \p File.
  std::string formatStyleOf(const std::string &File) const;

private:
  llvm::Error leaveOutNewChecks(llvm::StringRef AsOf);
  llvm::Error filterLines(const std::string &Filter);

  explicit Configuration(const EngineOptions &Given);

  clang::tidy::ClangTidyGlobalOptions Global;
  std::string LineFilter;
  clang::tidy::ClangTidyOptions Defaults;
  clang::tidy::ClangTidyOptions Overrides;
  /// Stands in for the .clang-tidy files.
  std::optional<clang::tidy::ClangTidyOptions> Fixed;
};

/// Whether some .clang-tidy file or the command line says which headers to
/// show findings in; \p Sources as a provider returns them.
bool choosesHeaders(
    const std::vector<clang::tidy::ClangTidyOptionsProvider::OptionsSource>
        &Sources);

} // namespace asynctidy

#endif
