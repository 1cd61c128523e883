#include "driver/report/Wording.h"
#include "driver/Paths.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {

using Json = nlohmann::ordered_json;

bool isResult(const Finding &Found) {
  return !Found.IsCompileError && !Found.Where.Path.empty();
}

std::string sentenceOf(const FailedUnit &Unit) {
  return sentence("This file was not analysed: " + Unit.Reason);
}

std::string pathOf(const FailedUnit &Unit, const std::string &SourceRoot) {
  return relativeTo(SourceRoot, realPath(Unit.Path));
}

std::string sentence(llvm::StringRef Text) {
  const bool Ends = Text.ends_with(".") || Text.ends_with("?");
  return Text.str() + (Ends ? "" : ".");
}

std::string percentEncoded(char Byte) {
  return "%" + llvm::utohexstr(static_cast<unsigned char>(Byte),
                               /*LowerCase=*/false, /*Width=*/2);
}

static std::string dump(const Json &Value, int Indent) {
  return Value.dump(Indent, ' ', /*ensure_ascii=*/false,
                    Json::error_handler_t::replace) +
         "\n";
}

std::string jsonText(const Json &Value) { return dump(Value, 2); }

std::string jsonLine(const Json &Value) { return dump(Value, -1); }

} // namespace asynctidy
