#include "InProcess.h"
#include "Program.h"
#include "clang-tidy/ClangTidy.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <set>

namespace asynctidy {

namespace tidy = clang::tidy;
namespace tooling = clang::tooling;

llvm::Expected<tidy::ClangTidyOptions> clangTidyOptionsOf(const Case &Which) {
  std::string Config = Which.config();
  llvm::ErrorOr<tidy::ClangTidyOptions> Parsed =
      tidy::parseConfiguration(llvm::MemoryBufferRef(Config, "case"));
  if (!Parsed)
    return problem("clang-tidy cannot read the configuration " + Config);
  return tidy::ClangTidyOptions::getDefaults().merge(*Parsed, /*Order=*/0);
}

static llvm::Expected<std::vector<tidy::ClangTidyError>>
analyse(const Case &Which) {
  llvm::Expected<tidy::ClangTidyOptions> Options = clangTidyOptionsOf(Which);
  if (!Options)
    return Options.takeError();
  tidy::ClangTidyContext Context(std::make_unique<tidy::DefaultOptionsProvider>(
      tidy::ClangTidyGlobalOptions(), *Options));
  std::vector<std::string> Flags = Which.flags();
  // The engine looks for Clang's headers beside the program that it is in.
  Flags.insert(Flags.end(), {"-resource-dir", ASYNC_TIDY_RESOURCE_DIR});
  const tooling::FixedCompilationDatabase Database(".", Flags);
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::vfs::getRealFileSystem());
  return tidy::runClangTidy(Context, Database, {Which.Path}, Files,
                            /*ApplyAnyFix=*/false);
}

llvm::Expected<Findings> InProcess::run(const Case &Which) {
  if (auto Seen = Known.find(Which.Path); Seen != Known.end())
    return Seen->second;
  llvm::Expected<std::vector<tidy::ClangTidyError>> Errors = analyse(Which);
  if (!Errors)
    return Errors.takeError();
  Findings Found;
  FindingReader Reader;
  for (const tidy::ClangTidyError &Each : *Errors)
    Found.push_back(Reader.read(Each));
  sortFindings(Found);
  return Known[Which.Path] = Found;
}

llvm::Error InProcess::fix(const Case &Which) {
  llvm::Expected<std::vector<tidy::ClangTidyError>> Errors = analyse(Which);
  if (!Errors)
    return Errors.takeError();
  tooling::Replacements All;
  std::set<tooling::Replacement> Seen;
  for (const tidy::ClangTidyError &Each : *Errors)
    for (const auto &InFile : Each.Message.Fix)
      for (const tooling::Replacement &Edit : InFile.second) {
        if (Edit.getFilePath() != Which.Path)
          return problem("the fix for '" + Each.Message.Message +
                         "' edits another file: " + Edit.getFilePath());
        if (Seen.insert(Edit).second)
          if (llvm::Error Conflict = All.add(Edit))
            return Conflict;
      }
  llvm::Expected<std::string> Fixed =
      tooling::applyAllReplacements(readText(Which.Path), All);
  if (!Fixed)
    return Fixed.takeError();
  Known.erase(Which.Path);
  writeText(Which.Path, *Fixed);
  return llvm::Error::success();
}

} // namespace asynctidy
