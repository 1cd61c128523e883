#include "driver/report/SonarQube.h"
#include "checks/Registry.h"
#include "driver/Paths.h"
#include "driver/report/SarifRules.h"
#include "driver/report/Wording.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {
namespace {

using Json = nlohmann::ordered_json;

Json rule(const std::string &Name, const std::string &Title,
          const std::string &Description, const char *Quality,
          const char *Severity) {
  return {{"id", Name},
          {"name", Title},
          {"description", Description},
          {"engineId", "async-tidy"},
          {"cleanCodeAttribute", "LOGICAL"},
          {"impacts", Json::array({{{"softwareQuality", Quality},
                                    {"severity", Severity}}})}};
}

const char *severityOf(const CheckInfo *Check) {
  if (!Check || Check->Tier == 2)
    return "MEDIUM";
  return Check->Tier == 1 ? "HIGH" : "LOW";
}

const char *qualityOf(llvm::StringRef Name, const CheckInfo *Check) {
  const auto Begins = [Name](llvm::StringRef Module) {
    return Name.starts_with(Module);
  };
  const bool FindsBugs =
      Check ? Check->Tier < 3
            : llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"bugprone-",
                                                           "clang-analyzer-",
                                                           "concurrency-"},
                           Begins);
  return FindsBugs ? "RELIABILITY" : "MAINTAINABILITY";
}

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Sources(Sources) {}

  Json report() const {
    Json Issues = Json::array();
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        Issues.push_back(issue(Each));
    for (const FailedUnit &Each : What.Units.Failed)
      Issues.push_back({{"ruleId", NotAnalysed},
                        {"primaryLocation",
                         {{"message", sentenceOf(Each)},
                          {"filePath", pathOf(Each, What.SourceRoot)}}}});
    return {{"rules", rules()}, {"issues", Issues}};
  }

private:
  Json rules() const {
    Json All = Json::array();
    for (const Json &Each : SarifRules(What).descriptors()) {
      const std::string Name = Each["id"];
      const CheckInfo *Check = findCheck(Name);
      All.push_back(rule(Name, Each["shortDescription"]["text"],
                         Each["fullDescription"]["text"],
                         qualityOf(Name, Check), severityOf(Check)));
    }
    const std::string Title = "A file could not be analysed.";
    All.push_back(rule(NotAnalysed, Title, Title, "MAINTAINABILITY", "MEDIUM"));
    return All;
  }

  Json issue(const Finding &Found) const {
    std::string Message = Found.Message;
    Json Secondary = Json::array();
    for (const Note &Each : Found.Notes)
      if (const Json Range = textRange(Each.Where); Range.is_null())
        Message += "\n" + Each.Message;
      else
        Secondary.push_back(location(Each.Message, Each.Where));
    Json Issue = {{"ruleId", Found.Check},
                  {"primaryLocation", location(Message, Found.Where)}};
    if (!Secondary.empty())
      Issue["secondaryLocations"] = Secondary;
    return Issue;
  }

  Json location(const std::string &Message, const Place &Where) const {
    Json Location = {{"message", Message},
                     {"filePath", relativeTo(What.SourceRoot, Where.Path)}};
    if (const Json Range = textRange(Where); !Range.is_null())
      Location["textRange"] = Range;
    return Location;
  }

  /// An empty range would stop the import; its line alone does not.
  Json textRange(const Place &Where) const {
    const SourceText *Text = Sources.find(Where.Path);
    if (!Text || !Where.Line)
      return nullptr;
    if (!Where.Length)
      return {{"startLine", Where.Line}};
    return {
        {"startLine", Where.Line},
        {"endLine", Where.EndLine},
        {"startColumn", Text->utf16Column(Where.Line, Where.Column) - 1},
        {"endColumn", Text->utf16Column(Where.EndLine, Where.EndColumn) - 1}};
  }

  const Report &What;
  SourceCache &Sources;
};

} // namespace

std::string sonarQubeReport(const Report &What, SourceCache &Sources) {
  return jsonText(Writer(What, Sources).report());
}

} // namespace asynctidy
