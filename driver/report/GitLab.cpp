#include "driver/report/GitLab.h"
#include "driver/Paths.h"
#include "driver/report/Fingerprint.h"
#include "driver/report/Wording.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MD5.h"

namespace asynctidy {
namespace {

using Json = nlohmann::ordered_json;

const char *severityOf(Severity Of) {
  switch (Of) {
  case Severity::Note:
    return "info";
  case Severity::Warning:
    return "major";
  case Severity::Error:
    return "critical";
  }
  return "major";
}

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Fingerprints(Sources) {}

  Json issues() {
    Json All = Json::array();
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        All.push_back(issue(Each.Message, Each.Check, severityOf(Each.Level),
                            relativeTo(What.SourceRoot, Each.Where.Path),
                            std::max(1u, Each.Where.Line),
                            Fingerprints.at(Each.Where)));
    for (const FailedUnit &Each : What.Units.Failed)
      All.push_back(issue(sentenceOf(Each), NotAnalysed, "critical",
                          pathOf(Each, What.SourceRoot), 1, ""));
    return All;
  }

private:
  Json issue(const std::string &Description, const std::string &Check,
             const char *Severity, const std::string &Path, unsigned Line,
             const std::string &LineHash) {
    return {{"description", Description},
            {"check_name", Check},
            {"fingerprint", unique(Check + "\n" + Path + "\n" + LineHash)},
            {"severity", Severity},
            {"location", {{"path", Path}, {"lines", {{"begin", Line}}}}}};
  }

  /// Two findings of one check on one line differ only in their order.
  std::string unique(const std::string &Identity) {
    const unsigned Occurrence = ++Seen[Identity];
    llvm::MD5 Hash;
    Hash.update(Identity + "\n" + std::to_string(Occurrence));
    return Hash.final().digest().str().str();
  }

  const Report &What;
  LineFingerprints Fingerprints;
  std::map<std::string, unsigned> Seen;
};

} // namespace

std::string gitLabReport(const Report &What, SourceCache &Sources) {
  return jsonText(Writer(What, Sources).issues());
}

} // namespace asynctidy
