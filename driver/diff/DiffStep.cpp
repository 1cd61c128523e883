#include "driver/diff/DiffStep.h"
#include "driver/Paths.h"
#include "driver/diff/Git.h"
#include "driver/scan/DirectiveScanner.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <array>
#include <map>
#include <set>

namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
namespace types = clang::driver::types;

namespace asynctidy {

using llvm::StringRef;

static llvm::Expected<ChangedLines> readDiff(const Options &Given,
                                             const std::string &SourceRoot) {
  if (!Given.DiffBase.empty()) {
    llvm::Expected<std::string> Text = gitDiff(Given.DiffBase, SourceRoot);
    if (!Text)
      return Text.takeError();
    return parsePatch(*Text, /*Strip=*/1, "git diff");
  }
  const bool IsInput = Given.DiffPath == "-";
  auto Text = llvm::MemoryBuffer::getFileOrSTDIN(Given.DiffPath);
  if (!Text)
    return llvm::createStringError(
        Text.getError(),
        "cannot read " + Given.DiffPath +
            ", which --diff names: " + Text.getError().message());
  return parsePatch((*Text)->getBuffer(), Given.DiffStrip,
                    IsInput ? "standard input" : StringRef(Given.DiffPath));
}

llvm::Expected<DiffStep> DiffStep::create(const Options &Given,
                                          const std::string &SourceRoot) {
  llvm::Expected<ChangedLines> Read = readDiff(Given, SourceRoot);
  if (!Read)
    return Read.takeError();
  ChangedLines Lines;
  for (auto &[Path, Ranges] : *Read) {
    const std::string BelowRoot = absolutePath(Path, SourceRoot);
    llvm::append_range(
        Lines[realPath(fs::exists(BelowRoot) ? BelowRoot : absolutePath(Path))],
        Ranges);
  }
  return DiffStep(std::move(Lines));
}

static bool isSource(StringRef Path) {
  const types::ID Type =
      types::lookupTypeForExtension(path::extension(Path).drop_front());
  return Type != types::TY_INVALID && types::isSrcFile(Type) &&
         !types::onlyPrecompileType(Type);
}

/// Whether a file may be one that others include. Those without an extension
/// may be, as <vector> is.
static bool isHeader(StringRef Path) {
  const StringRef Extension = path::extension(Path).drop_front();
  const types::ID Type = types::lookupTypeForExtension(Extension);
  return Extension.empty() ||
         (Type != types::TY_INVALID && types::onlyPrecompileType(Type)) ||
         llvm::StringSwitch<bool>(Extension)
             .Cases({"inl", "ipp", "tpp", "txx", "tcc", "inc", "def"}, true)
             .Default(false);
}

namespace {

/// Chooses from the units of one plan.
class Chooser {
public:
  Chooser(const Plan &Of, const ChangedLines &Lines) : Of(Of), Lines(Lines) {}

  void sortFiles() {
    std::set<std::string> Sources;
    for (const WorkItem &Item : Of.Items)
      Sources.insert(realPath(Item.File));
    for (const auto &[Path, Ranges] : Lines) {
      if (Sources.count(Path) || !fs::exists(Path))
        continue;
      if (isHeader(Path))
        Headers.insert(Path);
      else if (isSource(Path))
        Made.Left.push_back(named(Path) + " was changed, but is none of the "
                                          "translation units to analyse");
    }
  }

  void pick() {
    const auto Ranks = ranked();
    Chosen.insert(Ranks[0].begin(), Ranks[0].end());
    DirectiveScanner Scanner;
    std::map<std::string, size_t> Broken; // units, by header
    for (const size_t At :
         llvm::concat<const size_t>(Ranks[0], Ranks[1], Ranks[2])) {
      if (Headers.empty())
        break;
      const Reached Scan = Scanner.scan(Of.Items[At]);
      for (const std::string &File : Scan.Files)
        if (Lines.count(realPath(Of.Items[At].File)))
          Headers.erase(File);
        else if (Headers.count(File) && Scan.IsIncomplete)
          Broken.try_emplace(File, At);
        else if (Headers.erase(File))
          take(At, File);
    }
    for (const auto &[File, At] : Broken)
      if (Headers.erase(File))
        take(At, File);
  }

  void tellRest() {
    for (const std::string &Header : Headers)
      if (!path::extension(Header).empty())
        Made.Left.push_back(named(Header) + " was changed, but none of the "
                                            "translation units to analyse "
                                            "includes it");
    if (Chosen.empty())
      Made.Left.push_back("the diff changes no line of the files to analyse");
  }

  DiffStep::Choice Made;
  std::set<size_t> Chosen; ///< of the plan's items

private:
  std::string named(StringRef Path) const {
    return relativeTo(Of.SourceRoot, Path);
  }

  /// The numbers of the units: changed ones, then those that are likely to
  /// include one of the headers because they have its name, then the others.
  std::array<std::vector<size_t>, 3> ranked() const {
    std::set<StringRef> Stems;
    for (const std::string &Header : Headers)
      Stems.insert(path::stem(Header));
    std::array<std::vector<size_t>, 3> Ranks;
    for (size_t At = 0; At < Of.Items.size(); ++At) {
      const std::string &File = Of.Items[At].File;
      const bool IsChanged = Lines.count(realPath(File));
      const bool IsLikely = Stems.count(path::stem(File));
      Ranks[IsChanged ? 0 : IsLikely ? 1 : 2].push_back(At);
    }
    return Ranks;
  }

  void take(size_t At, const std::string &Header) {
    Chosen.insert(At);
    Made.Picked.push_back(named(Header) + " was changed: analysing " +
                          named(Of.Items[At].File) + ", which includes it");
  }

  const Plan &Of;
  const ChangedLines &Lines;
  std::set<std::string> Headers; ///< that no unit was found for
};

} // namespace

DiffStep::Choice DiffStep::choose(Plan &Of) const {
  Chooser Choosing(Of, Lines);
  Choosing.sortFiles();
  Choosing.pick();
  Choosing.tellRest();
  std::vector<WorkItem> Items;
  for (const size_t At : Choosing.Chosen)
    Items.push_back(std::move(Of.Items[At]));
  Of.Items = std::move(Items);
  return std::move(Choosing.Made);
}

void DiffStep::keepChanged(Report &Of) const {
  const auto IsElsewhere = [&](const Finding &Found) {
    const auto File = Lines.find(Found.Where.Path);
    return !Found.IsCompileError &&
           (File == Lines.end() ||
            llvm::none_of(File->second, [&](const LineRange &Each) {
              return Each.First <= Found.Where.Line &&
                     Found.Where.Line <= Each.Last;
            }));
  };
  llvm::erase_if(Of.Findings, IsElsewhere);
  llvm::erase_if(Of.Known, IsElsewhere);
  llvm::erase_if(Of.Suppressed, IsElsewhere);
}

} // namespace asynctidy
