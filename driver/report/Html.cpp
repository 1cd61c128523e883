#include "driver/report/Html.h"
#include "checks/Registry.h"
#include "driver/Paths.h"
#include "driver/report/SarifRules.h"
#include "driver/report/Wording.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <set>

using llvm::StringRef;

namespace asynctidy {
namespace {

constexpr const char *Style = R"(
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
td, th { text-align: left; padding: .1rem 1rem .1rem 0; }
pre { overflow-x: auto; padding: .5rem; border: 1px solid #8886; border-radius: 4px; }
article { border-left: 4px solid #8888; padding-left: 1rem; margin: 1.5rem 0; }
article.error { border-color: #d33; }
article.warning { border-color: #d90; }
.line { opacity: .5; }
)";

/// What XML cannot hold, even escaped, is shown by its replacement character.
std::string escaped(StringRef Text) {
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

std::string element(StringRef Tag, const std::string &Content) {
  return ("<" + Tag + ">" + Content + "</" + Tag.split(' ').first + ">").str();
}

std::string block(StringRef Tag, const std::string &Content) {
  return element(Tag, Content) + "\n";
}

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Sources(Sources) {}

  std::string page() const {
    std::string Body = block("h1", "async-tidy") + summary() + failures();
    const std::string *File = nullptr;
    for (const Finding &Each : What.Findings) {
      if (!isResult(Each))
        continue;
      if (!File || *File != Each.Where.Path)
        Body += block("h2", escaped(relative(Each.Where.Path)));
      File = &Each.Where.Path;
      Body += article(Each);
    }
    return "<!DOCTYPE html>\n"
           "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n"
           "<head>\n<meta charset=\"utf-8\" />\n"
           "<meta name=\"viewport\" content=\"width=device-width\" />\n" +
           block("title", "async-tidy: " + escaped(What.SourceRoot)) +
           block("style", Style) + "</head>\n" + block("body", Body + pages()) +
           "</html>\n";
  }

private:
  std::string relative(const std::string &Path) const {
    return relativeTo(What.SourceRoot, Path);
  }

  std::string summary() const {
    std::map<std::string, size_t> Counts;
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        ++Counts[Each.Check];
    std::string Rows;
    for (const auto &[Check, Count] : Counts)
      Rows += block("tr", element("td", link(Check)) +
                              element("td", std::to_string(Count)));
    return block("p", std::to_string(What.Units.Analysed) + " of " +
                          std::to_string(What.Units.Planned) +
                          " translation units analysed in " +
                          element("code", escaped(What.SourceRoot))) +
           (Rows.empty() ? block("p", "Nothing found.") : block("table", Rows));
  }

  std::string failures() const {
    std::string Items;
    for (const FailedUnit &Each : What.Units.Failed)
      Items +=
          block("li", element("code", escaped(pathOf(Each, What.SourceRoot))) +
                          escaped(": " + Each.Reason));
    return Items.empty() ? ""
                         : block("h2", "Not analysed") + block("ul", Items);
  }

  /// To the check's page: below for ours, else upstream's. What the driver
  /// itself reports has none.
  static std::string link(const std::string &Check) {
    const std::string To = findCheck(Check) ? "#" + Check : upstreamPage(Check);
    return To.empty()
               ? escaped(Check)
               : element("a href=\"" + escaped(To) + "\"", escaped(Check));
  }

  std::string article(const Finding &Found) const {
    std::string Text = block("p", "<strong>" + escaped(Found.Message) +
                                      "</strong> " + link(Found.Check)) +
                       snippet(Found.Where);
    for (const Note &Each : Found.Notes)
      Text += block("p", escaped(placeOf(Each.Where) + Each.Message)) +
              snippet(Each.Where);
    if (!Found.Fixes.empty())
      Text += block("p", "--fix repairs it.");
    return block("article class=\"" + std::string(spelling(Found.Level)) + "\"",
                 Text);
  }

  std::string placeOf(const Place &Where) const {
    return Where.Path.empty()
               ? ""
               : relative(Where.Path) + ":" + std::to_string(Where.Line) + ": ";
  }

  std::string snippet(const Place &Where) const {
    const SourceText *Text = Sources.find(Where.Path);
    if (!Text || !Where.Line)
      return "";
    const StringRef Line = Text->lines(Where.Line, Where.Line).rtrim("\r\n");
    const size_t Begin = Where.Column - 1;
    const size_t End =
        Where.EndLine == Where.Line ? Where.EndColumn - 1 : Line.size();
    return block("pre", "<span class=\"line\">" + std::to_string(Where.Line) +
                            "</span> " + escaped(Line.slice(0, Begin)) +
                            "<mark>" + escaped(Line.slice(Begin, End)) +
                            "</mark>" + escaped(Line.substr(End)));
  }

  /// Of the checks that found something.
  std::string pages() const {
    std::set<std::string> Own;
    for (const Finding &Each : What.Findings)
      if (findCheck(Each.Check))
        Own.insert(Each.Check);
    std::string All;
    for (const std::string &Check : Own)
      All += block("details id=\"" + Check + "\"",
                   block("summary", Check) +
                       block("pre", escaped(checkPage(Check))));
    return All.empty() ? "" : block("h2", "Checks") + All;
  }

  const Report &What;
  SourceCache &Sources;
};

} // namespace

std::string htmlReport(const Report &What, SourceCache &Sources) {
  return Writer(What, Sources).page();
}

} // namespace asynctidy
