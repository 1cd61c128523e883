#include "driver/Finding.h"
#include "nlohmann/json.hpp"

namespace asynctidy {

using Json = nlohmann::ordered_json;

const char *spelling(Severity Of) {
  switch (Of) {
  case Severity::Note:
    return "note";
  case Severity::Warning:
    return "warning";
  case Severity::Error:
    return "error";
  }
  return "warning";
}

void forEachPath(Finding &Of, llvm::function_ref<void(std::string &)> Change) {
  Change(Of.Where.Path);
  for (ByteRange &Each : Of.Ranges)
    Change(Each.Path);
  for (Note &Each : Of.Notes)
    Change(Each.Where.Path);
  for (Edit &Each : Of.Fixes)
    Change(Each.Path);
}

static Severity severityFrom(const std::string &Word) {
  if (Word == "error")
    return Severity::Error;
  return Word == "note" ? Severity::Note : Severity::Warning;
}

static void addPlace(Json &To, const Place &From) {
  To["path"] = From.Path;
  To["line"] = From.Line;
  To["column"] = From.Column;
  To["endLine"] = From.EndLine;
  To["endColumn"] = From.EndColumn;
  To["offset"] = From.Offset;
  To["length"] = From.Length;
}

static Place placeFrom(const Json &From) {
  Place To;
  From.at("path").get_to(To.Path);
  From.at("line").get_to(To.Line);
  From.at("column").get_to(To.Column);
  From.at("endLine").get_to(To.EndLine);
  From.at("endColumn").get_to(To.EndColumn);
  From.at("offset").get_to(To.Offset);
  From.at("length").get_to(To.Length);
  return To;
}

static void to_json(Json &To, const ByteRange &From) {
  To = Json{
      {"path", From.Path}, {"offset", From.Offset}, {"length", From.Length}};
}

static void from_json(const Json &From, ByteRange &To) {
  From.at("path").get_to(To.Path);
  From.at("offset").get_to(To.Offset);
  From.at("length").get_to(To.Length);
}

static void to_json(Json &To, const Edit &From) {
  To = Json{{"path", From.Path},
            {"offset", From.Offset},
            {"length", From.Length},
            {"text", From.Text}};
}

static void from_json(const Json &From, Edit &To) {
  From.at("path").get_to(To.Path);
  From.at("offset").get_to(To.Offset);
  From.at("length").get_to(To.Length);
  From.at("text").get_to(To.Text);
}

static void to_json(Json &To, const Note &From) {
  To = Json{{"message", From.Message}};
  addPlace(To, From.Where);
  To["function"] = From.Function;
}

static void from_json(const Json &From, Note &To) {
  From.at("message").get_to(To.Message);
  To.Where = placeFrom(From);
  From.at("function").get_to(To.Function);
}

void to_json(Json &To, const Finding &From) {
  To = Json{{"check", From.Check},
            {"level", spelling(From.Level)},
            {"message", From.Message}};
  addPlace(To, From.Where);
  To["function"] = From.Function;
  if (From.IsCompileError)
    To["compileError"] = true;
  To["ranges"] = From.Ranges;
  To["notes"] = From.Notes;
  To["fixes"] = From.Fixes;
}

void from_json(const Json &From, Finding &To) {
  From.at("check").get_to(To.Check);
  To.Level = severityFrom(From.at("level").get<std::string>());
  From.at("message").get_to(To.Message);
  To.Where = placeFrom(From);
  From.at("function").get_to(To.Function);
  To.IsCompileError = From.value("compileError", false);
  From.at("ranges").get_to(To.Ranges);
  From.at("notes").get_to(To.Notes);
  From.at("fixes").get_to(To.Fixes);
}

} // namespace asynctidy
