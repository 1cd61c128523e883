#include "driver/apply/FormatEdits.h"
#include "driver/Configuration.h"
#include "clang/Format/Format.h"
#include "clang/Tooling/Core/Replacement.h"

namespace format = clang::format;
namespace tooling = clang::tooling;

namespace asynctidy {

static llvm::Expected<tooling::Replacements>
replacementsOf(const FileEdits &File) {
  tooling::Replacements All;
  for (const Edit &Each : File.Edits)
    if (llvm::Error Bad =
            All.add({Each.Path, Each.Offset, Each.Length, Each.Text}))
      return std::move(Bad);
  return All;
}

static llvm::Expected<tooling::Replacements>
formatted(const FileEdits &File, const format::FormatStyle &Style) {
  llvm::Expected<tooling::Replacements> Edits = replacementsOf(File);
  if (Edits)
    Edits = format::cleanupAroundReplacements(File.Before, *Edits, Style);
  if (Edits)
    Edits = format::formatReplacements(File.Before, *Edits, Style);
  return Edits;
}

llvm::Error formatEdits(FixPlan &Plan, const EngineOptions &Given) {
  llvm::Expected<Configuration> Config = Configuration::create(Given);
  if (!Config)
    return Config.takeError();
  for (auto &[Path, File] : Plan.EditsByPath) {
    const std::string Name = Config->formatStyleOf(Path);
    if (Name == "none")
      continue;
    const auto Failed = [&, &Of = Path](llvm::Error Why) {
      return llvm::createStringError(
          std::make_error_code(std::errc::invalid_argument),
          "cannot format " + Of + " in the style " + Name + ": " +
              llvm::toString(std::move(Why)));
    };
    llvm::Expected<format::FormatStyle> Style = format::getStyle(
        Name, Path, "none", File.Before, nullptr, /*AllowUnknownOptions=*/false,
        [](const llvm::SMDiagnostic &, void *) {});
    if (!Style)
      return Failed(Style.takeError());
    llvm::Expected<tooling::Replacements> Edits = formatted(File, *Style);
    if (!Edits)
      return Failed(Edits.takeError());
    llvm::Expected<std::string> Text =
        tooling::applyAllReplacements(File.Before, *Edits);
    if (!Text)
      return Failed(Text.takeError());
    Plan.TextByPath[Path] = std::move(*Text);
    File.Edits.clear();
    for (const tooling::Replacement &Each : *Edits)
      File.Edits.push_back({Path, Each.getOffset(), Each.getLength(),
                            Each.getReplacementText().str()});
  }
  return llvm::Error::success();
}

} // namespace asynctidy
