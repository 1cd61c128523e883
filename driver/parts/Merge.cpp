#include "driver/parts/Merge.h"
#include "driver/Combinations.h"
#include "driver/Paths.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace asynctidy {

using Json = nlohmann::ordered_json;

namespace {

struct ReadPart : PartRecord {
  std::string Path; ///< of the report
};

} // namespace

static llvm::Expected<ReadPart> readPart(const std::string &Path) {
  const auto Text = llvm::MemoryBuffer::getFile(Path);
  if (!Text)
    return usageError("cannot read " + Path +
                      ", which is to be merged: " + Text.getError().message());
  ReadPart Part;
  try {
    const llvm::StringRef Bytes = (*Text)->getBuffer();
    const Json Log = Json::parse(Bytes.begin(), Bytes.end());
    const Json &Record = Log.at("runs").at(0).at("properties").at("asyncTidy");
    // Another version's record may be another one altogether.
    if (const std::string Tool = Record.at("tool"); Tool != thisTool())
      return usageError(Path + " was made by " + Tool + ", and this is " +
                        thisTool() +
                        ": use one version for all parts and the merge");
    static_cast<PartRecord &>(Part) = Record;
  } catch (const Json::exception &) {
    return usageError(Path + " is no report of a part: make it with --shard "
                             "or --work, and --export-sarif");
  }
  Part.Path = Path;
  return Part;
}

/// A word that one list has and the other has not, or nothing.
static std::string oddOne(const std::vector<std::string> &In,
                          const std::vector<std::string> &NotIn) {
  const auto Odd = llvm::find_if(In, [&](const std::string &Word) {
    return !llvm::is_contained(NotIn, Word);
  });
  return Odd == In.end() ? "" : *Odd;
}

static llvm::Error compareOptions(const ReadPart &One, const ReadPart &Other) {
  for (const auto &[With, Without] :
       {std::pair(&One, &Other), std::pair(&Other, &One)})
    if (const std::string Odd = oddOne(With->Options, Without->Options);
        !Odd.empty())
      return usageError(With->Path + " was made with " + Odd + ", and " +
                        Without->Path + " was not: make all parts anew with " +
                        "the same options");
  return llvm::Error::success();
}

static llvm::Error comparePlans(const ReadPart &One, const ReadPart &Other) {
  const auto KeyOf = [](const PartRecord &Part) {
    return std::tie(Part.All.Units, Part.All.Hash, Part.All.IsProject,
                    Part.Shards);
  };
  if (KeyOf(One) == KeyOf(Other))
    return llvm::Error::success();
  if (One.Shards != Other.Shards)
    return usageError(One.Path + " is one of " + llvm::Twine(One.Shards) +
                      " shards, and " + Other.Path + " one of " +
                      llvm::Twine(Other.Shards) +
                      ": merge the reports of one split");
  return usageError(One.Path + " is a part of " + llvm::Twine(One.All.Units) +
                    " translation units, and " + Other.Path + " of " +
                    llvm::Twine(Other.All.Units) +
                    " others: make all parts from the same sources and "
                    ".clang-tidy files");
}

static llvm::Error compare(const ReadPart &One, const ReadPart &Other) {
  if (llvm::Error Differ = compareOptions(One, Other))
    return Differ;
  if (llvm::Error Differ = comparePlans(One, Other))
    return Differ;
  for (const auto &[Path, Hash] : One.Sources) {
    const auto There = Other.Sources.find(Path);
    if (There != Other.Sources.end() && There->second != Hash)
      return usageError(Path + " was another file for " + One.Path +
                        " than for " + Other.Path +
                        ": make all parts from the same sources");
  }
  return llvm::Error::success();
}

static llvm::Error checkWith(const Options &Given, const ReadPart &Part) {
  const auto NeedsToo = [&Part](const char *Option) {
    return usageError(Part.Path + " was made with " + Option +
                      ", which the merge has to be given too");
  };
  if (Part.HasBaseline && Given.BaselinePath.empty())
    return NeedsToo("--baseline");
  if (Part.HasDiff && !Given.hasDiff())
    return NeedsToo("--diff or --diff-base");
  const bool HasSuppressed = llvm::any_of(Part.Options, [](llvm::StringRef W) {
    return W.contains("--show-suppressed");
  });
  if ((Given.ShowSuppressed || Given.ReportUnusedNoLint) && !HasSuppressed)
    return usageError(Part.Path + " does not have what NOLINT comments "
                                  "suppress: give --show-suppressed or "
                                  "--report-unused-nolint to all parts too");
  return llvm::Error::success();
}

