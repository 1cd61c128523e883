#include "driver/nolint/Directives.h"
#include "clang-tidy/GlobList.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {

using llvm::StringRef;

/// Takes the directives out of \p Comment, which begins at \p Offset.
static std::vector<NoLint> takeFrom(StringRef Comment, unsigned Offset) {
  constexpr StringRef Words[] = {"NOLINT", "NOLINTNEXTLINE", "NOLINTBEGIN",
                                 "NOLINTEND"};
  std::vector<NoLint> Found;
  std::string Rest;
  for (size_t At = Comment.find("NOLINT"); At != StringRef::npos;
       At = Comment.find("NOLINT")) {
    Rest += Comment.take_front(At);
    Offset += At;
    Comment = Comment.drop_front(At);
    const StringRef Whole = Comment;
    const StringRef Word = Comment.take_while(llvm::isAlpha);
    Comment = Comment.drop_front(Word.size());
    const size_t Close = Comment.find_first_of("\n)");
    StringRef List = "*";
    if (Comment.starts_with("(") && Close != StringRef::npos &&
        Comment[Close] == ')') {
      List = Comment.slice(1, Close);
      Comment = Comment.drop_front(Close + 1);
    }
    if (llvm::is_contained(Words, Word)) {
      NoLint &New = Found.emplace_back();
      New.Word = Word.str();
      New.Offset = Offset;
      for (StringRef Check : llvm::split(List, ','))
        New.Checks.push_back(Check.trim().str());
    }
    Offset += Whole.size() - Comment.size();
  }
  Rest += Comment;
  for (NoLint &Each : Found)
    Each.HasReason = llvm::any_of(Rest, llvm::isAlnum);
  return Found;
}

namespace {

/// Counts the #ifs around the tokens of a file.
class Conditions {
public:
  void see(const clang::Token &Token) {
    const bool IsName = Token.is(clang::tok::raw_identifier) && AfterHash;
    AfterHash = Token.is(clang::tok::hash) && Token.isAtStartOfLine();
    if (!IsName)
      return;
    const StringRef Name = Token.getRawIdentifier();
    if (Name == "endif")
      --Depth;
    if (Name == "if" || Name == "ifdef" || Name == "ifndef")
      ++Depth;
    HasGuard |= IsFirst && Name == "ifndef";
    IsFirst = false;
  }

  bool areAround() const { return Depth > (HasGuard ? 1 : 0); }

private:
  int Depth = 0;
  bool AfterHash = false;
  bool IsFirst = true;
  bool HasGuard = false;
};

} // namespace

static void setLines(std::vector<NoLint> &All, const SourceText &Text) {
  for (NoLint &Each : All) {
    const unsigned Line = Text.positionOf(Each.Offset).Line;
    Each.FirstLine = Each.Word == "NOLINTNEXTLINE" ? Line + 1 : Line;
    Each.LastLine = Each.Word == "NOLINTEND" ? 0 : Each.FirstLine;
    if (Each.Word == "NOLINTEND")
      for (NoLint &Begin : All)
        if (Begin.Word == "NOLINTBEGIN" && Begin.Offset < Each.Offset &&
            Begin.Checks == Each.Checks)
          Begin.LastLine = Line;
  }
}

std::vector<NoLint> noLintsIn(const SourceText &Text) {
  const StringRef Bytes = Text.bytes();
  if (!Bytes.contains("NOLINT"))
    return {};
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  Language.LineComment = Language.RawStringLiterals = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language, Bytes.begin(),
                     Bytes.begin(), Bytes.end());
  Lexer.SetCommentRetentionState(true);
  std::vector<NoLint> All;
  Conditions Ifs;
  clang::Token Token;
  do {
    Lexer.LexFromRawLexer(Token);
    Ifs.see(Token);
    if (Token.isNot(clang::tok::comment))
      continue;
    const unsigned End = Lexer.getCurrentBufferOffset();
    const unsigned Begin = End - Token.getLength();
    for (NoLint &Each : takeFrom(Bytes.slice(Begin, End), Begin)) {
      Each.IsConditional = Ifs.areAround();
      All.push_back(std::move(Each));
    }
  } while (Token.isNot(clang::tok::eof));
  setLines(All, Text);
  return All;
}

bool NoLint::covers(unsigned Line, const std::string &Check) const {
  return FirstLine <= Line && Line <= LastLine &&
         clang::tidy::GlobList(llvm::join(Checks, ","),
                               /*KeepNegativeGlobs=*/false)
             .contains(Check);
}

} // namespace asynctidy
