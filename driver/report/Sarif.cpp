#include "driver/report/Sarif.h"
#include "driver/Paths.h"
#include "driver/report/Fingerprint.h"
#include "driver/report/SarifRules.h"
#include "driver/report/Story.h"
#include "driver/report/Wording.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char *RootId = "%SRCROOT%";
constexpr unsigned ContextLines = 2;

std::string uriOf(llvm::StringRef Path) {
  constexpr llvm::StringLiteral Plain = "/-._~!$&'()*+,;=@:";
  std::string Result;
  for (const char Each : Path)
    if (llvm::isAlnum(Each) || Plain.contains(Each))
      Result += Each;
    else
      Result += percentEncoded(Each);
  return Result;
}

/// Message text, where brackets stand for links and are escaped otherwise.
std::string escaped(llvm::StringRef Text) {
  std::string Result;
  for (const char Each : Text) {
    if (llvm::StringRef("[]\\").contains(Each))
      Result += '\\';
    Result += Each;
  }
  return Result;
}

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Sources(Sources), Rules(What), Fingerprints(Sources) {}

  Json log() {
    const Json Run = {
        {"tool", {{"driver", driver()}}},
        {"automationDetails", {{"id", "async-tidy/"}}},
        {"invocations", Json::array({invocation()})},
        {"originalUriBaseIds",
         {{RootId,
           {{"uri", "file://" + uriOf(What.SourceRoot) +
                        (What.SourceRoot == "/" ? "" : "/")},
            {"description", {{"text", "The root of the sources."}}}}}}},
        {"columnKind", "utf16CodeUnits"},
        {"results", results()}};
    Json Log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                {"version", "2.1.0"},
                {"runs", Json::array({Run})}};
    if (What.Part)
      Log["runs"][0]["properties"]["asyncTidy"] = *What.Part;
    return Log;
  }

