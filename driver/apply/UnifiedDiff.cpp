#include "driver/apply/UnifiedDiff.h"
#include "driver/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace asynctidy {
namespace {

/// Of \p Text, with their line ends. As diffs have it, only \n ends a line.
std::vector<StringRef> linesOf(StringRef Text) {
  std::vector<StringRef> Lines;
  while (!Text.empty()) {
    const size_t Length = std::min(Text.find('\n'), Text.size() - 1) + 1;
    Lines.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return Lines;
}

/// Old lines, counted from 0, and what stands in their place.
struct Change {
  size_t Begin;
  size_t End;
  std::string Text;
  std::vector<std::string> New = {}; ///< lines of Text, but for equal ones
};

class FileDiff {
public:
  FileDiff(StringRef Before, const std::vector<Edit> &Edits)
      : Old(linesOf(Before)) {
    Starts.push_back(0);
    for (const StringRef Line : Old)
      Starts.push_back(Starts.back() + Line.size());
    for (const Edit &Each : Edits)
      add(Before, Each);
    if (!Changes.empty())
      Changes.back().Text += Before.slice(At, Starts[Changes.back().End]);
    for (Change &Each : Changes)
      trim(Each);
    llvm::erase_if(Changes, [](const Change &Each) {
      return Each.Begin == Each.End && Each.New.empty();
    });
  }

  std::string hunks() const {
    std::string Text;
    long Shift = 0;
    for (auto First = Changes.begin(); First != Changes.end();) {
      auto Last = std::next(First);
      while (Last != Changes.end() &&
             Last->Begin - std::prev(Last)->End <= 2 * Context)
        ++Last;
      Text += hunk({First, Last}, Shift);
      First = Last;
    }
    return Text;
  }

private:
  static constexpr size_t Context = 3;
  using Group = llvm::iterator_range<std::vector<Change>::const_iterator>;

  /// The end of the file is behind its lines, or on one that has no end.
  size_t lineAt(size_t Offset) const {
    const bool Ended = Old.empty() || Old.back().ends_with("\n");
    const size_t Line =
        std::prev(llvm::upper_bound(Starts, Offset)) - Starts.begin();
    return std::min(Line, Ended ? Old.size() : Old.size() - 1);
  }

  /// Edits that share a line are one change.
  void add(StringRef Before, const Edit &Each) {
    const size_t Begin = lineAt(Each.Offset);
    const size_t End =
        std::min(lineAt(Each.Offset + Each.Length) + 1, Old.size());
    if (Changes.empty() || Begin >= Changes.back().End) {
      if (!Changes.empty())
        Changes.back().Text += Before.slice(At, Starts[Changes.back().End]);
      Changes.push_back({Begin, End, ""});
      At = Starts[Begin];
    }
    Change &Last = Changes.back();
    Last.End = std::max(Last.End, End);
    Last.Text += Before.slice(At, Each.Offset);
    Last.Text += Each.Text;
    At = Each.Offset + Each.Length;
  }

  /// An edit that ends with a line has touched the next one, too.
  void trim(Change &Each) const {
    const std::vector<StringRef> All = linesOf(Each.Text);
    llvm::ArrayRef<StringRef> New = All;
    while (Each.Begin < Each.End && !New.empty() &&
           Old[Each.Begin] == New.front()) {
      ++Each.Begin;
      New = New.drop_front();
    }
    while (Each.Begin < Each.End && !New.empty() &&
           Old[Each.End - 1] == New.back()) {
      --Each.End;
      New = New.drop_back();
    }
    Each.New.assign(New.begin(), New.end());
  }

  std::string hunk(Group Of, long &Shift) const {
    const size_t Begin =
        Of.begin()->Begin - std::min(Of.begin()->Begin, Context);
    const size_t End = std::min(std::prev(Of.end())->End + Context, Old.size());
    std::string Body;
    size_t Line = Begin;
    const long Before = Shift;
    for (const Change &Each : Of) {
      for (; Line < Each.Begin; ++Line)
        Body += marked(' ', Old[Line]);
      for (; Line < Each.End; ++Line)
        Body += marked('-', Old[Line]);
      for (const StringRef New : Each.New)
        Body += marked('+', New);
      Shift += static_cast<long>(Each.New.size()) -
               static_cast<long>(Each.End - Each.Begin);
    }
    for (; Line < End; ++Line)
      Body += marked(' ', Old[Line]);
    return "@@ -" + range(Begin, End - Begin) + " +" +
           range(Begin + Before, End - Begin + Shift - Before) + " @@\n" + Body;
  }

  /// Of no lines, it names the line before them.
  static std::string range(size_t Begin, size_t Count) {
    return std::to_string(Count ? Begin + 1 : Begin) + "," +
           std::to_string(Count);
  }

  static std::string marked(char Mark, StringRef Line) {
    const bool Ends = Line.ends_with("\n");
    return Mark + Line.str() + (Ends ? "" : "\n\\ No newline at end of file\n");
  }

  std::vector<StringRef> Old;
  std::vector<size_t> Starts;
  std::vector<Change> Changes;
  size_t At = 0; ///< behind the last edit
};

std::string octal(unsigned char Byte) {
  std::string Digits = "\\";
  for (const int Shift : {6, 3, 0})
    Digits += static_cast<char>('0' + ((Byte >> Shift) & 7));
  return Digits;
}

/// As git writes it: quoted where it must be, and with a tab that ends a name
/// with a space in it.
std::string nameIn(StringRef Side, StringRef Path) {
  const std::string Name = (Side + "/" + Path).str();
  std::string Quoted;
  for (const char Each : Name)
    if (Each == '"' || Each == '\\')
      Quoted += std::string("\\") + Each;
    else if (llvm::isPrint(Each))
      Quoted += Each;
    else
      Quoted += octal(static_cast<unsigned char>(Each));
  if (Quoted != Name)
    return '"' + Quoted + '"';
  return Name + (Path.contains(' ') ? "\t" : "");
}

} // namespace

UnifiedDiff unifiedDiff(const FixPlan &Plan, const std::string &SourceRoot) {
  UnifiedDiff Whole;
  for (const auto &[Path, File] : Plan.EditsByPath) {
    if (!holds(SourceRoot, Path)) {
      Whole.Outside.push_back(Path);
      continue;
    }
    const std::string Name = relativeTo(SourceRoot, Path);
    if (const std::string Hunks = FileDiff(File.Before, File.Edits).hunks();
        !Hunks.empty())
      Whole.Text += "--- " + nameIn("a", Name) + "\n+++ " + nameIn("b", Name) +
                    "\n" + Hunks;
  }
  return Whole;
}

} // namespace asynctidy
