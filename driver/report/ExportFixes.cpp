#include "driver/report/ExportFixes.h"
#include "clang/Tooling/DiagnosticsYaml.h"

namespace tooling = clang::tooling;

namespace asynctidy {

static tooling::DiagnosticMessage messageAt(const std::string &Text,
                                            const Place &Where) {
  tooling::DiagnosticMessage Message(Text);
  Message.FilePath = Where.Path;
  Message.FileOffset = Where.Offset;
  return Message;
}

static tooling::Diagnostic::Level levelOf(Severity Of) {
  switch (Of) {
  case Severity::Note:
    return tooling::Diagnostic::Remark;
  case Severity::Warning:
    return tooling::Diagnostic::Warning;
  case Severity::Error:
    return tooling::Diagnostic::Error;
  }
  return tooling::Diagnostic::Warning;
}

static tooling::Diagnostic diagnostic(const Finding &Found,
                                      const std::vector<Edit> &Fixes,
                                      const std::string &SourceRoot) {
  tooling::Diagnostic Result(Found.Check, levelOf(Found.Level), SourceRoot);
  Result.Message = messageAt(Found.Message, Found.Where);
  for (const ByteRange &Each : Found.Ranges) {
    tooling::FileByteRange Range;
    Range.FilePath = Each.Path;
    Range.FileOffset = Each.Offset;
    Range.Length = Each.Length;
    Result.Message.Ranges.push_back(Range);
  }
  for (const Edit &Each : Fixes)
    llvm::cantFail(Result.Message.Fix[Each.Path].add(
        {Each.Path, Each.Offset, Each.Length, Each.Text}));
  for (const Note &Each : Found.Notes)
    Result.Notes.push_back(messageAt(Each.Message, Each.Where));
  return Result;
}

std::string fixesYaml(const Report &What, const FixPlan &Plan) {
  // The findings are of many translation units.
  tooling::TranslationUnitDiagnostics All;
  for (size_t At = 0; At < What.Findings.size(); ++At)
    All.Diagnostics.push_back(diagnostic(
        What.Findings[At],
        Plan.Taken.count(At) ? What.Findings[At].Fixes : std::vector<Edit>(),
        What.SourceRoot));
  std::string Text;
  llvm::raw_string_ostream To(Text);
  llvm::yaml::Output Yaml(To);
  Yaml << All;
  return Text;
}

} // namespace asynctidy
