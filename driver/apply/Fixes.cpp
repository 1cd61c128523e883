#include "driver/apply/Fixes.h"
#include "driver/AtomicFile.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <set>

namespace tooling = clang::tooling;

namespace asynctidy {
namespace {

std::string placeOf(const Finding &Found) {
  return Found.Where.Path + ":" + std::to_string(Found.Where.Line) + ":" +
         std::to_string(Found.Where.Column);
}

/// The edits that were taken so far.
class Merger {
public:
  /// Takes all edits of \p Found or none; tells which.
  bool take(const Finding &Found) {
    std::vector<tooling::Replacement> New;
    for (const Edit &Each : Found.Fixes) {
      tooling::Replacement Replacement(Each.Path, Each.Offset, Each.Length,
                                       Each.Text);
      if (!Taken.count(Replacement))
        New.push_back(std::move(Replacement));
    }
    std::map<std::string, tooling::Replacements> Trial;
    for (const tooling::Replacement &Each : New) {
      const std::string Path = Each.getFilePath().str();
      auto [Slot, Fresh] = Trial.try_emplace(Path);
      if (Fresh)
        Slot->second = ByPath[Path];
      if (llvm::Error Overlap = Slot->second.add(Each)) {
        llvm::consumeError(std::move(Overlap));
        Refusals.push_back(placeOf(Found) + ": the fix of " + Found.Check +
                           " was left out: it overlaps another fix, run "
                           "--fix again");
        return false;
      }
    }
    for (auto &[Path, Replacements] : Trial)
      ByPath[Path] = std::move(Replacements);
    Taken.insert(New.begin(), New.end());
    return true;
  }

  std::map<std::string, tooling::Replacements> ByPath;
  std::vector<std::string> Refusals;

private:
  std::set<tooling::Replacement> Taken;
};

} // namespace

llvm::Expected<FixPlan> planFixes(const std::vector<Finding> &Findings) {
  Merger Merged;
  FixPlan Plan;
  for (size_t At = 0; At < Findings.size(); ++At)
    if (!Findings[At].Fixes.empty() && Merged.take(Findings[At]))
      Plan.Taken.insert(At);
  Plan.Refusals = std::move(Merged.Refusals);
  for (const auto &[Path, Replacements] : Merged.ByPath) {
    if (Replacements.empty())
      continue;
    auto Text = llvm::MemoryBuffer::getFile(Path);
    if (!Text)
      return llvm::createStringError(
          Text.getError(),
          "cannot read " + Path + " to fix it: " + Text.getError().message());
    const llvm::StringRef Code = (*Text)->getBuffer();
    const tooling::Replacement &Last = *Replacements.rbegin();
    if (Last.getOffset() + Last.getLength() > Code.size())
      return llvm::createStringError(
          std::make_error_code(std::errc::invalid_argument),
          "cannot fix " + Path + ": it changed during the analysis");
    llvm::Expected<std::string> Fixed =
        tooling::applyAllReplacements(Code, Replacements);
    if (!Fixed)
      return Fixed.takeError();
    Plan.TextByPath[Path] = std::move(*Fixed);
    FileEdits &File = Plan.EditsByPath[Path];
    File.Before = Code.str();
    for (const tooling::Replacement &Each : Replacements)
      File.Edits.push_back({Path, Each.getOffset(), Each.getLength(),
                            Each.getReplacementText().str()});
  }
  return Plan;
}

llvm::Error applyFixes(const FixPlan &Plan) {
  std::vector<AtomicFile> Files;
  for (const auto &[Path, Text] : Plan.TextByPath) {
    llvm::Expected<AtomicFile> File = AtomicFile::open(Path);
    if (!File)
      return File.takeError();
    if (llvm::Error Failed = File->write(Text))
      return Failed;
    Files.push_back(std::move(*File));
  }
  for (AtomicFile &File : Files)
    if (llvm::Error Failed = File.commit())
      return Failed;
  return llvm::Error::success();
}

} // namespace asynctidy
