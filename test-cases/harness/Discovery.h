#ifndef ASYNCTIDY_TEST_CASES_HARNESS_DISCOVERY_H
#define ASYNCTIDY_TEST_CASES_HARNESS_DISCOVERY_H

#include "CaseFile.h"
#include "Files.h"

namespace asynctidy {

struct Case {
  /// `async-fire-and-forget/warns`, `gallery/lost-exception/wrong`.
  std::string Name;
  /// The first part of the name; the cases of a folder are run together.
  std::string Folder;
  /// The file that is analysed.
  std::string Path;
  /// The file that a person edits: the page, for a snippet of a page.
  std::string WrittenIn;
  /// The checks that are on, as a glob.
  std::string Checks;
  CaseFile File;
  /// Not empty if the case itself is wrong: one sentence that says why.
  std::string Problem;

  /// The clang-tidy configuration, for `--config=` and for the engine.
  std::string config() const;
  /// The compiler's flags, for clang and gcc alike.
  std::vector<std::string> flags() const;
};

/// The cases in \p Root: `test-cases/async-*`, `test-cases/gallery` and the Bad
/// and Good snippets of `checks/async-*`, which are written to \p Scratch. By
/// name.
std::vector<Case> discoverCases(llvm::StringRef Root,
                                const ScratchDirectory &Scratch);

/// The names of the directories in \p Directory that start with `async-`.
std::vector<std::string> asyncFolders(llvm::StringRef Directory);

} // namespace asynctidy

#endif
