#include "driver/report/html/Highlight.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/TargetParser/Triple.h"

namespace asynctidy {

static clang::LangOptions coroutineCpp() {
  clang::LangOptions Language;
  std::vector<std::string> Includes;
  clang::LangOptions::setLangDefaults(Language, clang::Language::CXX,
                                      llvm::Triple(), Includes,
                                      clang::LangStandard::lang_cxx20);
  Language.Coroutines = true;
  return Language;
}

std::vector<html::TokenKind> html::tokenKinds(const SourceText &Text) {
  const llvm::StringRef Bytes = Text.bytes();
  std::vector<TokenKind> Kinds(Bytes.size(), TokenKind::Plain);
  const clang::LangOptions Language = coroutineCpp();
  const clang::IdentifierTable Words(Language);
  clang::Lexer Lexer(clang::SourceLocation(), Language, Bytes.begin(),
                     Bytes.begin(), Bytes.end());
  Lexer.SetCommentRetentionState(true);
  bool InDirective = false;
  const auto KindOf = [&](const clang::Token &Each) {
    if (Each.is(clang::tok::comment))
      return TokenKind::Comment;
    if (InDirective)
      return TokenKind::Directive;
    if (clang::tok::isLiteral(Each.getKind()))
      return TokenKind::Literal;
    if (!Each.is(clang::tok::raw_identifier))
      return TokenKind::Plain;
    const auto Known = Words.find(Each.getRawIdentifier());
    return Known != Words.end() &&
                   Known->second->getTokenID() != clang::tok::identifier
               ? TokenKind::Keyword
               : TokenKind::Plain;
  };
  clang::Token Token;
  while (!Lexer.LexFromRawLexer(Token)) {
    if (Token.isAtStartOfLine())
      InDirective = Token.is(clang::tok::hash);
    const size_t End = Lexer.getBufferLocation() - Bytes.begin();
    if (Token.getLength())
      std::fill_n(&Kinds[End - Token.getLength()], Token.getLength(),
                  KindOf(Token));
  }
  return Kinds;
}

} // namespace asynctidy
