#include "driver/report/Json.h"
#include "checks/Registry.h"
#include "driver/Paths.h"
#include "driver/report/Wording.h"
#include "nlohmann/json.hpp"

namespace asynctidy {

using Json = nlohmann::ordered_json;

static Finding relative(Finding Of, const std::string &Root) {
  forEachPath(Of, [&](std::string &Path) { Path = relativeTo(Root, Path); });
  return Of;
}

std::string jsonReport(const Report &What) {
  Json Findings = Json::array();
  for (const Finding &Each : What.Findings)
    Findings.push_back(relative(Each, What.SourceRoot));
  Json Failed = Json::array();
  for (const FailedUnit &Each : What.Units.Failed)
    Failed.push_back({{"path", relativeTo(What.SourceRoot, Each.Path)},
                      {"reason", Each.Reason}});
  return jsonText(
      {{"tool", {{"name", "async-tidy"}, {"version", ASYNC_TIDY_VERSION}}},
       {"findings", Findings},
       {"summary",
        {{"planned", What.Units.Planned},
         {"analysed", What.Units.Analysed},
         {"without_async", What.Units.WithoutAsync},
         {"failed", Failed},
         {"skipped", What.Units.Skipped},
         {"not_cxx", What.Units.NotCxx}}}});
}

std::string jsonLinesReport(const Report &What) {
  std::string Lines;
  for (const Finding &Each : What.Findings)
    Lines += jsonLine(relative(Each, What.SourceRoot));
  return Lines;
}

std::string jsonCheckList() {
  Json Checks = Json::array();
  for (const CheckInfo &Each : allChecks())
    Checks.push_back({{"name", Each.Name.str()},
                      {"title", Each.Title.str()},
                      {"tier", Each.Tier},
                      {"precision", Each.Precision.str()},
                      {"pitfalls", Each.Pitfalls.str()},
                      {"fix", Each.HasFix},
                      {"since", Each.Since.str()}});
  return jsonText(Checks);
}

} // namespace asynctidy
