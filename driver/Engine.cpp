#include "driver/Engine.h"
#include "clang-tidy/ClangTidy.h"
#include "driver/Convert.h"
#include "driver/Outline.h"
#include "driver/Paths.h"
#include "driver/nolint/WithoutNoLint.h"
#include "driver/parse/ParseLess.h"
#include "nlohmann/json.hpp"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <tuple>

namespace fs = llvm::sys::fs;
namespace tidy = clang::tidy;
namespace tooling = clang::tooling;

namespace asynctidy {

using Json = nlohmann::ordered_json;

namespace {

/// A file may have several commands; this knows one.
class OneCommand : public tooling::CompilationDatabase {
public:
  OneCommand(const WorkItem &Item, const std::string &Precompiled)
      : Item(Item), Command(Item.Command) {
    if (!Precompiled.empty())
      Command.insert(Command.begin() + 1, {"-include-pch", Precompiled});
  }
  std::vector<tooling::CompileCommand>
  getCompileCommands(llvm::StringRef) const override {
    return {{Item.Directory, Item.File, Command, /*Output=*/""}};
  }

private:
  const WorkItem &Item;
  std::vector<std::string> Command;
};

/// Empty if clang can be asked at all.
std::string obstacle(const WorkItem &Item) {
  if (!fs::is_directory(Item.Directory))
    return "the directory of its compile command, " + Item.Directory +
           ", does not exist";
  llvm::Expected<fs::file_t> File = fs::openNativeFileForRead(Item.File);
  if (!File)
    return "it cannot be read: " +
           llvm::errorToErrorCode(File.takeError()).message();
  (void)fs::closeFile(*File);
  return "";
}

std::string compileFailure(const Finding &Error, const std::string &Root) {
  std::string Where;
  if (!Error.Where.Path.empty())
    Where = relativeTo(Root, Error.Where.Path) + ":" +
            std::to_string(Error.Where.Line) + ": ";
  return "it does not compile: " + Where + Error.Message;
}

} // namespace

/// \p Below is what the files are read from.
static UnitResult
analyseIn(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Below,
          const WorkItem &Item, const AnalysisOptions &How) {
  UnitResult Result;
  Result.Failure = obstacle(Item);
  if (!Result.Failure.empty())
    return Result;

  auto Files =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(Below));
  std::unique_ptr<tidy::ClangTidyOptionsProvider> Provider =
      How.Checks.provider(Files);
  const bool AllHeaders = choosesHeaders(Provider->getRawOptions(Item.File));
  tidy::ClangTidyContext Context(std::move(Provider));
  Outline Known;
  const OutlineRecorder Recorder(Known);
  std::optional<ParseLess> Less;
  if (How.ParsesLess)
    Less.emplace(AllHeaders ? "/" : How.SourceRoot);
  const std::vector<tidy::ClangTidyError> Errors = tidy::runClangTidy(
      Context, OneCommand(Item, How.Precompiled), {Item.File}, Files,
      /*ApplyAnyFix=*/false,
      /*EnableCheckProfile=*/!How.ProfileDirectory.empty(),
      How.ProfileDirectory, /*Quiet=*/true);

  SourceCache Sources;
  const std::string MainFile = realPath(Item.File);
  for (const tidy::ClangTidyError &Error : Errors) {
    Finding Found = toFinding(Error, Sources);
    Found.Function = Known.around(Found.Where);
    for (Note &Each : Found.Notes)
      Each.Function = Known.around(Each.Where);
    if (Found.IsCompileError) {
      if (Result.Failure.empty())
        Result.Failure = compileFailure(Found, How.SourceRoot);
    } else if (!AllHeaders && !Found.Where.Path.empty() &&
               Found.Where.Path != MainFile &&
               !holds(How.SourceRoot, Found.Where.Path)) {
      continue;
    }
    Result.Findings.push_back(std::move(Found));
  }
  if (Result.Failure.empty() && Context.getCurrentFile().empty())
    Result.Failure = "its compile command compiles nothing";
  Result.Files = std::move(Known.Files);
  // What was seen of broken code is too little to edit it.
  if (!Result.Failure.empty())
    for (Finding &Found : Result.Findings)
      Found.Fixes.clear();
  return Result;
}

bool UnitResult::reads(const std::set<std::string> &Edited) const {
  const auto IsEdited = [&](const std::string &Path) {
    return Edited.count(Path) != 0;
  };
  return llvm::any_of(Files, IsEdited) ||
         llvm::any_of(Findings, [&](const Finding &Found) {
           return llvm::any_of(Found.Fixes, [&](const Edit &Each) {
             return IsEdited(Each.Path); // perhaps a system header
           });
         });
}

static bool hasNoLint(const std::set<std::string> &Files) {
  SourceCache Sources;
  return llvm::any_of(Files, [&](const std::string &File) {
    const SourceText *Text = Sources.find(File);
    return Text && Text->bytes().contains("NOLINT");
  });
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> realFiles() {
  return llvm::vfs::createPhysicalFileSystem();
}

UnitResult analyse(const WorkItem &Item, const AnalysisOptions &How,
                   const FileSystemMaker &Files) {
  UnitResult Result = analyseIn(Files(), Item, How);
  if (!How.WithSuppressed || !Result.Failure.empty() ||
      !hasNoLint(Result.Files))
    return Result;
  UnitResult All = analyseIn(withoutNoLint(Files()), Item, How);
  const auto KeyOf = [](const Finding &Found) {
    return std::tie(Found.Where.Path, Found.Where.Offset, Found.Check,
                    Found.Message);
  };
  for (Finding &Each : All.Findings)
    if (llvm::none_of(Result.Findings, [&](const Finding &Shown) {
          return KeyOf(Shown) == KeyOf(Each);
        }))
      Result.Suppressed.push_back(std::move(Each));
  return Result;
}

void to_json(Json &To, const UnitResult &From) {
  To = Json{{"findings", From.Findings},
            {"failure", From.Failure},
            {"files", From.Files},
            {"suppressed", From.Suppressed},
            {"from cache", From.IsFromCache},
            {"no async", From.HasNoAsync}};
  if (From.Ahead)
    To["ahead"] = {{"headers", From.Ahead->StandardHeaders},
                   {"shareable", From.Ahead->IsShareable},
                   {"bytes", From.Ahead->Bytes}};
}

void from_json(const Json &From, UnitResult &To) {
  From.at("findings").get_to(To.Findings);
  From.at("failure").get_to(To.Failure);
  From.at("files").get_to(To.Files);
  From.at("suppressed").get_to(To.Suppressed);
  From.at("from cache").get_to(To.IsFromCache);
  From.at("no async").get_to(To.HasNoAsync);
  if (const auto Ahead = From.find("ahead"); Ahead != From.end())
    To.Ahead = {Ahead->at("headers").get<std::set<std::string>>(),
                Ahead->at("shareable").get<bool>(),
                Ahead->at("bytes").get<uint64_t>()};
}

} // namespace asynctidy
