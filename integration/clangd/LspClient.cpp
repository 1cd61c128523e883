#include "integration/clangd/LspClient.h"
#include <cctype>
#include <filesystem>
#include <stdexcept>

using namespace asynctidy;
using nlohmann::json;

static std::string uriOf(const std::string &Path) {
  static constexpr const char *Digits = "0123456789ABCDEF";
  std::string Uri = "file://";
  for (unsigned char Byte : Path) {
    if (std::isalnum(Byte) ||
        std::string_view("-._~/").find(Byte) != std::string_view::npos) {
      Uri += static_cast<char>(Byte);
      continue;
    }
    Uri += '%';
    Uri += Digits[Byte / 16];
    Uri += Digits[Byte % 16];
  }
  return Uri;
}

static std::vector<std::string> commandOf(const LspClient::Options &With) {
  std::vector<std::string> Command = {With.Program, "--log=error",
                                      "--background-index=false"};
  Command.insert(Command.end(), With.Arguments.begin(), With.Arguments.end());
  return Command;
}

LspClient::LspClient(Options Given)
    : With(std::move(Given)), Server(commandOf(With)) {
  json TextDocument = {
      {"publishDiagnostics", {{"relatedInformation", true}}},
      {"codeAction",
       {{"codeActionLiteralSupport",
         {{"codeActionKind", {{"valueSet", {"quickfix"}}}}}}}}};
  json Answer =
      request("initialize", {{"processId", nullptr},
                             {"rootUri", nullptr},
                             {"capabilities",
                              {{"general", {{"positionEncodings", {"utf-8"}}}},
                               {"textDocument", TextDocument}}}});
  if (Answer.at("capabilities").value("positionEncoding", "") != "utf-8")
    throw std::runtime_error(With.Program + ": does not count in bytes");
  notify("initialized", json::object());
}

json LspClient::open(const std::string &Path, const std::string &Text) {
  std::vector<std::string> Command = {"clang++"};
  Command.insert(Command.end(), With.CompileFlags.begin(),
                 With.CompileFlags.end());
  Command.push_back(Path);
  std::string Folder = std::filesystem::path(Path).parent_path();
  notify("workspace/didChangeConfiguration",
         {{"settings",
           {{"compilationDatabaseChanges",
             {{Path,
               {{"workingDirectory", Folder},
                {"compilationCommand", Command}}}}}}}});
  Versions[Path] = 1;
  notify("textDocument/didOpen", {{"textDocument",
                                   {{"uri", uriOf(Path)},
                                    {"languageId", "cpp"},
                                    {"version", 1},
                                    {"text", Text}}}});
  return diagnostics(Path);
}

json LspClient::change(const std::string &Path, const std::string &Text) {
  int Version = ++Versions.at(Path);
  notify("textDocument/didChange",
         {{"textDocument", {{"uri", uriOf(Path)}, {"version", Version}}},
          {"contentChanges", json::array({{{"text", Text}}})}});
  return diagnostics(Path);
}

json LspClient::codeActions(const std::string &Path, const json &Diagnostic) {
  return request(
      "textDocument/codeAction",
      {{"textDocument", {{"uri", uriOf(Path)}}},
       {"range", Diagnostic.at("range")},
       {"context",
        {{"diagnostics", json::array({Diagnostic})}, {"only", {"quickfix"}}}}});
}

static size_t offsetOf(const std::string &Text, const json &Position) {
  size_t Offset = 0;
  for (int Line = Position.at("line"); Line > 0; --Line)
    Offset = Text.find('\n', Offset) + 1;
  return Offset + Position.at("character").get<size_t>();
}

std::string LspClient::apply(const std::string &Path, std::string Text,
                             const json &Action) {
  std::multimap<size_t, const json *> Edits;
  const json &Changes = Action.at("edit").at("changes").at(uriOf(Path));
  for (const json &Edit : Changes)
    Edits.emplace(offsetOf(Text, Edit.at("range").at("start")), &Edit);
  // From the end, so that the places of those before stay right.
  for (auto Each = Edits.rbegin(); Each != Edits.rend(); ++Each) {
    const json &Edit = *Each->second;
    size_t End = offsetOf(Text, Edit.at("range").at("end"));
    Text.replace(Each->first, End - Each->first,
                 Edit.at("newText").get<std::string>());
  }
  return Text;
}

int LspClient::shutdown() {
  request("shutdown", nullptr);
  notify("exit", nullptr);
  return Server.waitForExit(deadline());
}

json LspClient::request(const std::string &Method, json Params) {
  int Id = ++LastRequest;
  Server.send({{"jsonrpc", "2.0"},
               {"id", Id},
               {"method", Method},
               {"params", std::move(Params)}});
  Deadline Until = deadline();
  while (true) {
    json Message = receive(Until);
    if (Message.contains("method") || Message.value("id", json()) != Id)
      continue;
    if (Message.contains("error"))
      throw std::runtime_error(With.Program + ": " + Method + ": " +
                               Message["error"].value("message", "failed"));
    return Message.at("result");
  }
}

void LspClient::notify(const std::string &Method, json Params) {
  Server.send(
      {{"jsonrpc", "2.0"}, {"method", Method}, {"params", std::move(Params)}});
}

json LspClient::receive(Deadline Until) {
  json Message = Server.receive(Until);
  // clangd waits for an answer to whatever it asks of the editor.
  if (Message.contains("method") && Message.contains("id"))
    Server.send(
        {{"jsonrpc", "2.0"}, {"id", Message["id"]}, {"result", nullptr}});
  return Message;
}

json LspClient::diagnostics(const std::string &Path) {
  Deadline Until = deadline();
  while (true) {
    json Message = receive(Until);
    if (Message.value("method", "") != "textDocument/publishDiagnostics")
      continue;
    const json &Params = Message.at("params");
    if (Params.at("uri") == uriOf(Path) &&
        Params.value("version", 0) == Versions.at(Path))
      return Params.at("diagnostics");
  }
}

Deadline LspClient::deadline() const {
  return std::chrono::steady_clock::now() + With.Patience;
}
