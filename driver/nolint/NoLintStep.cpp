#include "driver/nolint/NoLintStep.h"
#include "checks/Registry.h"
#include "clang-tidy/GlobList.h"
#include "driver/Paths.h"
#include "driver/nolint/Directives.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {
namespace {

class Judge {
public:
  Judge(const Options &Given, const std::string &SourceRoot,
        const Coverage &Covered)
      : Given(Given), SourceRoot(SourceRoot), Covered(Covered) {}

  UnitResult judge(const std::vector<UnitResult> &Results) {
    for (const UnitResult &Unit : Results)
      for (const std::string &File : Unit.Files)
        if (const SourceText *Text =
                holds(SourceRoot, File) ? Sources.find(File) : nullptr)
          if (auto [Slot, New] = ByFile.try_emplace(File); New)
            Slot->second = noLintsIn(*Text);
    for (const UnitResult &Unit : Results)
      for (const Finding &Each : Unit.Suppressed)
        noteSuppressed(Each);
    for (const auto &[File, NoLints] : ByFile)
      for (const NoLint &Each : NoLints)
        if (Each.Word != "NOLINTEND")
          judge(File, Each);
    return std::move(Result);
  }

private:
  /// A finding in a macro may be suppressed where the macro is defined; then
  /// no comment that names its check is called unused.
  void noteSuppressed(const Finding &Found) {
    const auto File = ByFile.find(Found.Where.Path);
    const bool HasComment = File != ByFile.end() &&
                            llvm::any_of(File->second, [&](const NoLint &Each) {
                              return Each.covers(Found.Where.Line, Found.Check);
                            });
    if (HasComment)
      LinesByCheck[{Found.Where.Path, Found.Check}].insert(Found.Where.Line);
    else
      Elsewhere.insert(Found.Check);
  }

  void judge(const std::string &File, const NoLint &Comment) {
    std::string Names;
    for (const std::string &Name : Comment.Checks) {
      if (!llvm::StringRef(Name).starts_with("async-"))
        continue;
      Names += (Names.empty() ? "" : ", ") + Name;
      if (Given.ReportUnusedNoLint && isUnused(File, Comment, Name))
        add(File, Comment, "async-tidy-unused-nolint",
            "'" + Comment.Word + "' names " + Name +
                ", which finds nothing here; remove it");
    }
    if (Given.RequireNoLintReason && !Names.empty() && !Comment.HasReason)
      add(File, Comment, "async-tidy-nolint-reason",
          "'" + Comment.Word + "' silences " + Names +
              " without a reason; say why in the comment");
  }

  bool isUnused(const std::string &File, const NoLint &Comment,
                const std::string &Name) const {
    if (Comment.IsConditional)
      return false;
    const clang::tidy::GlobList Meant(Name);
    bool IsKnown = false;
    for (const CheckInfo &Check : allChecks()) {
      const std::string Each = Check.Name.str();
      if (!Meant.contains(Each))
        continue;
      IsKnown = true;
      if (Elsewhere.count(Each) ||
          !Covered.judged({Each, relativeTo(SourceRoot, File), "", ""}))
        return false;
      const auto Lines = LinesByCheck.find({File, Each});
      if (Lines != LinesByCheck.end() &&
          llvm::any_of(Lines->second, [&](unsigned Line) {
            return Comment.covers(Line, Each);
          }))
        return false;
    }
    return IsKnown;
  }

  void add(const std::string &File, const NoLint &Comment, const char *Check,
           const std::string &Message) {
    const SourceText &Text = *Sources.find(File);
    const unsigned Length = Comment.Word.size();
    const auto Begin = Text.positionOf(Comment.Offset);
    Finding &Found = Result.Findings.emplace_back();
    Found.Check = Check;
    Found.Message = Message;
    Found.Where = {
        File,       Comment.Offset,       Length, Begin.Line, Begin.Column,
        Begin.Line, Begin.Column + Length};
  }

  const Options &Given;
  const std::string &SourceRoot;
  const Coverage &Covered;
  SourceCache Sources;
  std::map<std::string, std::vector<NoLint>> ByFile;
  std::map<std::pair<std::string, std::string>, std::set<unsigned>>
      LinesByCheck;
  std::set<std::string> Elsewhere;
  UnitResult Result;
};

} // namespace

UnitResult judgeNoLints(const std::vector<UnitResult> &Results,
                        const Options &Given, const std::string &SourceRoot,
                        const Coverage &Covered) {
  return Judge(Given, SourceRoot, Covered).judge(Results);
}

} // namespace asynctidy
