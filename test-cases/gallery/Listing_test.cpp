// The table of the gallery's page is made from what the programs say, so that
// it cannot promise what they do not show.
#include "Files.h"
#include "InProcess.h"
#include "gtest/gtest.h"
#include <iostream>
#include <set>

using namespace asynctidy;

namespace {

constexpr unsigned Pitfalls = 40;

/// One line of the list that CMake makes of the `add_pitfall` calls.
struct Row {
  std::string Name;    ///< "p07-dropped-task"
  std::string FixedBy; ///< "tool" or "hand"
  std::string Harm;    ///< what wrong.cpp prints
};

std::vector<Row> rows() {
  std::vector<Row> Rows;
  const std::string List = readText(GALLERY_LIST);
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(List).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines) {
    auto [Name, Rest] = Line.split('|');
    auto [FixedBy, Harm] = Rest.split('|');
    Rows.push_back({Name.str(), FixedBy.str(), Harm.str()});
  }
  return Rows;
}

const Case &find(const std::vector<Case> &Cases, const std::string &Name) {
  for (const Case &Each : Cases)
    if (Each.Name == Name)
      return Each;
  ADD_FAILURE() << "there is no case " << Name;
  static const Case None;
  return None;
}

/// The checks that speak up in a program, each once.
std::set<std::string> checksIn(const Case &Which, InProcess &Engine) {
  std::set<std::string> Checks;
  llvm::Expected<Findings> Found = Engine.run(Which);
  if (!Found) {
    ADD_FAILURE() << toString(Found.takeError());
    return Checks;
  }
  for (const Finding &Each : *Found)
    Checks.insert(Each.Check);
  return Checks;
}

/// "p07-dropped-task" is about "dropped task".
std::string subjectOf(llvm::StringRef Name) {
  std::string Subject = Name.split('-').second.str();
  std::replace(Subject.begin(), Subject.end(), '-', ' ');
  return Subject;
}

class Table {
public:
  void add(const Row &Each, const std::set<std::string> &Now,
           const CaseFile &Wrong) {
    std::string Checks;
    for (const std::string &Check : Now)
      Checks += (Checks.empty() ? "" : ", ") + Check;
    for (const PlannedFinding &Later : Wrong.Planned)
      if (!llvm::StringRef(Checks).contains(Later.Check))
        Checks += (Checks.empty() ? "" : ", ") + Later.Check + " (not yet)";
    Flagged += !Now.empty() && Wrong.Planned.empty();
    FixedByTool += Each.FixedBy == "tool";
    Numbers.insert(Each.Name.substr(0, 3));
    Text += "| P" + std::to_string(std::stoi(Each.Name.substr(1, 2))) + " | [" +
            subjectOf(Each.Name) + "](" + Each.Name + ") | " + Checks + " | " +
            Each.Harm + " | " + Each.FixedBy + " |\n";
  }

  std::string render() const {
    const std::string Count = std::to_string(Numbers.size());
    return Text + "\nOf " + std::to_string(Pitfalls) + " pitfalls, " + Count +
           " are proven harmful and proven healthy again, " +
           std::to_string(Flagged) + " are flagged, and " +
           std::to_string(FixedByTool) + " are fixed by the tool.\n";
  }

private:
  std::string Text = "| # | pitfall | check | harm shown | fixed by |\n"
                     "|---|---|---|---|---|\n";
  std::set<std::string> Numbers;
  unsigned Flagged = 0;
  unsigned FixedByTool = 0;
};

TEST(Gallery, ItsPageListsWhatIsProven) {
  const ScratchDirectory Scratch;
  const std::vector<Case> Cases =
      discoverCases(ASYNC_TIDY_SOURCE_ROOT, Scratch);
  InProcess Engine;
  Table Listing;
  std::set<std::string> Listed;
  for (const Row &Each : rows()) {
    const Case &Wrong = find(Cases, "gallery/" + Each.Name + "/wrong");
    Listing.add(Each, checksIn(Wrong, Engine), Wrong.File);
    Listed.insert(Wrong.Name);
  }
  for (const Case &Each : Cases)
    if (Each.Folder == "gallery" &&
        llvm::StringRef(Each.Name).ends_with("wrong"))
      EXPECT_TRUE(Listed.count(Each.Name))
          << Each.Name << " is never run: give it an add_pitfall line";

  const std::string Fresh = Listing.render();
  std::cout << Fresh;
  const std::string Page = readText(GALLERY_PAGE);
  const size_t Begin = Page.find("| # |");
  const size_t End = Page.find("by the tool.\n");
  ASSERT_NE(Begin, std::string::npos);
  ASSERT_NE(End, std::string::npos);
  EXPECT_EQ(Page.substr(Begin, End + 13 - Begin), Fresh)
      << GALLERY_PAGE << " is stale: put the table above into it";
}

} // namespace
