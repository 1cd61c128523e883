#include "driver/parts/WorkLines.h"
#include "driver/Combinations.h"
#include "driver/Paths.h"
#include "driver/SourceRoot.h"
#include "driver/cache/FileLog.h"
#include "driver/report/Wording.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <tuple>

namespace asynctidy {

using Json = nlohmann::ordered_json;

void numberUnits(Plan &Of, bool IsProject, llvm::StringRef Configuration) {
  std::string Names = Configuration.str();
  size_t Number = 0;
  for (WorkItem &Each : Of.Items) {
    Each.Number = ++Number;
    Names += relativeTo(Of.SourceRoot, Each.File) + "\n";
  }
  Of.All = {Number, hashOf(Names), IsProject};
}

std::string workLines(const Plan &Of) {
  std::string Lines;
  for (const WorkItem &Each : Of.Items)
    Lines += jsonLine({{"directory", Each.Directory},
                       {"file", Each.File},
                       {"arguments", Each.Command},
                       {"sourceRoot", Of.SourceRoot},
                       {"unit", Each.Number},
                       {"units", Of.All.Units},
                       {"plan", Of.All.Hash},
                       {"project", Of.All.IsProject}});
  return Lines;
}

namespace {

/// What one line says; throws what nlohmann's reader throws.
struct WorkLine {
  explicit WorkLine(const Json &Line, const Options &Given) {
    Item.Directory = absolutePath(Line.at("directory").get<std::string>());
    Item.File =
        absolutePath(Line.at("file").get<std::string>(), Item.Directory);
    Item.Command = adjusted(
        Line.at("arguments").get<std::vector<std::string>>(), Item.File, Given);
    Item.In = languageOf(Item.Command, Item.File);
    Root = Line.value("sourceRoot", "");
    Item.Number = Line.value("unit", size_t(0));
    All = {Line.value("units", size_t(0)), Line.value("plan", ""),
           Line.value("project", false)};
  }

  WorkItem Item;
  Whole All;
  std::string Root;
};

} // namespace

static bool isSame(const Whole &One, const Whole &Other) {
  return One.Units == Other.Units && One.Hash == Other.Hash &&
         One.IsProject == Other.IsProject;
}

/// The place of a line: file and number.
static std::string placeOf(const Options &Given, size_t Number) {
  return (Given.WorkPath == "-" ? "standard input" : Given.WorkPath) + ":" +
         std::to_string(Number);
}

static llvm::Expected<std::vector<WorkLine>> readLines(llvm::StringRef Text,
                                                       const Options &Given) {
  std::vector<WorkLine> Lines;
  size_t Number = 0;
  for (const llvm::StringRef Each : llvm::split(Text, '\n')) {
    ++Number;
    if (Each.trim().empty())
      continue;
    try {
      Lines.emplace_back(Json::parse(Each.begin(), Each.end()), Given);
    } catch (const Json::exception &) {
      return usageError(placeOf(Given, Number) +
                        ": this is no line of --list-work: it needs to be an "
                        "object with directory, file and arguments");
    }
    if (!isSame(Lines.front().All, Lines.back().All) ||
        Lines.front().Root != Lines.back().Root)
      return usageError(placeOf(Given, Number) +
                        ": this line and those before it come from different "
                        "runs of --list-work: analyse each list by itself");
  }
  return Lines;
}

llvm::Expected<Plan> readWork(const Options &Given) {
  const auto Text = llvm::MemoryBuffer::getFileOrSTDIN(Given.WorkPath);
  if (!Text)
    return usageError("cannot read " + Given.WorkPath +
                      ", which --work names: " + Text.getError().message());
  llvm::Expected<std::vector<WorkLine>> Lines =
      readLines((*Text)->getBuffer(), Given);
  if (!Lines)
    return Lines.takeError();

  Plan Made;
  std::vector<std::string> Files;
  for (WorkLine &Each : *Lines) {
    Files.push_back(Each.Item.File);
    Made.Items.push_back(std::move(Each.Item));
  }
  std::string Wanted = Given.SourceRoot;
  if (Wanted.empty())
    Wanted = Lines->empty() ? "." : Lines->front().Root;
  llvm::Expected<std::string> Root =
      sourceRoot(Wanted, Files, /*DatabaseDirectory=*/"");
  if (!Root)
    return Root.takeError();
  Made.SourceRoot = *Root;
  llvm::sort(Made.Items, [](const WorkItem &One, const WorkItem &Other) {
    return std::tie(One.Number, One.File, One.Directory, One.Command) <
           std::tie(Other.Number, Other.File, Other.Directory, Other.Command);
  });
  if (Lines->empty() || Lines->front().All.Units == 0)
    numberUnits(Made, /*IsProject=*/false, /*Configuration=*/"");
  else
    Made.All = Lines->front().All;
  return Made;
}

} // namespace asynctidy
