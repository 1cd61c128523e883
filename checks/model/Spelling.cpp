#include "checks/model/Spelling.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

bool asynctidy::isSpelledInFile(SourceRange Range) {
  return Range.isValid() && !Range.getBegin().isMacroID() &&
         !Range.getEnd().isMacroID();
}

llvm::StringRef asynctidy::textOf(SourceRange Range,
                                  const ASTContext &Context) {
  return Lexer::getSourceText(CharSourceRange::getTokenRange(Range),
                              Context.getSourceManager(),
                              Context.getLangOpts());
}

llvm::StringRef asynctidy::textBetween(SourceLocation Begin, SourceLocation End,
                                       const ASTContext &Context) {
  return Lexer::getSourceText(CharSourceRange::getCharRange(Begin, End),
                              Context.getSourceManager(),
                              Context.getLangOpts());
}
