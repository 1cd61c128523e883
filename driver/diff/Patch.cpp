#include "driver/diff/Patch.h"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {

using llvm::StringRef;

namespace {

/// `\303` and `\"` in a path that git puts in quotes.
char unescaped(StringRef &Text) {
  constexpr llvm::StringLiteral Letters = "abtnvfr";
  constexpr llvm::StringLiteral Meanings = "\a\b\t\n\v\f\r";
  unsigned Octal = 0;
  if (Text.size() >= 3 && !Text.take_front(3).getAsInteger(8, Octal)) {
    Text = Text.drop_front(3);
    return static_cast<char>(Octal);
  }
  const char Letter = Text.front();
  Text = Text.drop_front();
  const size_t At = Letters.find(Letter);
  return At == StringRef::npos ? Letter : Meanings[At];
}

/// The path of `+++ b/a.cpp<TAB>date` or `+++ "b/\303\251.cpp"`, after the
/// signs.
std::string pathIn(StringRef Text) {
  if (!Text.consume_front("\""))
    return Text.split('\t').first.str();
  std::string Path;
  while (!Text.empty() && Text.front() != '"') {
    const char Each = Text.front();
    Text = Text.drop_front();
    Path += Each == '\\' && !Text.empty() ? unescaped(Text) : Each;
  }
  return Path;
}

/// The numbers of `-1,2` or `+3`; false if there are none.
bool parseRange(StringRef Text, char Sign, unsigned &First, unsigned &Count) {
  if (!Text.consume_front(StringRef(&Sign, 1)))
    return false;
  const auto [Start, Length] = Text.split(',');
  Count = 1;
  return !Start.getAsInteger(10, First) &&
         (Length.empty() || !Length.getAsInteger(10, Count));
}

class Parser {
public:
  Parser(unsigned Strip, StringRef Name) : Strip(Strip), Name(Name) {}

  llvm::Expected<ChangedLines> parse(StringRef Text) {
    const bool IsEmpty = Text.trim().empty();
    while (!Text.empty()) {
      const auto [Line, Rest] = Text.split('\n');
      Text = Rest;
      ++Number;
      if (llvm::Error Bad = take(Line))
        return std::move(Bad);
    }
    if (Old || New)
      return problem("the diff ends in the middle of a change");
    if (!IsEmpty && !HasHeader)
      return problem("this is no unified diff, as git diff writes it");
    return std::move(Changed);
  }

private:
  llvm::Error problem(const llvm::Twine &Sentence) const {
    return llvm::createStringError(
        std::make_error_code(std::errc::invalid_argument),
        Name + ":" + llvm::Twine(Number) + ": " + Sentence);
  }

  llvm::Error take(StringRef Line) {
    // The counts say where a change ends: an added "++ x" looks like a header.
    if (Old || New)
      return takeChanged(Line);
    Line.consume_back("\r");
    if (Line.starts_with("diff ") || Line.starts_with("--- "))
      HasHeader = true;
    if (Line.starts_with("diff "))
      HasFile = false;
    if (Line.starts_with("@@@"))
      return problem("this is the diff of a merge with several parents: diff "
                     "against one of them");
    if (Line.consume_front("+++ "))
      return takeFile(pathIn(Line));
    if (Line.consume_front("@@ "))
      return takeHunk(Line);
    return llvm::Error::success();
  }

  llvm::Error takeFile(StringRef Path) {
    HasFile = true;
    Current = nullptr;
    if (Path == "/dev/null")
      return llvm::Error::success();
    StringRef Rest = Path;
    for (unsigned Part = 0; Part < Strip; ++Part) {
      if (!Rest.contains('/'))
        return problem(Path + " has fewer folders than --diff-strip=" +
                       llvm::Twine(Strip) + " takes away");
      Rest = Rest.split('/').second.ltrim('/');
    }
    Current = &FilePath;
    FilePath = Rest.str();
    return llvm::Error::success();
  }

  llvm::Error takeHunk(StringRef Line) {
    if (!HasFile)
      return problem("there is a change before the name of its file");
    const auto [Before, Rest] = Line.split(' ');
    unsigned OldFirst = 0;
    if (!parseRange(Before, '-', OldFirst, Old) ||
        !parseRange(Rest.split(' ').first, '+', At, New))
      return problem("the line numbers of a change cannot be read");
    return llvm::Error::success();
  }

  llvm::Error takeChanged(StringRef Line) {
    const char Sign = Line.empty() ? ' ' : Line.front();
    if (Sign == '\\') // "\ No newline at end of file"
      return llvm::Error::success();
    const bool IsContext = Sign == ' ' || Sign == '\r';
    if ((!IsContext && Sign != '+' && Sign != '-') || (Sign != '+' && !Old) ||
        (Sign != '-' && !New))
      return problem("the change does not have the lines that its numbers "
                     "say");
    if (Sign != '+')
      --Old;
    if (Sign == '-')
      return llvm::Error::success();
    --New;
    if (Sign == '+' && Current)
      addLine(Changed[*Current]);
    ++At;
    return llvm::Error::success();
  }

  void addLine(std::vector<LineRange> &Lines) const {
    if (!Lines.empty() && Lines.back().Last + 1 == At)
      ++Lines.back().Last;
    else
      Lines.push_back({At, At});
  }

  unsigned Strip;
  StringRef Name;
  ChangedLines Changed;
  size_t Number = 0; ///< of the line of the diff
  bool HasHeader = false;
  bool HasFile = false;
  std::string FilePath;
  const std::string *Current = nullptr; ///< null in a file that is deleted
  unsigned Old = 0;                     ///< lines that the change still has
  unsigned New = 0;
  unsigned At = 0; ///< line of the file
};

} // namespace

llvm::Expected<ChangedLines> parsePatch(StringRef Text, unsigned Strip,
                                        StringRef Name) {
  return Parser(Strip, Name).parse(Text);
}

} // namespace asynctidy