/// Every shard and every unit has to be there once.
static llvm::Error checkComplete(const std::vector<ReadPart> &Parts) {
  const PartRecord &First = Parts.front();
  std::map<unsigned, std::string> PathsByShard;
  std::map<size_t, std::string> PathsByUnit;
  for (const ReadPart &Part : Parts) {
    const auto [Slot, New] = PathsByShard.try_emplace(Part.Shard, Part.Path);
    if (!New && First.Shards)
      return usageError(Slot->second + " and " + Part.Path +
                        " both are shard " + llvm::Twine(Part.Shard) + "/" +
                        llvm::Twine(First.Shards) + ": give each part once");
    for (const PartRecord::Unit &Unit : Part.Units) {
      const auto [Slot, New] = PathsByUnit.try_emplace(Unit.Number, Part.Path);
      if (!New)
        return usageError(Slot->second + " and " + Part.Path + " both have " +
                          Unit.File + ": give each part once");
    }
  }
  for (unsigned Each = 1; Each <= First.Shards; ++Each)
    if (!PathsByShard.count(Each))
      return usageError("the reports are not the whole: shard " +
                        llvm::Twine(Each) + "/" + llvm::Twine(First.Shards) +
                        " is missing");
  if (const size_t Missing = First.All.Units - PathsByUnit.size())
    return usageError("the reports are not the whole: " + llvm::Twine(Missing) +
                      " of " + llvm::Twine(First.All.Units) +
                      " translation units are missing");
  return llvm::Error::success();
}

static llvm::Expected<std::string>
mergedRoot(const Options &Given, const std::vector<ReadPart> &Parts) {
  std::string Root = Given.SourceRoot;
  if (Root.empty()) {
    Root = Parts.front().SourceRoot;
    for (const ReadPart &Part : Parts)
      if (Part.SourceRoot != Root)
        return usageError("the sources were in " + Root + " for " +
                          Parts.front().Path + ", and in " + Part.SourceRoot +
                          " for " + Part.Path +
                          ": say where they are now with --source-root");
  }
  if (!llvm::sys::fs::is_directory(Root))
    return usageError("there is no directory " + Root +
                      ": say where the sources are with --source-root");
  return realPath(Root);
}

/// Reports quote the sources, which have to be those that were analysed.
static llvm::Error checkSources(const PartRecord &Part) {
  for (const auto &[Path, Hash] : Part.Sources)
    if (const std::string Here = hashOfSource(Path); Here != Hash)
      return usageError(
          Here.empty()
              ? "cannot read " + Path +
                    ", where the parts have findings: say "
                    "where the sources are with "
                    "--source-root"
              : Path + " is not what the parts have analysed: merge where the "
                       "sources are the same");
  return llvm::Error::success();
}

static MergedParts merged(Plan Work, std::vector<PartRecord::Unit> Units) {
  MergedParts Made;
  Made.Work = std::move(Work);
  for (PartRecord::Unit &Each : Units) {
    if (Each.HasChecks) {
      Made.Chosen.push_back(Made.Work.Items.size());
      Made.Results.push_back(std::move(Each.Result));
      Made.Results.back().IsFromCache = false; // not in this run
    }
    Made.Work.Items.push_back({Each.File,
                               "",
                               {},
                               Each.Number,
                               Each.IsCxx ? Language::Cxx : Language::OtherC});
    Made.Globs.push_back(std::move(Each.Globs));
  }
  return Made;
}

llvm::Expected<MergedParts> mergeParts(const Options &Given) {
  std::vector<ReadPart> Parts;
  for (const std::string &Path : Given.Files) {
    llvm::Expected<ReadPart> Part = readPart(Path);
    if (!Part)
      return Part.takeError();
    if (llvm::Error Unfit = checkWith(Given, *Part))
      return std::move(Unfit);
    Parts.push_back(std::move(*Part));
    if (llvm::Error Differ = compare(Parts.front(), Parts.back()))
      return std::move(Differ);
  }
  if (llvm::Error Missing = checkComplete(Parts))
    return std::move(Missing);
  llvm::Expected<std::string> Root = mergedRoot(Given, Parts);
  if (!Root)
    return Root.takeError();

  std::vector<PartRecord::Unit> Units;
  for (ReadPart &Part : Parts) {
    moveTo(*Root, Part);
    if (llvm::Error Changed = checkSources(Part))
      return std::move(Changed);
    llvm::append_range(Units, std::move(Part.Units));
  }
  // What is said of a header that several units see depends on which is first.
  llvm::sort(Units, [](const auto &One, const auto &Other) {
    return One.Number < Other.Number;
  });
  return merged({{}, *Root, Parts.front().All}, std::move(Units));
}

} // namespace asynctidy
