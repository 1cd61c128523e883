#include "driver/Plan.h"
#include "driver/Database.h"
#include "driver/Flags.h"
#include "driver/Paths.h"
#include "driver/SourceRoot.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Regex.h"
#include <tuple>

namespace fs = llvm::sys::fs;
namespace tooling = clang::tooling;

namespace asynctidy {

static llvm::Error problem(const llvm::Twine &Sentence) {
  return llvm::createStringError(
      std::make_error_code(std::errc::invalid_argument), Sentence);
}

static llvm::Expected<Database>
databaseOfFlags(const std::vector<std::string> &Flags) {
  const std::vector<std::string> Known = flagsForClang(Flags);
  std::vector<const char *> Words = {"async-tidy", "--"};
  for (const std::string &Word : Known)
    Words.push_back(Word.c_str());
  int Count = static_cast<int>(Words.size());
  std::string Why;
  const std::string Here = absolutePath(".");
  std::unique_ptr<tooling::CompilationDatabase> Commands =
      tooling::FixedCompilationDatabase::loadFromCommandLine(
          Count, Words.data(), Why, Here);
  if (!Commands)
    return problem("the flags after -- make no compile command: " +
                   llvm::StringRef(Why).trim());
  return Database{std::move(Commands), ""};
}

static llvm::Expected<Database> databaseFor(const Options &Given) {
  if (Given.Flags)
    return databaseOfFlags(*Given.Flags);
  if (!Given.BuildPath.empty())
    return loadDatabase(Given.BuildPath);
  if (Given.Files.empty())
    return problem("nothing to analyse: give a file, -p <dir> with a "
                   "compile_commands.json, or both (see --help)");
  return findDatabase(Given.Files.front());
}

/// The files of \p Commands that \p Word means: itself, what lies below it, or
/// what it matches as a regular expression.
static llvm::Expected<std::vector<std::string>>
filesFor(const std::string &Word, const Database &Source) {
  const std::string Path = absolutePath(Word);
  if (fs::exists(Path) && !fs::is_directory(Path))
    return std::vector{Path};

  std::vector<std::string> Known = Source.Commands->getAllFiles();
  if (fs::is_directory(Path)) {
    llvm::erase_if(Known,
                   [&](const std::string &File) { return !holds(Path, File); });
    if (Known.empty())
      return problem("the compile database has no file below " + Word);
    return Known;
  }
  if (Known.empty())
    return problem("there is no file " + Word);
  llvm::Regex Pattern(Word);
  std::string Why;
  const bool IsPattern = Pattern.isValid(Why);
  llvm::erase_if(Known, [&](llvm::StringRef File) {
    return !IsPattern || !Pattern.match(File);
  });
  if (Known.empty())
    return problem("there is no file " + Word +
                   ", and no file of the compile database matches it");
  return Known;
}

static llvm::Expected<std::vector<std::string>>
plannedFiles(const Options &Given, const Database &Source) {
  if (Given.Files.empty()) {
    std::vector<std::string> All = Source.Commands->getAllFiles();
    if (All.empty())
      return problem("the compile database in " + Given.BuildPath +
                     " names no files: give some");
    return All;
  }
  std::vector<std::string> Files;
  for (const std::string &Word : Given.Files) {
    llvm::Expected<std::vector<std::string>> Meant = filesFor(Word, Source);
    if (!Meant)
      return Meant.takeError();
    llvm::append_range(Files, *Meant);
  }
  return Files;
}

std::vector<std::string> adjusted(std::vector<std::string> Command,
                                  const std::string &File,
                                  const Options &Given) {
  const auto Remove = [&Given](const tooling::CommandLineArguments &Words,
                               llvm::StringRef) {
    tooling::CommandLineArguments Kept;
    for (const std::string &Word : Words)
      if (!llvm::is_contained(Given.RemovedArgs, Word))
        Kept.push_back(Word);
    return Kept;
  };
  const tooling::ArgumentsAdjuster Adjust = tooling::combineAdjusters(
      Remove,
      tooling::combineAdjusters(
          tooling::getInsertArgumentAdjuster(
              Given.ExtraArgsBefore, tooling::ArgumentInsertPosition::BEGIN),
          tooling::getInsertArgumentAdjuster(
              Given.ExtraArgs, tooling::ArgumentInsertPosition::END)));
  return Adjust(commandForClang(std::move(Command)), File);
}

static std::vector<WorkItem> commandsFor(const std::string &File,
                                         const Database &Source,
                                         const Options &Given) {
  std::vector<WorkItem> Items;
  for (const tooling::CompileCommand &Each :
       Source.Commands->getCompileCommands(File))
    Items.push_back({File, absolutePath(Each.Directory, Source.Directory),
                     adjusted(Each.CommandLine, File, Given)});
  for (WorkItem &Each : Items)
    Each.In = languageOf(Each.Command, File);
  return Items;
}

/// Leaves what --source-filter matches.
static llvm::Error filter(std::vector<std::string> &Files,
                          const std::string &SourceFilter) {
  if (SourceFilter.empty())
    return llvm::Error::success();
  const llvm::Regex Pattern(SourceFilter);
  std::string Why;
  if (!Pattern.isValid(Why))
    return problem("the source filter " + SourceFilter +
                   " is no regular expression: " + Why);
  llvm::erase_if(Files,
                 [&](llvm::StringRef File) { return !Pattern.match(File); });
  if (Files.empty())
    return problem("no file to analyse matches --source-filter=" +
                   SourceFilter);
  return llvm::Error::success();
}

static auto key(const WorkItem &Item) {
  return std::tie(Item.File, Item.Directory, Item.Command);
}

llvm::Expected<Plan> makePlan(const Options &Given) {
  llvm::Expected<Database> Source = databaseFor(Given);
  if (!Source)
    return Source.takeError();
  llvm::Expected<std::vector<std::string>> Files = plannedFiles(Given, *Source);
  if (!Files)
    return Files.takeError();
  if (llvm::Error Failed = filter(*Files, Given.SourceFilter))
    return std::move(Failed);
  llvm::sort(*Files);
  Files->erase(llvm::unique(*Files), Files->end());

  Plan Made;
  for (const std::string &File : *Files)
    llvm::append_range(Made.Items, commandsFor(File, *Source, Given));
  llvm::sort(Made.Items, [](const WorkItem &One, const WorkItem &Other) {
    return key(One) < key(Other);
  });
  Made.Items.erase(llvm::unique(Made.Items,
                                [](const WorkItem &One, const WorkItem &Other) {
                                  return key(One) == key(Other);
                                }),
                   Made.Items.end());
  if (Made.Items.empty())
    return problem("the compile database has no command for " + Files->front());

  llvm::Expected<std::string> Root =
      sourceRoot(Given.SourceRoot, *Files, Source->Directory);
  if (!Root)
    return Root.takeError();
  Made.SourceRoot = *Root;
  return Made;
}

} // namespace asynctidy
