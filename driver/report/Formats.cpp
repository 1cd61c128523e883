#include "driver/report/Formats.h"
#include "driver/report/GitHub.h"
#include "driver/report/GitLab.h"
#include "driver/report/Json.h"
#include "driver/report/RdJsonl.h"
#include "driver/report/Sarif.h"
#include "driver/report/SonarQube.h"
#include "driver/report/html/Page.h"
#include "llvm/Support/ErrorHandling.h"

namespace asynctidy {

std::string reportFor(ReportFormat Format, const Report &What,
                      SourceCache &Sources) {
  switch (Format) {
  case ReportFormat::Text:
    break;
  case ReportFormat::Sarif:
    return sarifReport(What, Sources);
  case ReportFormat::Json:
    return jsonReport(What);
  case ReportFormat::JsonLines:
    return jsonLinesReport(What);
  case ReportFormat::RdJsonl:
    return rdJsonlReport(What, Sources);
  case ReportFormat::GitLab:
    return gitLabReport(What, Sources);
  case ReportFormat::GitHub:
    return gitHubReport(What, Sources);
  case ReportFormat::SonarQube:
    return sonarQubeReport(What, Sources);
  case ReportFormat::Html:
    return htmlReport(What, Sources);
  }
  llvm_unreachable("text has colours and the working directory's paths");
}

} // namespace asynctidy
