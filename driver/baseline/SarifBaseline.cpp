#include "driver/baseline/SarifBaseline.h"
#include "driver/Combinations.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {

using llvm::StringRef;
using nlohmann::json;

/// The path in \p Uri: no percent signs, no file://.
static std::string pathOf(StringRef Uri) {
  Uri.consume_front("file://");
  std::string Path;
  for (size_t At = 0; At < Uri.size(); ++At) {
    unsigned Byte = 0;
    if (Uri[At] == '%' && !Uri.substr(At + 1, 2).getAsInteger(16, Byte)) {
      Path += static_cast<char>(Byte);
      At += 2;
    } else {
      Path += Uri[At];
    }
  }
  return Path;
}

/// The text of the line where \p Physical is, which the region around it shows.
static std::string lineOf(const json &Physical) {
  const unsigned Line = Physical.at("region").at("startLine");
  const json &Around = Physical.at("contextRegion");
  const std::string Shown = Around.at("snippet").at("text");
  StringRef Rest(Shown);
  for (unsigned Each = Around.at("startLine"); Each < Line; ++Each)
    Rest = Rest.split('\n').second;
  return Rest.split('\n').first.str();
}

static BaselineKey keyOf(const json &Result) {
  const json &Location = Result.at("locations").at(0);
  const json &Physical = Location.at("physicalLocation");
  BaselineKey Key;
  Key.Check = Result.at("ruleId");
  Key.Path = pathOf(
      Physical.at("artifactLocation").at("uri").get_ref<const std::string &>());
  if (Location.contains("logicalLocations"))
    Key.Function =
        Location.at("logicalLocations").at(0).at("fullyQualifiedName");
  Key.LineHash = hashOfLine(lineOf(Physical));
  return Key;
}

llvm::Expected<Baseline> sarifBaseline(const std::string &Path,
                                       StringRef Text) {
  Baseline Result;
  Result.IsReport = true;
  try {
    const json Run = json::parse(Text.begin(), Text.end()).at("runs").at(0);
    if (Run.at("tool").at("driver").at("name") != "async-tidy")
      return usageError(Path + " is a report of another tool: a baseline is "
                               "made with --write-baseline, or is a SARIF "
                               "report of async-tidy");
    for (const json &Each : Run.at("results"))
      if (!Each.contains("suppressions") &&
          Each.value("baselineState", "") != "absent")
        ++Result.Counts[keyOf(Each)];
  } catch (const json::exception &) {
    return usageError(Path + " is not a SARIF report of async-tidy: make the "
                             "baseline anew with --write-baseline");
  }
  return Result;
}

} // namespace asynctidy
