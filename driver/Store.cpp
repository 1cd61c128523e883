#include "driver/Store.h"
#include "driver/Paths.h"
#include <map>
#include <tuple>

namespace asynctidy {

std::vector<Finding> mergeFindings(std::vector<UnitResult> Results,
                                   const std::string &SourceRoot) {
  using Key = std::tuple<bool, std::string, unsigned, std::string, std::string>;
  std::map<Key, Finding> ByKey;
  for (UnitResult &Unit : Results)
    for (Finding &Each : Unit.Findings) {
      const std::string &Path = Each.Where.Path;
      const bool IsOutside = !holds(SourceRoot, Path);
      auto [Slot, New] = ByKey.try_emplace(
          Key(IsOutside, Path, Each.Where.Offset, Each.Check, Each.Message),
          Each);
      // A unit may see too little to offer a fix.
      if (!New && Slot->second.Fixes.empty() && !Each.Fixes.empty())
        Slot->second = std::move(Each);
    }
  std::vector<Finding> All;
  All.reserve(ByKey.size());
  for (auto &Entry : ByKey)
    All.push_back(std::move(Entry.second));
  return All;
}

std::vector<Finding> suppressed(const std::vector<UnitResult> &Results,
                                const std::string &SourceRoot) {
  std::vector<UnitResult> Units;
  for (const UnitResult &Each : Results)
    Units.push_back({Each.Suppressed, ""});
  return mergeFindings(std::move(Units), SourceRoot);
}

} // namespace asynctidy
