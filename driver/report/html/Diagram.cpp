#include "driver/report/html/Diagram.h"
#include "driver/report/html/Markup.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace asynctidy {
namespace {

using Step = Story::Step;

// In pixels. The drawing is as wide as a phone's screen has room for; SVG does
// not wrap text, so lines are cut to what fits at the widths of the fonts.
constexpr unsigned Width = 344, BoxWidth = 296, Left = 4, Padding = 12;
constexpr unsigned LineHeight = 17, Gap = 34, LettersOfTitle = 37,
                   LettersOfCode = 40, LettersAfter = 4;

constexpr const char *Cut = "\xe2\x80\xa6";

/// Not in the middle of a character, but where the one at \p At begins.
size_t characterStart(StringRef Text, size_t At) {
  while (At > 0 && At < Text.size() && (Text[At] & 0xc0) == 0x80)
    --At;
  return At;
}

/// \p Text in at most \p Most lines, broken where names have their joints.
std::vector<std::string> wrapped(StringRef Text, size_t Letters, size_t Most) {
  std::vector<std::string> Lines;
  while (Text.size() > Letters && Lines.size() + 1 < Most) {
    const size_t Joint = Text.take_front(Letters).find_last_of(" :,<(");
    const size_t End = Joint == StringRef::npos || Joint < Letters / 3
                           ? characterStart(Text, Letters)
                           : Joint + 1;
    Lines.push_back(Text.take_front(End).rtrim().str());
    Text = Text.drop_front(End).ltrim();
  }
  const bool IsCut = Text.size() > Letters;
  Lines.push_back(
      IsCut ? Text.take_front(characterStart(Text, Letters - 1)).str() + Cut
            : Text.str());
  return Lines;
}

struct Look {
  const char *Class;
  const char *Badge;
  const char *LeadsOn; ///< beside the arrow to the next box
};

Look lookOf(const Step &Of) {
  switch (Of.What) {
  case Step::Start:
    return {"thread", "the blocked thread", "runs"};
  case Step::Next:
    return {"call", "a function on the way", "calls"};
  case Step::Finding:
    return {"blocked", "blocks the thread", "waits for"};
  case Step::Await:
    return {"await", "cannot resume", ""};
  }
  return {"call", "", ""};
}

class Drawing {
public:
  Drawing(SourceCache &Sources,
          llvm::function_ref<std::string(const Place &)> NameOf)
      : Sources(Sources), NameOf(NameOf) {}

  std::string draw(const Story &Path) {
    unsigned FirstMiddle = 0;
    for (size_t At = 0; At < Path.Steps.size(); ++At) {
      const Look How = lookOf(Path.Steps[At]);
      const unsigned Top = Bottom;
      box(Path.Steps[At], How);
      const unsigned Middle = (Top + Bottom) / 2;
      if (At == 0)
        FirstMiddle = Middle;
      if (At + 1 < Path.Steps.size())
        arrowDown(How.LeadsOn);
      else if (Path.Steps[At].What == Step::Await)
        wayBack(Middle, FirstMiddle);
    }
    const std::string Size =
        std::to_string(Width) + " " + std::to_string(Bottom + 4);
    return html::block(
        "svg xmlns=\"http://www.w3.org/2000/svg\" class=\"path\" "
        "role=\"img\" aria-label=\"The way to the blocked "
        "thread\" viewBox=\"0 0 " +
            Size + "\"",
        Shapes);
  }

private:
  static std::string number(unsigned Value) { return std::to_string(Value); }

  void text(const char *Class, unsigned X, unsigned Y, StringRef Words) {
    Shapes += html::element("text class=\"" + std::string(Class) + "\" x=\"" +
                                number(X) + "\" y=\"" + number(Y) + "\"",
                            html::escaped(Words));
  }

