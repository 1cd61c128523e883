#include "driver/report/html/Index.h"
#include "checks/Registry.h"
#include "driver/report/SarifRules.h"
#include "driver/report/html/Markup.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

namespace asynctidy {

namespace {
struct Group {
  std::string Items;
  size_t Count = 0;
  void add(const std::string &Item) {
    Items += Item;
    ++Count;
  }
};
} // namespace
using Groups = std::map<std::string, Group>;

/// More than fits on a screen is folded.
static constexpr size_t MostUnfolded = 12;

static std::string list(const char *Class, const Groups &ItemsByName,
                        size_t Findings) {
  std::string All;
  for (const auto &[Name, Of] : ItemsByName)
    All += html::block(
        Findings > MostUnfolded ? "details" : "details open=\"open\"",
        html::block("summary",
                    html::element("span class=\"name\"", html::escaped(Name)) +
                        " " +
                        html::element("span class=\"count\"",
                                      std::to_string(Of.Count))) +
            html::block("ul", Of.Items));
  return html::block("div" + html::ofClass(Class), All);
}

std::string html::FindingIndex::render() const {
  Groups ByFile, ByCheck;
  for (const Entry &Each : Entries) {
    const auto Item = [&Each](const std::string &Where) {
      return block("li" + ofClass(Each.Level),
                   link("#finding-" + Each.Number,
                        element("span class=\"line\"", escaped(Where)) + " " +
                            escaped(Each.Message)));
    };
    const std::string Line = std::to_string(Each.Line);
    ByFile[Each.Path].add(Item(Line));
    ByCheck[Each.Check].add(Item(Each.Path + ":" + Line));
  }
  const auto Choice = [](const char *Id, const char *Words, const char *More) {
    return std::string("<input type=\"radio\" name=\"order\" id=\"") + Id +
           "\"" + More + " />" +
           block(std::string("label for=\"") + Id + "\"", Words);
  };
  if (Entries.empty())
    return "";
  return block("nav", Choice("by-file", "By file", " checked=\"checked\"") +
                          Choice("by-check", "By check", "") +
                          list("files", ByFile, Entries.size()) +
                          list("checks", ByCheck, Entries.size()));
}

std::string html::checkLink(const std::string &Check) {
  const std::string To = findCheck(Check) ? "#" + Check : upstreamPage(Check);
  return To.empty() ? escaped(Check) : link(To, escaped(Check));
}

std::string html::checkPages(const Report &What) {
  std::set<std::string> Own;
  for (const Finding &Each : What.Findings)
    if (findCheck(Each.Check))
      Own.insert(Each.Check);
  std::string All;
  for (const std::string &Check : Own)
    All += block("details class=\"page\" id=\"" + Check + "\"",
                 block("summary", Check) +
                     block("pre", escaped(checkPage(Check))));
  return All.empty() ? ""
                     : block("section class=\"pages\"",
                             block("h2", "The checks") + All);
}

} // namespace asynctidy
