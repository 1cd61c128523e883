#include "InProcess.h"
#include "Program.h"
#include "clang-tidy/ClangTidy.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
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

InProcess::InProcess(const std::vector<Case> &All) : Headers(All) {}
InProcess::~InProcess() = default;

static std::vector<tidy::ClangTidyError>
runEngine(const Case &Which, const tidy::ClangTidyOptions &Options,
          const std::vector<std::string> &More) {
  tidy::ClangTidyContext Context(std::make_unique<tidy::DefaultOptionsProvider>(
      tidy::ClangTidyGlobalOptions(), Options));
  std::vector<std::string> Flags = Which.flags();
  // The engine looks for Clang's headers beside the program that it is in.
  Flags.insert(Flags.end(), {"-resource-dir", ASYNC_TIDY_RESOURCE_DIR});
  llvm::append_range(Flags, More);
  const tooling::FixedCompilationDatabase Database(".", Flags);
  auto Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::vfs::getRealFileSystem());
  return tidy::runClangTidy(Context, Database, {Which.Path}, Files,
                            /*ApplyAnyFix=*/false);
}

static bool isError(const tidy::ClangTidyError &Said) {
  return Said.DiagLevel == tooling::Diagnostic::Error;
}

llvm::Expected<const InProcess::Analysis *>
InProcess::analyse(const Case &Which) {
  const std::string Key =
      llvm::join(Which.flags(), "\n") + Which.config() + readText(Which.Path);
  if (const auto Seen = Known.find(Key); Seen != Known.end())
    return &Seen->second;
  llvm::Expected<tidy::ClangTidyOptions> Options = clangTidyOptionsOf(Which);
  if (!Options)
    return Options.takeError();
  llvm::Expected<std::string> Parsed = Headers.pathFor(Which);
  if (!Parsed)
    return Parsed.takeError();
  Analysis Result{
      Which.Path, runEngine(Which, *Options, {"-include-pch", *Parsed}), {}};
  // A name of the case may clash with a header that others include.
  if (llvm::any_of(Result.Errors, isError))
    Result.Errors = runEngine(Which, *Options, {});
  FindingReader Reader;
  for (const tidy::ClangTidyError &Each : Result.Errors)
    Result.Found.push_back(Reader.read(Each));
  sortFindings(Result.Found);
  return &Known.emplace(Key, std::move(Result)).first->second;
}

llvm::Expected<Findings> InProcess::run(const Case &Which) {
  llvm::Expected<const Analysis *> Seen = analyse(Which);
  if (!Seen)
    return Seen.takeError();
  auto Here = [&](PlacedMessage &Message) {
    if (Message.Path == (*Seen)->Path)
      Message.Path = Which.Path;
  };
  Findings Found = (*Seen)->Found;
  for (Finding &Each : Found) {
    Here(Each.Main);
    llvm::for_each(Each.Notes, Here);
  }
  return Found;
}

llvm::Error InProcess::fix(const Case &Which) {
  llvm::Expected<const Analysis *> Found = analyse(Which);
  if (!Found)
    return Found.takeError();
  tooling::Replacements All;
  std::set<tooling::Replacement> Seen;
  for (const tidy::ClangTidyError &Each : (*Found)->Errors)
    for (const auto &InFile : Each.Message.Fix)
      for (const tooling::Replacement &Edit : InFile.second) {
        if (Edit.getFilePath() != (*Found)->Path)
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
  writeText(Which.Path, *Fixed);
  return llvm::Error::success();
}

} // namespace asynctidy