  /// The line, without its beginning if the place would not fit otherwise.
  std::string codeAt(const Place &Where) {
    const SourceText *Text = Sources.find(Where.Path);
    if (!Text || !Where.Line || Where.Line > Text->lineCount())
      return "";
    const StringRef Line = Text->lines(Where.Line, Where.Line).rtrim();
    const size_t Indent = Line.size() - Line.ltrim().size();
    const size_t End = std::min<size_t>(
        Line.size(), Where.Column - 1 + Where.Length + LettersAfter);
    if (End <= Indent + LettersOfCode)
      return wrapped(Line.ltrim(), LettersOfCode, 1).front();
    return "\xe2\x80\xa6" + wrapped(Line.drop_front(End + 1 - LettersOfCode),
                                    LettersOfCode - 1, 1)
                                .front();
  }

  void box(const Step &Of, const Look &How) {
    const bool IsStart = Of.What == Step::Start;
    const std::vector<std::string> Title =
        wrapped(IsStart || Of.Function.empty() ? Of.Message : Of.Function,
                LettersOfTitle, 2);
    const std::string Code = IsStart ? "" : codeAt(Of.Where);
    const unsigned Lines = 2 + Title.size() + !Code.empty();
    const unsigned Height = Lines * LineHeight + Padding;
    Shapes += "<g class=\"box " + std::string(How.Class) + "\"><title>" +
              html::escaped(Of.Message) + "</title><rect x=\"" + number(Left) +
              "\" y=\"" + number(Bottom) + "\" width=\"" + number(BoxWidth) +
              "\" height=\"" + number(Height) + "\" rx=\"7\" />";
    unsigned Y = Bottom + Padding / 2 + LineHeight - 4;
    text("badge", Left + Padding, Y, How.Badge);
    for (const std::string &Line : Title)
      text("title", Left + Padding, Y += LineHeight, Line);
    if (!Code.empty())
      text("code", Left + Padding, Y += LineHeight, Code);
    text("place", Left + Padding, Y + LineHeight,
         wrapped(NameOf(Of.Where), LettersOfCode, 1).front());
    Shapes += "</g>\n";
    Bottom += Height;
  }

  void head(const char *Class, unsigned X, unsigned Y, int DX, int DY) {
    const auto Signed = [](int Value) { return std::to_string(Value); };
    const int Side = 5;
    Shapes += "<path class=\"head " + std::string(Class) + "\" d=\"M" +
              number(X) + " " + number(Y) + "l" + Signed(-9 * DX - Side * DY) +
              " " + Signed(-9 * DY - Side * DX) + "l" + Signed(2 * Side * DY) +
              " " + Signed(2 * Side * DX) + "z\" />";
  }

  void arrowDown(const char *Words) {
    const unsigned X = Left + 28;
    Shapes += "<path class=\"arrow\" d=\"M" + number(X) + " " +
              number(Bottom + 2) + "V" + number(Bottom + Gap - 8) + "\" />";
    head("", X, Bottom + Gap - 2, 0, 1);
    text("label", X + 14, Bottom + Gap / 2 + 4, Words);
    Shapes += "\n";
    Bottom += Gap;
  }

  /// Along the right side, from the await up to the thread.
  void wayBack(unsigned From, unsigned To) {
    const unsigned Right = Left + BoxWidth, Lane = Width - 18;
    Shapes += "<path class=\"arrow back\" d=\"M" + number(Right + 2) + " " +
              number(From) + "H" + number(Lane - 8) + "q8 0 8 -8V" +
              number(To + 8) + "q0 -8 -8 -8H" + number(Right + 10) + "\" />";
    head("back", Right + 3, To, -1, 0);
    const std::string Turn = number(Lane + 5) + " " + number((From + To) / 2);
    Shapes += html::block("text class=\"label back\" transform=\"rotate(90 " +
                              Turn + ")\" text-anchor=\"middle\" x=\"" +
                              Turn.substr(0, Turn.find(' ')) + "\" y=\"" +
                              number((From + To) / 2) + "\"",
                          "needs this thread");
  }

  SourceCache &Sources;
  llvm::function_ref<std::string(const Place &)> NameOf;
  std::string Shapes;
  unsigned Bottom = 4;
};

} // namespace

std::string
html::diagram(const Story &Path, SourceCache &Sources,
              llvm::function_ref<std::string(const Place &)> NameOf) {
  return Drawing(Sources, NameOf).draw(Path);
}

} // namespace asynctidy
