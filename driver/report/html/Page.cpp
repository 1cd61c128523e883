#include "driver/report/html/Page.h"
#include "checks/EmbeddedText.h"
#include "checks/Registry.h"
#include "driver/Paths.h"
#include "driver/apply/UnifiedDiff.h"
#include "driver/report/SarifRules.h"
#include "driver/report/Wording.h"
#include "driver/report/html/Diagram.h"
#include "driver/report/html/Index.h"
#include "driver/report/html/Markup.h"
#include "driver/report/html/SourceView.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using llvm::StringRef;

namespace asynctidy {
namespace {

using namespace html;

class Writer {
public:
  Writer(const Report &What, SourceCache &Sources)
      : What(What), Sources(Sources) {}

  std::string page() {
    // Files with findings come before those that notes lead to.
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        (void)viewOf(Each.Where.Path);
    for (const Finding &Each : What.Findings)
      if (isResult(Each))
        add(Each);
    const std::string Main =
        failures() + sheets() + checkPages(What) +
        (Index.empty() ? block("p class=\"clean\"", "Nothing found.") : "");
    return "<!DOCTYPE html>\n"
           "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\">\n"
           "<head>\n<meta charset=\"utf-8\" />\n"
           "<meta name=\"viewport\" content=\"width=device-width, "
           "initial-scale=1\" />\n" +
           block("title", "async-tidy: " + escaped(What.SourceRoot)) +
           block("style", EmbeddedStyles[0].Text) + "</head>\n" +
           block("body",
                 header() + block("div class=\"columns\"",
                                  Index.render() + block("main", Main))) +
           "</html>\n";
  }

private:
  struct Sheet {
    std::string Path;
    SourceView View;
  };

  std::string relative(const std::string &Path) const {
    return relativeTo(What.SourceRoot, Path);
  }

  static std::string shortPlace(const Place &Where) {
    return llvm::sys::path::filename(Where.Path).str() + ":" +
           std::to_string(Where.Line);
  }

  SourceView &viewOf(const std::string &Path) {
    const auto [Slot, New] = SheetOf.try_emplace(Path, Sheets.size());
    if (New)
      Sheets.push_back({Path, SourceView("f" + std::to_string(Sheets.size()),
                                         Sources.find(Path))});
    return Sheets[Slot->second].View;
  }

  void add(const Finding &Found) {
    const std::string Number = std::to_string(++Count);
    const std::string Own = link("#finding-" + Number, "#" + Number) + " ";
    Index.add({Number, relative(Found.Where.Path), Found.Where.Line,
               Found.Check, Found.Message, spelling(Found.Level)});
    std::string Notes;
    for (const Note &Each : Found.Notes) {
      Notes += block("li", placeLink(Each.Where) + escaped(Each.Message));
      if (!Each.Where.Path.empty())
        viewOf(Each.Where.Path)
            .add(Each.Where, SourceView::Mark::Note,
                 block("p class=\"aside\"", Own + escaped(Each.Message)));
    }
    viewOf(Found.Where.Path)
        .add(Found.Where, SourceView::Mark::Finding,
             block("article" + ofClass(spelling(Found.Level)) +
                       " id=\"finding-" + Number + "\"",
                   article(Found, Own, Notes)));
  }

  std::string placeLink(const Place &Where) {
    if (Where.Path.empty())
      return "";
    return link("#" + viewOf(Where.Path).idOf(Where.Line),
                escaped(shortPlace(Where))) +
           " ";
  }

  std::string article(const Finding &Found, const std::string &Own,
                      const std::string &Notes) {
    std::string Text =
        block("p class=\"what\"",
              element("span class=\"level\"", spelling(Found.Level)) + " " +
                  element("strong", escaped(Found.Message)));
    Text +=
        block("p class=\"about\"",
              Own + checkLink(Found.Check) +
                  (Found.Function.empty()
                       ? ""
                       : " in " + element("code", escaped(Found.Function))));
    std::string Told;
    if (!Notes.empty())
      Told = block("ol class=\"notes\"", Notes);
    if (const Story Path = storyOf(Found); Path.IsCallPath)
      Told += block("figure", diagram(Path, Sources, shortPlace));
    if (!Told.empty())
      Text += block("div class=\"story\"", Told);
    return Text + fixOf(Found);
  }

  std::string fixOf(const Finding &Found) const {
    if (Found.Fixes.empty())
      return "";
    llvm::Expected<FixPlan> Plan = planFixes({Found});
    std::string Diff;
    if (Plan)
      Diff = unifiedDiff(*Plan, What.SourceRoot).Text;
    else
      llvm::consumeError(Plan.takeError());
    std::string Lines;
    for (const StringRef Line : llvm::split(StringRef(Diff).rtrim(), '\n'))
      if (!Line.starts_with("---") && !Line.starts_with("+++"))
        Lines += element("span" + ofClass(Line.starts_with("+")   ? "new"
                                          : Line.starts_with("-") ? "old"
                                          : Line.starts_with("@") ? "hunk"
                                                                  : "same"),
                         escaped(Line) + "\n");
    return block("details class=\"fix\"",
                 block("summary", "A fix, which --fix makes") +
                     block("pre tabindex=\"0\"", element("code", Lines)));
  }

  std::string header() const {
    const Summary &Units = What.Units;
    std::string Facts = fact("", Count, Count == 1 ? "finding" : "findings") +
                        fact("", Units.Analysed,
                             "of " + std::to_string(Units.Planned) +
                                 " translation units analysed");
    if (!Units.Failed.empty())
      Facts += fact(ofClass("bad"), Units.Failed.size(), "not analysed");
    if (What.HasBaseline)
      Facts += fact("", What.Known.size(), "more in the baseline");
    return block("header",
                 block("h1", "async-tidy") +
                     block("p class=\"root\"", escaped(What.SourceRoot)) +
                     block("ul class=\"facts\"", Facts));
  }

  static std::string fact(StringRef Class, size_t Number,
                          const std::string &Of) {
    return block(("li" + Class).str(),
                 element("b", std::to_string(Number)) + " " + Of);
  }

  std::string failures() const {
    std::string Items;
    for (const FailedUnit &Each : What.Units.Failed)
      Items +=
          block("li", element("code", escaped(pathOf(Each, What.SourceRoot))) +
                          escaped(": " + Each.Reason));
    return Items.empty()
               ? ""
               : block("section class=\"failed\"",
                       block("h2", "Not analysed") + block("ul", Items));
  }

  std::string sheets() const {
    std::string All;
    for (const Sheet &Each : Sheets)
      All +=
          block("section class=\"file\"",
                block("h2", escaped(relative(Each.Path))) + Each.View.render());
    return All;
  }

  const Report &What;
  SourceCache &Sources;
  FindingIndex Index;
  std::vector<Sheet> Sheets;
  std::map<std::string, size_t> SheetOf;
  size_t Count = 0;
};

} // namespace

std::string htmlReport(const Report &What, SourceCache &Sources) {
  return Writer(What, Sources).page();
}

} // namespace asynctidy
