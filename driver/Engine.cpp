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

namespace {

/// What clang-tidy's engine says of a unit.
struct Answer {
  std::vector<tidy::ClangTidyError> Errors;
  Outline Known;
  bool ChoosesHeaders = false;
  bool CompilesNothing = false;
  ParseLess::Missed Missed = ParseLess::Missed::Nothing;
};

} // namespace

/// \p Below is what the files are read from.
static Answer ask(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Below,
                  const WorkItem &Item, const AnalysisOptions &How) {
  Answer Result;
  auto Files =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(Below));
  std::unique_ptr<tidy::ClangTidyOptionsProvider> Provider =
      How.Checks.provider(Files);
  Result.ChoosesHeaders = choosesHeaders(Provider->getRawOptions(Item.File));
  tidy::ClangTidyContext Context(std::move(Provider));
  const OutlineRecorder Recorder(Result.Known);
  std::optional<ParseLess> Less;
  if (How.ParsesLess)
    Less.emplace(Result.ChoosesHeaders ? "/" : How.SourceRoot);
  Result.Errors = tidy::runClangTidy(
      Context, OneCommand(Item, How.Precompiled), {Item.File}, Files,
      /*ApplyAnyFix=*/false,
      /*EnableCheckProfile=*/!How.ProfileDirectory.empty(),
      How.ProfileDirectory, /*Quiet=*/true);
  Result.CompilesNothing = Context.getCurrentFile().empty();
  if (Less)
    Result.Missed = Less->missed();
  return Result;
}

/// Parses less, and what a check then asks for the next time.
static Answer
askAgain(const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &In,
         const WorkItem &Item, AnalysisOptions How) {
  Answer Result = ask(In, Item, How);
  while (Result.Missed == ParseLess::Missed::Bodies)
    Result = ask(In, Item, How);
  if (Result.Missed == ParseLess::Missed::Nothing)
    return Result;
  How.ParsesLess = false;
  How.Precompiled.clear();
  return ask(In, Item, How);
}

static UnitResult
analyseIn(const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> &Below,
          const WorkItem &Item, const AnalysisOptions &How) {
  UnitResult Result;
  Result.Failure = obstacle(Item);
  if (!Result.Failure.empty())
    return Result;

  Answer Said = askAgain(Below, Item, How);
  SourceCache Sources;
  const std::string MainFile = realPath(Item.File);
  for (const tidy::ClangTidyError &Error : Said.Errors) {
    Finding Found = toFinding(Error, Sources);
    Found.Function = Said.Known.around(Found.Where);
    for (Note &Each : Found.Notes)
      Each.Function = Said.Known.around(Each.Where);
    if (Found.IsCompileError) {
      if (Result.Failure.empty())
        Result.Failure = compileFailure(Found, How.SourceRoot);
    } else if (!Said.ChoosesHeaders && !Found.Where.Path.empty() &&
               Found.Where.Path != MainFile &&
               !holds(How.SourceRoot, Found.Where.Path)) {
      continue;
    }
    Result.Findings.push_back(std::move(Found));
  }
  if (Result.Failure.empty() && Said.CompilesNothing)
    Result.Failure = "its compile command compiles nothing";
  Result.Files = std::move(Said.Known.Files);
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
            {"no async", From.HasNoAsync},
            {"seconds", From.Seconds}};
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
  From.at("seconds").get_to(To.Seconds);
  if (const auto Ahead = From.find("ahead"); Ahead != From.end())
    To.Ahead = {Ahead->at("headers").get<std::set<std::string>>(),
                Ahead->at("shareable").get<bool>(),
                Ahead->at("bytes").get<uint64_t>()};
}

} // namespace asynctidy
