#include "DriverBinary.h"
#include "Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

namespace asynctidy {

namespace json = llvm::json;

static std::vector<std::string>
commandFor(const std::vector<const Case *> &Cases,
           const std::vector<std::string> &Options) {
  std::vector<std::string> Command = {
      ASYNC_TIDY_DRIVER, "--source-root=" ASYNC_TIDY_SOURCE_ROOT, "-j2",
      "--config=" + Cases.front()->config()};
  llvm::append_range(Command, Options);
  for (const Case *Each : Cases)
    Command.push_back(Each->Path);
  Command.push_back("--");
  llvm::append_range(Command, Cases.front()->flags());
  return Command;
}

static bool fromJSON(const json::Value &From, PlacedMessage &To,
                     json::Path Where) {
  json::ObjectMapper Map(From, Where);
  int64_t Line = 0, Column = 0;
  if (!Map || !Map.map("message", To.Message) || !Map.map("path", To.Path) ||
      !Map.map("line", Line) || !Map.map("column", Column))
    return false;
  To.Line = static_cast<unsigned>(Line);
  To.Column = static_cast<unsigned>(Column);
  if (To.Path.empty())
    To.Line = To.Column = 0;
  else if (!llvm::sys::path::is_absolute(To.Path))
    To.Path = joinPath({ASYNC_TIDY_SOURCE_ROOT, To.Path});
  return true;
}

static bool fromJSON(const json::Value &From, Finding &To, json::Path Where) {
  json::ObjectMapper Map(From, Where);
  std::string Severity;
  if (!Map || !fromJSON(From, To.Main, Where) || !Map.map("check", To.Check) ||
      !Map.map("level", Severity) || !Map.map("notes", To.Notes))
    return false;
  To.Severity = Severity == "error" ? Level::Error : Level::Warning;
  return true;
}

struct FailedUnit {
  std::string Path;
  std::string Reason;
};

static bool fromJSON(const json::Value &From, FailedUnit &To,
                     json::Path Where) {
  json::ObjectMapper Map(From, Where);
  return Map && Map.map("path", To.Path) && Map.map("reason", To.Reason);
}

static llvm::Expected<Findings> readReport(llvm::StringRef Text) {
  llvm::Expected<json::Value> Report = json::parse(Text);
  if (!Report)
    return Report.takeError();
  const json::Object *Top = Report->getAsObject();
  const json::Object *Summary = Top ? Top->getObject("summary") : nullptr;
  if (!Summary || !Top->get("findings") || !Summary->get("failed"))
    return problem("the report has no findings or no summary.failed");

  Findings Found;
  json::Path::Root Root("report");
  std::vector<FailedUnit> Failed;
  if (!json::fromJSON(*Top->get("findings"), Found,
                      json::Path(Root).field("findings")) ||
      !json::fromJSON(*Summary->get("failed"), Failed,
                      json::Path(Root).field("failed")))
    return Root.getError();
  bool Explained = llvm::any_of(
      Found, [](const Finding &Each) { return Each.Severity == Level::Error; });
  if (!Failed.empty() && !Explained)
    return problem(Failed.front().Path +
                   " was not analysed: " + Failed.front().Reason);
  return Found;
}

llvm::Expected<Findings> DriverBinary::runBatch(const Batch &Cases) {
  llvm::Expected<ProgramResult> Result =
      runProgram(commandFor(Cases, {"--output-format=json"}));
  if (!Result)
    return Result.takeError();
  llvm::Expected<Findings> Found = readReport(Result->Out);
  if (!Found)
    return problem("async-tidy ended with " + llvm::Twine(Result->ExitCode) +
                   ": " + toString(Found.takeError()) + "\n" + Result->Errors);
  return Found;
}

llvm::Error DriverBinary::fix(const Case &Which) {
  llvm::Expected<ProgramResult> Result =
      runProgram(commandFor({&Which}, {"--fix"}));
  if (!Result)
    return Result.takeError();
  constexpr int HasFindings = 1;
  if (Result->ExitCode > HasFindings)
    return problem("async-tidy --fix ended with " +
                   llvm::Twine(Result->ExitCode) + ": " + Result->Errors);
  return llvm::Error::success();
}

} // namespace asynctidy
