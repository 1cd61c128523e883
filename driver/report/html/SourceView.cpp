#include "driver/report/html/SourceView.h"
#include "driver/report/html/Highlight.h"
#include "driver/report/html/Markup.h"

using llvm::StringRef;

namespace asynctidy {

static constexpr unsigned ContextLines = 3;
static constexpr unsigned Nowhere = 0;

html::SourceView::SourceView(std::string Id, const SourceText *Text)
    : Id(std::move(Id)), Text(Text),
      Kinds(Text ? tokenKinds(*Text) : std::vector<TokenKind>()),
      Marks(Kinds.size(), Mark::None) {}

void html::SourceView::add(const Place &Where, Mark As,
                           const std::string &Remark) {
  const bool IsThere = Text && Where.Line && Where.Line <= Text->lineCount();
  Remarks[IsThere ? Where.Line : Nowhere] += Remark;
  if (!IsThere)
    return;
  // What follows the last line's end counts as a line, too.
  const unsigned Count = Text->lineCount() - Text->bytes().ends_with("\n");
  const unsigned First =
      Where.Line > ContextLines ? Where.Line - ContextLines : 1;
  const unsigned Last = std::min(Where.EndLine + ContextLines, Count);
  for (unsigned Line = First; Line <= std::max(Last, Where.Line); ++Line)
    Shown.insert(Line);
  const size_t End =
      std::min<size_t>(Where.Offset + Where.Length, Marks.size());
  for (size_t At = Where.Offset; At < End; ++At)
    Marks[At] = std::max(Marks[At], As);
}

std::string html::SourceView::idOf(unsigned Line) const {
  return Id + "-" + std::to_string(Line);
}

static const char *classOf(html::TokenKind Kind) {
  switch (Kind) {
  case html::TokenKind::Plain:
    return "";
  case html::TokenKind::Keyword:
    return "k";
  case html::TokenKind::Literal:
    return "s";
  case html::TokenKind::Comment:
    return "c";
  case html::TokenKind::Directive:
    return "d";
  }
  return "";
}

std::string html::SourceView::line(unsigned Line) const {
  static constexpr const char *MarkTags[] = {"", "mark class=\"at\"", "mark"};
  const StringRef Code = Text->lines(Line, Line).rtrim("\r\n");
  const size_t Begin = Code.begin() - Text->bytes().begin();
  std::string Out;
  for (size_t At = 0; At < Code.size();) {
    const TokenKind Kind = Kinds[Begin + At];
    const Mark Marked = Marks[Begin + At];
    size_t End = At;
    while (End < Code.size() && Kinds[Begin + End] == Kind &&
           Marks[Begin + End] == Marked)
      ++End;
    std::string Run = escaped(Code.slice(At, End));
    if (Kind != TokenKind::Plain)
      Run = element("span" + ofClass(classOf(Kind)), Run);
    if (Marked != Mark::None)
      Run = element(MarkTags[static_cast<size_t>(Marked)], Run);
    Out += Run;
    At = End;
  }
  return Out;
}

std::string html::SourceView::lines(unsigned First, unsigned Last) const {
  std::string Rows;
  for (unsigned Line = First; Line <= Last; ++Line)
    Rows += element("span class=\"row\" id=\"" + idOf(Line) + "\"",
                    element("span class=\"no\"", std::to_string(Line)) + " " +
                        line(Line) + "\n");
  return block("pre tabindex=\"0\"", element("code", Rows));
}

std::string html::SourceView::render() const {
  std::string Out;
  if (const auto Elsewhere = Remarks.find(Nowhere); Elsewhere != Remarks.end())
    Out += Elsewhere->second;
  for (auto At = Shown.begin(); At != Shown.end();) {
    const unsigned First = *At;
    unsigned Last = First;
    ++At;
    while (At != Shown.end() && *At == Last + 1 && !Remarks.count(Last)) {
      ++Last;
      ++At;
    }
    Out += lines(First, Last);
    if (const auto Said = Remarks.find(Last); Said != Remarks.end())
      Out += Said->second;
    if (At != Shown.end() && *At != Last + 1)
      Out += block("p class=\"gap\"", "\xe2\x8b\xaf");
  }
  return Out;
}

} // namespace asynctidy
