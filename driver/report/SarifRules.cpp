#include "driver/report/SarifRules.h"
#include "checks/Registry.h"
#include "nlohmann/json.hpp"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {

using Json = nlohmann::ordered_json;
using llvm::StringRef;

static std::string pascalCase(StringRef Name) {
  std::string Result;
  bool Capital = true;
  for (const char Each : Name) {
    if (llvm::isAlnum(Each))
      Result += Capital ? llvm::toUpper(Each) : Each;
    Capital = !llvm::isAlnum(Each);
  }
  return Result;
}

static bool isOfDriver(StringRef Name) {
  return Name.starts_with("async-tidy-");
}

std::string upstreamPage(StringRef Name) {
  if (findCheck(Name) || isOfDriver(Name))
    return "";
  if (Name.consume_front("clang-diagnostic-"))
    return ("https://clang.llvm.org/docs/DiagnosticsReference.html#w" + Name)
        .str();
  StringRef Module = Name.split('-').first;
  if (Name.starts_with("clang-analyzer-"))
    Module = "clang-analyzer";
  return ("https://clang.llvm.org/extra/clang-tidy/checks/" + Module + "/" +
          Name.drop_front(Module.size() + 1) + ".html")
      .str();
}

/// What a page says under its title.
static std::string firstParagraph(StringRef Page) {
  std::string Text =
      Page.split('\n').second.ltrim().split("\n\n").first.trim().str();
  std::replace(Text.begin(), Text.end(), '\n', ' ');
  return Text;
}

static Json ownRule(const CheckInfo &Check) {
  const std::string Title = Check.Title.str() + ".";
  const std::string Page = checkPage(Check.Name).str();
  return {{"id", Check.Name.str()},
          {"name", pascalCase(Check.Name)},
          {"shortDescription", {{"text", Title}}},
          {"fullDescription", {{"text", firstParagraph(Page)}}},
          {"help", {{"text", Page}, {"markdown", Page}}},
          {"defaultConfiguration", {{"level", "warning"}}},
          {"properties",
           {{"precision", Check.Precision.str()},
            {"problem.severity", Check.Tier < 3 ? "warning" : "recommendation"},
            {"tags", {"async", "concurrency", "coroutines"}}}}};
}

/// What the driver itself reports.
static Json driverRule(const std::string &Name) {
  const std::string Text =
      Name == "async-tidy-unused-nolint"
          ? "A NOLINT comment names a check that finds nothing there."
          : "A NOLINT comment does not say why.";
  return {{"id", Name},
          {"name", pascalCase(Name)},
          {"shortDescription", {{"text", Text}}},
          {"fullDescription", {{"text", Text}}},
          {"help", {{"text", Text}, {"markdown", Text}}},
          {"defaultConfiguration", {{"level", "warning"}}}};
}

static Json upstreamRule(const std::string &Name) {
  const std::string Page = upstreamPage(Name);
  const std::string Title = "Finding of clang-tidy's check " + Name + ".";
  return {{"id", Name},
          {"name", pascalCase(Name)},
          {"shortDescription", {{"text", Title}}},
          {"fullDescription", {{"text", Title}}},
          {"help",
           {{"text", "See " + Page + "."},
            {"markdown", "See [the page of " + Name + "](" + Page + ")."}}},
          {"helpUri", Page},
          {"defaultConfiguration", {{"level", "warning"}}}};
}

SarifRules::SarifRules(const Report &What) {
  for (const CheckInfo &Each : allChecks())
    IndexByName[Each.Name.str()];
  for (const std::vector<Finding> *Findings :
       {&What.Findings, &What.Known, &What.Suppressed})
    for (const Finding &Each : *Findings)
      if (!Each.IsCompileError)
        IndexByName[Each.Check];
  size_t Next = 0;
  for (auto &[Name, Index] : IndexByName)
    Index = Next++;
}

Json SarifRules::descriptors() const {
  Json Rules = Json::array();
  for (const auto &[Name, Index] : IndexByName) {
    const CheckInfo *Check = findCheck(Name);
    if (Check)
      Rules.push_back(ownRule(*Check));
    else
      Rules.push_back(isOfDriver(Name) ? driverRule(Name) : upstreamRule(Name));
  }
  return Rules;
}

} // namespace asynctidy
