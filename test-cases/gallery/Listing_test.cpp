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
  /// "address" or "thread" if a sanitizer shows the harm of wrong.cpp.
  std::string Sanitizer;
  std::string Harm; ///< what wrong.cpp prints
};

std::vector<Row> rows() {
  std::vector<Row> Rows;
  const std::string List = readText(GALLERY_LIST);
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(List).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines) {
    auto [Name, Rest] = Line.split('|');
    llvm::SmallVector<llvm::StringRef, 3> Cells;
    Rest.split(Cells, '|', 2);
    Rows.push_back(
        {Name.str(), Cells[0].str(), Cells[1].str(), Cells[2].str()});
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

Findings findingsIn(const Case &Which, InProcess &Engine) {
  llvm::Expected<Findings> Found = Engine.run(Which);
  if (Found)
    return *Found;
  ADD_FAILURE() << toString(Found.takeError());
  return {};
}

/// The line of a program that the sanitizer's report has to be about, and the
/// kind of the report: "heap-use-after-free".
struct HarmMark {
  unsigned Line;
  std::string Kind;
};

HarmMark harmIn(const Case &Program) {
  const std::string Text = readText(Program.Path);
  auto [Before, Kind] = llvm::StringRef(Text).split("// harm: ");
  return {static_cast<unsigned>(Before.count('\n') + 1),
          Kind.take_until([](char C) { return C == '/' || C == '\n'; })
              .rtrim()
              .str()};
}

/// Whether a finding tells of this line, at least in a note.
bool tells(const Finding &Of, unsigned Line) {
  return Of.Main.Line == Line ||
         llvm::any_of(Of.Notes, [&](const PlacedMessage &Note) {
           return Note.Line == Line;
         });
}

/// "p07-dropped-task" is about "dropped task".
std::string subjectOf(llvm::StringRef Name) {
  std::string Subject = Name.split('-').second.str();
  std::replace(Subject.begin(), Subject.end(), '-', ' ');
  return Subject;
}

class Table {
public:
  void add(const Row &Each, const Findings &Found, const Case &Wrong) {
    std::set<std::string> Now;
    for (const Finding &Said : Found)
      Now.insert(Said.Check);
    std::string Checks;
    for (const std::string &Check : Now)
      Checks += (Checks.empty() ? "" : ", ") + Check;
    for (const PlannedFinding &Later : Wrong.File.Planned)
      if (!llvm::StringRef(Checks).contains(Later.Check))
        Checks += (Checks.empty() ? "" : ", ") + Later.Check + " (not yet)";
    const std::string Number = Each.Name.substr(0, 3);
    Numbers.insert(Number);
    if (!Now.empty() && Wrong.File.Planned.empty())
      Flagged.insert(Number);
    if (!Wrong.File.Planned.empty())
      NotYet.insert(Number);
    if (Each.FixedBy == "tool")
      FixedByTool.insert(Number);
    if (!Each.Sanitizer.empty())
      Sanitized.insert(Number);
    Text += "| P" + std::to_string(std::stoi(Each.Name.substr(1, 2))) + " | [" +
            subjectOf(Each.Name) + "](" + Each.Name + ") | " + Checks + " | " +
            harmOf(Each, Wrong) + " | " + Each.FixedBy + " |\n";
  }

  std::string render() const {
    return Text + "\nOf " + std::to_string(Pitfalls) + " pitfalls, " +
           std::to_string(Numbers.size()) +
           " are proven harmful and proven healthy again (" +
           std::to_string(Sanitized.size()) + " by a sanitizer), " +
           std::to_string(Flagged.size()) + " are flagged, " +
           std::to_string(NotYet.size()) + " not yet, and " +
           std::to_string(FixedByTool.size()) + " are fixed by the tool.\n";
  }

private:
  static std::string harmOf(const Row &Each, const Case &Wrong) {
    if (Each.Sanitizer.empty())
      return Each.Harm;
    return harmIn(Wrong).Kind + ": " + Each.Harm;
  }

  std::string Text = "| # | pitfall | check | harm shown | fixed by |\n"
                     "|---|---|---|---|---|\n";
  /// Of pitfalls, such as "p07": some have two programs.
  std::set<std::string> Numbers, Flagged, NotYet, FixedByTool, Sanitized;
};

TEST(Gallery, ItsPageListsWhatIsProven) {
  const ScratchDirectory Scratch;
  const std::vector<Case> Cases =
      discoverCases(ASYNC_TIDY_SOURCE_ROOT, Scratch);
  InProcess Engine(Cases);
  Table Listing;
  std::set<std::string> Listed;
  for (const Row &Each : rows()) {
    const Case &Wrong = find(Cases, "gallery/" + Each.Name + "/wrong");
    const Findings Found = findingsIn(Wrong, Engine);
    Listing.add(Each, Found, Wrong);
    Listed.insert(Wrong.Name);
    if (!Each.Sanitizer.empty() && Wrong.File.Planned.empty()) {
      const unsigned Line = harmIn(Wrong).Line;
      EXPECT_TRUE(llvm::any_of(
          Found, [&](const Finding &Said) { return tells(Said, Line); }))
          << Wrong.Path << ":" << Line << ": the sanitizer reports this line, "
          << "but the check says nothing of it";
    }
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
