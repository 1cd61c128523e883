#include "driver/report/html/Markup.h"
#include "llvm/Support/JSON.h"

using llvm::StringRef;

namespace asynctidy {

std::string html::escaped(StringRef Text) {
  std::string Result;
  for (const char Each : llvm::json::fixUTF8(Text))
    switch (Each) {
    case '&':
      Result += "&amp;";
      break;
    case '<':
      Result += "&lt;";
      break;
    case '>':
      Result += "&gt;";
      break;
    case '"':
      Result += "&quot;";
      break;
    default:
      if (static_cast<unsigned char>(Each) >= ' ' || Each == '\n' ||
          Each == '\t')
        Result += Each;
      else if (Each != '\r')
        Result += "\xef\xbf\xbd";
    }
  return Result;
}

std::string html::element(StringRef Tag, StringRef Content) {
  return ("<" + Tag + ">" + Content + "</" + Tag.split(' ').first + ">").str();
}

std::string html::block(StringRef Tag, StringRef Content) {
  return element(Tag, Content) + "\n";
}

std::string html::link(const std::string &To, StringRef Content) {
  return element("a href=\"" + escaped(To) + "\"", Content);
}

std::string html::ofClass(StringRef Name) {
  return (" class=\"" + Name + "\"").str();
}

} // namespace asynctidy
