#include "driver/scan/AsyncWords.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

using llvm::StringRef;

/// `asio` of boost::asio::post, `QTimer` of QTimer::singleShot.
static StringRef ownerOf(StringRef Name) {
  const auto [Owner, Last] = Name.rsplit("::");
  return Last.empty()                        ? Name
         : Owner.rsplit("::").second.empty() ? Owner
                                             : Owner.rsplit("::").second;
}

static StringRef lastOf(StringRef Name) {
  const StringRef Last = Name.rsplit("::").second;
  return Last.empty() ? Name : Last;
}

AsyncWords::AsyncWords(const std::vector<VocabularyFile> &Configured) {
  // A task's type has a promise, which is in the class or in a specialization
  // of the traits that <coroutine> has; what can be awaited has an awaiter.
  for (const char *Word : {"promise_type", "coroutine_traits", "await_ready"})
    Anywhere.insert(Word);
  for (const char *Word : {"co_await", "co_yield", "co_return"})
    InOwnFiles.insert(Word);
  // Code without coroutines can block a context's thread, and forget a token.
  for (const VocabularyFile &File : builtinVocabulary())
    for (const VocabularyEntry &Each : File.Entries) {
      if (hasRole(Each.Roles, Role::Context | Role::ContextThread |
                                  Role::PostsToContext | Role::Connects))
        Anywhere.insert(ownerOf(Each.Name));
      if (hasRole(Each.Roles, Role::Token | Role::TokenSource))
        InOwnFiles.insert(lastOf(Each.Name));
    }
  for (const VocabularyFile &File : Configured)
    for (const VocabularyEntry &Each : File.Entries)
      Anywhere.insert(lastOf(Each.Name));
}

bool AsyncWords::areIn(StringRef Code, bool InSystemHeader) const {
  if (Anywhere.empty())
    return false;
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.RawStringLiterals = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language, Code.begin(),
                     Code.begin(), Code.end());
  clang::Token Token;
  for (Lexer.LexFromRawLexer(Token); Token.isNot(clang::tok::eof);
       Lexer.LexFromRawLexer(Token)) {
    if (Token.is(clang::tok::string_literal) &&
        StringRef(Token.getLiteralData(), Token.getLength()).contains("async:"))
      return true;
    // A raw string without an end hides what comes after it.
    if (Token.is(clang::tok::unknown) &&
        Lexer.getBufferLocation() == Code.end())
      return true;
    if (Token.isNot(clang::tok::raw_identifier))
      continue;
    std::string Word = Token.getRawIdentifier().str();
    // A backslash at the end of a line may be in the middle of a word.
    if (Token.needsCleaning())
      llvm::erase_if(Word, [](char Each) {
        return Each == '\\' || clang::isWhitespace(Each);
      });
    if (Anywhere.contains(Word) ||
        (!InSystemHeader && InOwnFiles.contains(Word)))
      return true;
  }
  return false;
}

} // namespace asynctidy
