#include "driver/report/GitHub.h"
#include "driver/Paths.h"
#include "driver/report/Wording.h"

namespace asynctidy {
namespace {

/// What would end a command's line, or a property's value.
std::string escaped(llvm::StringRef Text, llvm::StringRef Special) {
  std::string Result;
  for (const char Each : Text)
    if (Special.contains(Each))
      Result += percentEncoded(Each);
    else
      Result += Each;
  return Result;
}

std::string escapedValue(llvm::StringRef Text) {
  return escaped(Text, "%\r\n:,");
}
std::string escapedMessage(llvm::StringRef Text) {
  return escaped(Text, "%\r\n");
}

const char *commandOf(Severity Of) {
  return Of == Severity::Note ? "notice" : spelling(Of);
}

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Sources(Sources) {}

  std::string write() const {
    std::string Lines;
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        Lines += "::" + std::string(commandOf(Each.Level)) +
                 " file=" + escapedValue(relative(Each.Where.Path)) +
                 range(Each.Where) + ",title=" + escapedValue(Each.Check) +
                 "::" + escapedMessage(text(Each)) + "\n";
    for (const FailedUnit &Each : What.Units.Failed)
      Lines += "::error file=" + escapedValue(pathOf(Each, What.SourceRoot)) +
               ",title=" + NotAnalysed +
               "::" + escapedMessage(sentenceOf(Each)) + "\n";
    return Lines;
  }

private:
  std::string relative(const std::string &Path) const {
    return relativeTo(What.SourceRoot, Path);
  }

  /// A column with lines that differ makes the runner drop them all.
  std::string range(const Place &Where) const {
    const SourceText *Text = Sources.find(Where.Path);
    if (!Text || !Where.Line)
      return "";
    std::string Range = ",line=" + std::to_string(Where.Line) +
                        ",endLine=" + std::to_string(Where.EndLine);
    if (Where.Line == Where.EndLine)
      Range +=
          ",col=" + std::to_string(Text->utf16Column(Where.Line, Where.Column));
    return Range;
  }

  /// The notes have no place but the message.
  std::string text(const Finding &Found) const {
    std::string Text = Found.Message;
    for (const Note &Each : Found.Notes) {
      Text += "\n";
      if (!Each.Where.Path.empty())
        Text += relative(Each.Where.Path) + ":" +
                std::to_string(Each.Where.Line) + ": ";
      Text += Each.Message;
    }
    return Text;
  }

  const Report &What;
  SourceCache &Sources;
};

} // namespace

std::string gitHubReport(const Report &What, SourceCache &Sources) {
  return Writer(What, Sources).write();
}

} // namespace asynctidy