private:
  Json driver() const {
    return {{"name", "async-tidy"},
            {"fullName", "async-tidy " ASYNC_TIDY_VERSION},
            {"version", ASYNC_TIDY_VERSION},
            {"semanticVersion", ASYNC_TIDY_VERSION},
            {"informationUri", ASYNC_TIDY_HOMEPAGE},
            {"rules", Rules.descriptors()}};
  }

  Json artifact(const std::string &Path) const {
    if (!holds(What.SourceRoot, Path))
      return {{"uri", "file://" + uriOf(Path)}};
    return {{"uri", uriOf(relativeTo(What.SourceRoot, Path))},
            {"uriBaseId", RootId}};
  }

  /// Lines and UTF-16 columns of \p Length bytes at \p Offset.
  static Json region(const SourceText &Text, unsigned Offset, unsigned Length) {
    const auto Begin = Text.positionOf(Offset);
    const auto End = Text.positionOf(Offset + Length);
    return {{"startLine", Begin.Line},
            {"startColumn", Text.utf16Column(Begin.Line, Begin.Column)},
            {"endLine", End.Line},
            {"endColumn", Text.utf16Column(End.Line, End.Column)}};
  }

  Json location(const Place &Where) {
    Json Physical = {{"artifactLocation", artifact(Where.Path)}};
    if (const SourceText *Text = Sources.find(Where.Path)) {
      Json Region = region(*Text, Where.Offset, Where.Length);
      Region["snippet"]["text"] =
          Text->bytes().substr(Where.Offset, Where.Length).str();
      Physical["region"] = Region;
      const unsigned First =
          Where.Line > ContextLines ? Where.Line - ContextLines : 1;
      const unsigned Last =
          std::min(Where.EndLine + ContextLines, Text->lineCount());
      Physical["contextRegion"] = {
          {"startLine", First},
          {"endLine", Last},
          {"snippet", {{"text", Text->lines(First, Last).str()}}}};
    }
    return {{"physicalLocation", Physical}};
  }

  Json fix(const std::vector<Edit> &Edits) {
    std::map<std::string, Json> ChangesByPath;
    for (const Edit &Each : Edits)
      if (const SourceText *Text = Sources.find(Each.Path))
        ChangesByPath[Each.Path].push_back(
            {{"deletedRegion", region(*Text, Each.Offset, Each.Length)},
             {"insertedContent", {{"text", Each.Text}}}});
    Json Changes = Json::array();
    for (const auto &[Path, Replacements] : ChangesByPath)
      Changes.push_back({{"artifactLocation", artifact(Path)},
                         {"replacements", Replacements}});
    return {{"description", {{"text", "Apply the fix of async-tidy."}}},
            {"artifactChanges", Changes}};
  }

  /// What viewers step through.
  Json codeFlow(const Story &Told) {
    Json Steps = Json::array();
    for (const Story::Step &Each : Told.Steps) {
      Json Location = location(Each.Where);
      Location["message"]["text"] = sentence(Each.Message);
      Steps.push_back({{"location", Location}});
    }
    return {{"threadFlows", Json::array({{{"locations", Steps}}})}};
  }

  Json result(const Finding &Found) {
    std::string Message = sentence(escaped(Found.Message));
    Json Related = Json::array();
    for (const Note &Each : Found.Notes) {
      if (Each.Where.Path.empty()) {
        Message += "\n" + sentence(escaped(Each.Message));
        continue;
      }
      const size_t Id = Related.size() + 1;
      Message +=
          "\n[" + escaped(Each.Message) + "](" + std::to_string(Id) + ").";
      Json Location = location(Each.Where);
      Location["id"] = Id;
      Location["message"]["text"] = sentence(Each.Message);
      Related.push_back(Location);
    }
    Json Result = {{"ruleId", Found.Check},
                   {"ruleIndex", Rules.IndexByName.at(Found.Check)},
                   {"level", spelling(Found.Level)},
                   {"message", {{"text", Message}}},
                   {"locations", Json::array({location(Found.Where)})}};
    if (!Found.Function.empty())
      Result["locations"][0]["logicalLocations"] =
          Json::array({{{"fullyQualifiedName", Found.Function}}});
    if (const std::string Hash = Fingerprints.at(Found.Where); !Hash.empty())
      Result["partialFingerprints"]["primaryLocationLineHash"] = Hash;
    if (!Related.empty())
      Result["relatedLocations"] = Related;
    if (const Story Told = storyOf(Found); !Told.Steps.empty())
      Result["codeFlows"] = Json::array({codeFlow(Told)});
    if (!Found.Fixes.empty())
      Result["fixes"] = Json::array({fix(Found.Fixes)});
    return Result;
  }

  void add(Json &To, const Finding &Found, const char *BaselineState) {
    To.push_back(result(Found));
    if (What.HasBaseline)
      To.back()["baselineState"] = BaselineState;
  }

  Json results() {
    Json All = Json::array();
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        add(All, Each, "new");
    for (const Finding &Each : What.Known)
      if (!Each.Where.Path.empty())
        add(All, Each, "unchanged");
    for (const Finding &Each : What.Suppressed) {
      add(All, Each, "unchanged");
      All.back()["suppressions"] = Json::array({{{"kind", "inSource"}}});
    }
    return All;
  }

  Json invocation() {
    Json Notifications = Json::array();
    for (const FailedUnit &Each : What.Units.Failed)
      Notifications.push_back(
          {{"level", "error"},
           {"message", {{"text", sentenceOf(Each)}}},
           {"locations",
            Json::array({{{"physicalLocation",
                           {{"artifactLocation", artifact(Each.Path)}}}}})}});
    Json Invocation = {{"executionSuccessful", What.Units.Failed.empty()}};
    if (!Notifications.empty())
      Invocation["toolExecutionNotifications"] = Notifications;
    return Invocation;
  }

  const Report &What;
  SourceCache &Sources;
  const SarifRules Rules;
  LineFingerprints Fingerprints;
};

} // namespace

std::string sarifReport(const Report &What, SourceCache &Sources) {
  return jsonText(Writer(What, Sources).log());
}

} // namespace asynctidy
