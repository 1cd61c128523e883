#include "driver/parts/PartRecord.h"
#include "driver/Paths.h"
#include "driver/cache/FileLog.h"
#include "nlohmann/json.hpp"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/MemoryBuffer.h"

namespace asynctidy {

using Json = nlohmann::ordered_json;

std::string thisTool() {
  return "async-tidy " ASYNC_TIDY_VERSION " (LLVM " LLVM_VERSION_STRING ")";
}

std::string hashOfSource(const std::string &Path) {
  const auto Text = llvm::MemoryBuffer::getFile(Path);
  return Text ? hashOf((*Text)->getBuffer()) : "";
}

static std::vector<std::string> decidingOptions(const Options &Given) {
  std::vector<std::string> Words;
  const auto Add = [&Words](const char *Name,
                            const std::optional<std::string> &Value) {
    if (Value)
      Words.push_back(Name + *Value);
  };
  const EngineOptions &Engine = Given.Engine;
  Words.push_back("--level=" + std::to_string(Engine.Level));
  Add("--checks=", Engine.Checks);
  Add("--warnings-as-errors=", Engine.WarningsAsErrors);
  Add("--header-filter=", Engine.HeaderFilter);
  Add("--exclude-header-filter=", Engine.ExcludeHeaderFilter);
  if (Engine.SystemHeaders.value_or(false))
    Words.push_back("--system-headers");
  Add("--config=", Engine.Config);
  // Machines may have the file in different places.
  if (Engine.ConfigFile)
    Words.push_back("--config-file, with the hash " +
                    hashOfSource(*Engine.ConfigFile));
  Add("--checks-as-of=", Engine.ChecksAsOf);
  Add("--line-filter=", Engine.LineFilter);
  for (const std::string &Each : Given.RemovedArgs)
    Words.push_back("--removed-arg=" + Each);
  for (const std::string &Each : Given.ExtraArgs)
    Words.push_back("--extra-arg=" + Each);
  for (const std::string &Each : Given.ExtraArgsBefore)
    Words.push_back("--extra-arg-before=" + Each);
  if (Given.ReportUnusedNoLint || Given.ShowSuppressed)
    Words.push_back("--show-suppressed or --report-unused-nolint");
  return Words;
}

using PathChange = llvm::function_ref<void(std::string &)>;

static void forEachFindingPath(UnitResult &Of, PathChange Change) {
  for (std::vector<Finding> *Findings : {&Of.Findings, &Of.Suppressed})
    for (Finding &Each : *Findings)
      forEachPath(Each, [Change](std::string &Path) {
        if (!Path.empty())
          Change(Path);
      });
}

static void forEachPath(PartRecord &Of, PathChange Change) {
  for (PartRecord::Unit &Each : Of.Units) {
    Change(Each.File);
    forEachFindingPath(Each.Result, Change);
    std::set<std::string> Files;
    for (std::string File : Each.Result.Files) {
      Change(File);
      Files.insert(std::move(File));
    }
    Each.Result.Files = std::move(Files);
  }
  std::map<std::string, std::string> Sources;
  for (const auto &[Path, Hash] : Of.Sources) {
    std::string Changed = Path;
    Change(Changed);
    Sources[Changed] = Hash;
  }
  Of.Sources = std::move(Sources);
}

void moveTo(llvm::StringRef SourceRoot, PartRecord &Of) {
  Of.SourceRoot = SourceRoot.str();
  forEachPath(
      Of, [&](std::string &Path) { Path = absolutePath(Path, SourceRoot); });
}

PartRecord recordOf(const Options &Given, const Plan &Work,
                    const std::vector<size_t> &Chosen,
                    const std::vector<std::string> &Globs,
                    const std::vector<UnitResult> &Results) {
  PartRecord Made;
  Made.Tool = thisTool();
  Made.Options = decidingOptions(Given);
  Made.HasBaseline = !Given.BaselinePath.empty();
  Made.HasDiff = Given.hasDiff();
  Made.SourceRoot = Work.SourceRoot;
  Made.All = Work.All;
  Made.Shard = Given.Shard.Index;
  Made.Shards = Given.Shard.Count;
  Made.Units.resize(Work.Items.size());
  for (size_t Item = 0; Item < Work.Items.size(); ++Item) {
    Made.Units[Item].Number = Work.Items[Item].Number;
    Made.Units[Item].File = Work.Items[Item].File;
    Made.Units[Item].Globs = Globs[Item];
    Made.Units[Item].IsCxx = Work.Items[Item].In == Language::Cxx;
  }
  for (size_t At = 0; At < Chosen.size(); ++At) {
    Made.Units[Chosen[At]].HasChecks = true;
    Made.Units[Chosen[At]].Result = Results[At];
  }
  for (PartRecord::Unit &Each : Made.Units)
    forEachFindingPath(Each.Result,
                       [&](std::string &Path) { Made.Sources[Path]; });
  for (auto &[Path, Hash] : Made.Sources)
    Hash = hashOfSource(Path);
  forEachPath(Made, [&](std::string &Path) {
    Path = relativeTo(Work.SourceRoot, Path);
  });
  return Made;
}

static void to_json(Json &To, const PartRecord::Unit &From) {
  To = Json{{"number", From.Number}, {"file", From.File},
            {"globs", From.Globs},   {"hasChecks", From.HasChecks},
            {"isCxx", From.IsCxx},   {"result", From.Result}};
}

static void from_json(const Json &From, PartRecord::Unit &To) {
  From.at("number").get_to(To.Number);
  From.at("file").get_to(To.File);
  From.at("globs").get_to(To.Globs);
  From.at("hasChecks").get_to(To.HasChecks);
  From.at("isCxx").get_to(To.IsCxx);
  From.at("result").get_to(To.Result);
}

void to_json(Json &To, const PartRecord &From) {
  To = Json{{"tool", From.Tool},
            {"options", From.Options},
            {"hasBaseline", From.HasBaseline},
            {"hasDiff", From.HasDiff},
            {"sourceRoot", From.SourceRoot},
            {"shard", From.Shard},
            {"shards", From.Shards},
            {"units", From.All.Units},
            {"plan", From.All.Hash},
            {"isProject", From.All.IsProject},
            {"sources", From.Sources},
            {"results", From.Units}};
}

void from_json(const Json &From, PartRecord &To) {
  From.at("tool").get_to(To.Tool);
  From.at("options").get_to(To.Options);
  From.at("hasBaseline").get_to(To.HasBaseline);
  From.at("hasDiff").get_to(To.HasDiff);
  From.at("sourceRoot").get_to(To.SourceRoot);
  From.at("shard").get_to(To.Shard);
  From.at("shards").get_to(To.Shards);
  From.at("units").get_to(To.All.Units);
  From.at("plan").get_to(To.All.Hash);
  From.at("isProject").get_to(To.All.IsProject);
  From.at("sources").get_to(To.Sources);
  From.at("results").get_to(To.Units);
}

} // namespace asynctidy
