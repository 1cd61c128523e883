#include "driver/report/RdJsonl.h"
#include "driver/Paths.h"
#include "driver/apply/Joined.h"
#include "driver/report/SarifRules.h"
#include "driver/report/Wording.h"
#include "nlohmann/json.hpp"

namespace asynctidy {
namespace {

using Json = nlohmann::ordered_json;

/// reviewdog stops reading, without a word, at a line of 64 KB.
constexpr size_t LongestSuggestion = 16 * 1024;

const char *severityOf(Severity Of) {
  switch (Of) {
  case Severity::Note:
    return "INFO";
  case Severity::Warning:
    return "WARNING";
  case Severity::Error:
    return "ERROR";
  }
  return "WARNING";
}

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Sources(Sources) {}

  std::string write() const {
    std::string Lines;
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        Lines += jsonLine(diagnostic(Each));
    for (const FailedUnit &Each : What.Units.Failed)
      Lines +=
          jsonLine({{"message", sentenceOf(Each)},
                    {"location", {{"path", pathOf(Each, What.SourceRoot)}}},
                    {"severity", severityOf(Severity::Error)},
                    {"source", {{"name", "async-tidy"}}},
                    {"code", {{"value", NotAnalysed}}}});
    return Lines;
  }

private:
  template <typename Position>
  static Json range(const Position &Begin, const Position &End) {
    return {{"start", {{"line", Begin.Line}, {"column", Begin.Column}}},
            {"end", {{"line", End.Line}, {"column", End.Column}}}};
  }

  Json location(const Place &Where) const {
    Json Location = {{"path", relativeTo(What.SourceRoot, Where.Path)}};
    if (Where.Line)
      Location["range"] =
          range(SourceText::Position{Where.Line, Where.Column},
                SourceText::Position{Where.EndLine, Where.EndColumn});
    return Location;
  }

  Json diagnostic(const Finding &Found) const {
    std::string Message = Found.Message;
    Json Related = Json::array();
    for (const Note &Each : Found.Notes)
      if (Each.Where.Path.empty())
        Message += "\n" + Each.Message;
      else
        Related.push_back(
            {{"message", Each.Message}, {"location", location(Each.Where)}});
    Json Code = {{"value", Found.Check}};
    if (const std::string Page = upstreamPage(Found.Check); !Page.empty())
      Code["url"] = Page;
    Json Diagnostic = {{"message", Message},
                       {"location", location(Found.Where)},
                       {"severity", severityOf(Found.Level)},
                       {"source", {{"name", "async-tidy"}}},
                       {"code", Code}};
    if (const Json Fix = suggestion(Found); !Fix.is_null())
      Diagnostic["suggestions"] = Json::array({Fix});
    if (!Related.empty())
      Diagnostic["related_locations"] = Related;
    return Diagnostic;
  }

  /// A suggestion has no path: it edits the file of its diagnostic. Several of
  /// them would be alternatives, so there is one for all of a finding's edits.
  Json suggestion(const Finding &Found) const {
    const std::optional<Edit> Fix = joined(Found.Fixes, Sources);
    if (!Fix || Fix->Path != Found.Where.Path ||
        Fix->Text.size() > LongestSuggestion)
      return nullptr;
    const SourceText *Text = Sources.find(Fix->Path);
    return {{"range", range(Text->positionOf(Fix->Offset),
                            Text->positionOf(Fix->Offset + Fix->Length))},
            {"text", Fix->Text}};
  }

  const Report &What;
  SourceCache &Sources;
};

} // namespace

std::string rdJsonlReport(const Report &What, SourceCache &Sources) {
  return Writer(What, Sources).write();
}

} // namespace asynctidy
