#include "driver/report/Text.h"
#include "driver/Paths.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnostic.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Format.h"
#include <set>

namespace asynctidy {
namespace {

using Level = clang::DiagnosticsEngine::Level;

Level levelOf(Severity Of) {
  switch (Of) {
  case Severity::Note:
    return Level::Note;
  case Severity::Warning:
    return Level::Warning;
  case Severity::Error:
    return Level::Error;
  }
  return Level::Warning;
}

/// Clang's own printer, fed with findings. One serves for one file's findings:
/// a SourceManager's addresses end at 2 GB.
class Printer {
public:
  Printer(llvm::raw_ostream &To, SourceCache &Sources,
          const std::string &CurrentDirectory, bool Color)
      : Sources(Sources), CurrentDirectory(CurrentDirectory),
        Diagnostics(llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(),
                    DiagnosticOptions),
        Files(clang::FileSystemOptions()), Manager(Diagnostics, Files),
        Text(To, Language, withColor(DiagnosticOptions, Color)) {}

  void print(const Finding &Found) {
    std::vector<clang::CharSourceRange> Ranges;
    for (const ByteRange &Each : Found.Ranges)
      addRange(Ranges, Each.Path, Each.Offset, Each.Length);
    if (Ranges.empty())
      addRange(Ranges, Found.Where.Path, Found.Where.Offset,
               Found.Where.Length);
    std::vector<clang::FixItHint> Hints;
    for (const Edit &Each : Found.Fixes)
      if (std::vector<clang::CharSourceRange> Place;
          addRange(Place, Each.Path, Each.Offset, Each.Length))
        Hints.push_back(
            clang::FixItHint::CreateReplacement(Place.front(), Each.Text));
    Text.emitDiagnostic(locationOf(Found.Where), levelOf(Found.Level),
                        Found.Message + " [" + Found.Check + "]", Ranges,
                        Hints);
    for (const Note &Each : Found.Notes)
      Text.emitDiagnostic(locationOf(Each.Where), Level::Note, Each.Message, {},
                          {});
  }

private:
  static clang::DiagnosticOptions &withColor(clang::DiagnosticOptions &Options,
                                             bool Color) {
    Options.ShowColors = Color;
    return Options;
  }

  clang::FileID fileOf(const std::string &Path) {
    const SourceText *Source = Sources.find(Path);
    if (!Source)
      return clang::FileID();
    auto [Slot, New] = Known.try_emplace(Path);
    if (New)
      Slot->second = Manager.createFileID(llvm::MemoryBuffer::getMemBuffer(
          Source->bytes(), relativeTo(CurrentDirectory, Path)));
    return Slot->second;
  }

  clang::SourceLocation location(const std::string &Path, unsigned Offset) {
    const clang::FileID File = fileOf(Path);
    if (File.isInvalid())
      return clang::SourceLocation();
    const size_t Size = Manager.getBufferData(File).size();
    return Manager.getLocForStartOfFile(File).getLocWithOffset(
        static_cast<int>(std::min<size_t>(Offset, Size)));
  }

  clang::FullSourceLoc locationOf(const Place &Where) {
    return clang::FullSourceLoc(location(Where.Path, Where.Offset), Manager);
  }

  bool addRange(std::vector<clang::CharSourceRange> &To,
                const std::string &Path, unsigned Offset, unsigned Length) {
    const clang::SourceLocation Begin = location(Path, Offset);
    const clang::SourceLocation End = location(Path, Offset + Length);
    if (Begin.isInvalid() || End.isInvalid())
      return false;
    To.push_back(clang::CharSourceRange::getCharRange(Begin, End));
    return true;
  }

  SourceCache &Sources;
  const std::string &CurrentDirectory;
  clang::LangOptions Language;
  clang::DiagnosticOptions DiagnosticOptions;
  clang::DiagnosticsEngine Diagnostics;
  clang::FileManager Files;
  clang::SourceManager Manager;
  clang::TextDiagnostic Text;
  llvm::StringMap<clang::FileID> Known;
};

std::string counted(size_t Count, const char *One, const char *Many) {
  return std::to_string(Count) + " " + (Count == 1 ? One : Many);
}

} // namespace

std::string textReport(const Report &What, SourceCache &Sources,
                       const std::string &CurrentDirectory, bool Color) {
  std::string Out;
  llvm::raw_string_ostream To(Out);
  To.enable_colors(Color);
  std::optional<Printer> Current;
  const std::string *File = nullptr;
  for (const Finding &Each : What.Findings) {
    if (!File || *File != Each.Where.Path)
      Current.emplace(To, Sources, CurrentDirectory, Color);
    File = &Each.Where.Path;
    Current->print(Each);
  }
  for (const Finding &Each : What.Suppressed)
    To << relativeTo(CurrentDirectory, Each.Where.Path) << ":"
       << Each.Where.Line << ":" << Each.Where.Column
       << ": suppressed: " << Each.Message << " [" << Each.Check << "]\n";
  return Out;
}

std::string summaryLine(const Report &What, double Seconds) {
  std::set<std::string> Files;
  size_t Count = 0;
  for (const Finding &Each : What.Findings)
    if (!Each.IsCompileError) {
      ++Count;
      Files.insert(Each.Where.Path);
    }
  std::string Line;
  llvm::raw_string_ostream To(Line);
  To << "async-tidy: " << counted(Count, "finding", "findings");
  if (!Files.empty())
    To << " in " << counted(Files.size(), "file", "files");
  if (What.HasBaseline)
    To << "; " << What.Known.size() << " more in the baseline";
  if (What.FixedOfBaseline)
    To << ", which has " << What.FixedOfBaseline
       << (What.FixedOfBaseline == 1 ? " that is" : " that are")
       << " fixed (see --prune-baseline)";
  To << "; " << What.Units.Analysed << " of "
     << counted(What.Units.Planned, "translation unit", "translation units")
     << " analysed";
  if (What.Units.FromCache)
    To << ", " << What.Units.FromCache << " of them from the cache";
  if (What.Units.WithoutAsync)
    To << ", " << What.Units.WithoutAsync
       << " of them not parsed (no async code in them)";
  if (What.Units.Skipped)
    To << ", " << What.Units.Skipped << " skipped (no check enabled)";
  if (What.Units.NotCxx)
    To << ", " << What.Units.NotCxx << " left out (not C++)";
  To << llvm::format(" (%.1f s)\n", Seconds);
  return Line;
}

} // namespace asynctidy
