#ifndef ASYNCTIDY_DRIVER_PARTS_PARTRECORD_H
#define ASYNCTIDY_DRIVER_PARTS_PARTRECORD_H

#include "driver/Engine.h"
#include "driver/Options.h"
#include "driver/Plan.h"
#include <map>
#include <string>
#include <vector>

namespace asynctidy {

/// What the report of a part says of it beside the findings, so that the parts
/// make the whole again: all that came of each of its units, what they are a
/// part of, and how it was made. Paths are relative to the source root until
/// moveTo() is called.
struct PartRecord {
  struct Unit {
    size_t Number = 0; ///< among those of the whole, from 1
    std::string File;
    std::string Globs; ///< of checks
    bool HasChecks = false;
    bool IsCxx = true;
    UnitResult Result;
  };

  std::string Tool; ///< with its version
  /// Of the command line, what decides which findings there are.
  std::vector<std::string> Options;
  bool HasBaseline = false;
  bool HasDiff = false;
  std::string SourceRoot;
  Whole All;
  unsigned Shard = 0; ///< which one, and of how many; 0 for --work
  unsigned Shards = 0;
  std::vector<Unit> Units;
  /// The hash of each file that a finding mentions.
  std::map<std::string, std::string> Sources;
};

/// This program, as a record names it.
std::string thisTool();

/// The hash of a file that the records keep; empty if it cannot be read.
std::string hashOfSource(const std::string &Path);

/// What there is to record of a run with the options \p Given: of the items of
/// \p Work, each with the \p Globs of its checks, the \p Chosen ones have
/// \p Results.
PartRecord recordOf(const Options &Given, const Plan &Work,
                    const std::vector<size_t> &Chosen,
                    const std::vector<std::string> &Globs,
                    const std::vector<UnitResult> &Results);

/// Makes the paths in \p Of, as it is read, those below \p SourceRoot.
void moveTo(llvm::StringRef SourceRoot, PartRecord &Of);

void to_json(nlohmann::ordered_json &To, const PartRecord &From);
void from_json(const nlohmann::ordered_json &From, PartRecord &To);

} // namespace asynctidy

#endif
