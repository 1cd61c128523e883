#include "driver/SourceText.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"

namespace asynctidy {

SourceText::SourceText(std::unique_ptr<llvm::MemoryBuffer> Bytes)
    : Bytes(std::move(Bytes)), Starts{0} {
  const llvm::StringRef Text = bytes();
  for (size_t At = 0; At < Text.size(); ++At) {
    const bool BeforeLineFeed = At + 1 < Text.size() && Text[At + 1] == '\n';
    if (Text[At] == '\n' || (Text[At] == '\r' && !BeforeLineFeed))
      Starts.push_back(At + 1);
  }
}

SourceText::Position SourceText::positionOf(unsigned Offset) const {
  Offset = std::min<unsigned>(Offset, bytes().size());
  const auto After = llvm::upper_bound(Starts, Offset);
  return {static_cast<unsigned>(After - Starts.begin()),
          Offset - *std::prev(After) + 1};
}

llvm::StringRef SourceText::lines(unsigned First, unsigned Last) const {
  const size_t End = Last < Starts.size() ? Starts[Last] : bytes().size();
  return bytes().slice(Starts[First - 1], End);
}

unsigned SourceText::utf16Column(unsigned Line, unsigned ByteColumn) const {
  const llvm::StringRef Before = lines(Line, Line).take_front(ByteColumn - 1);
  unsigned Units = 0;
  for (size_t At = 0; At < Before.size();) {
    const auto *Here = reinterpret_cast<const llvm::UTF8 *>(Before.data()) + At;
    const auto *End =
        reinterpret_cast<const llvm::UTF8 *>(Before.data()) + Before.size();
    const unsigned Size = llvm::isLegalUTF8Sequence(Here, End)
                              ? llvm::getNumBytesForUTF8(*Here)
                              : 1;
    Units += Size == 4 ? 2 : 1;
    At += Size;
  }
  return Units + 1;
}

unsigned SourceText::tokenLengthAt(unsigned Offset) const {
  const llvm::StringRef Text = bytes();
  if (Offset >= Text.size())
    return 0;
  clang::LangOptions Language;
  Language.CPlusPlus = Language.CPlusPlus11 = Language.CPlusPlus20 = true;
  Language.LineComment = Language.RawStringLiterals = true;
  clang::Lexer Lexer(clang::SourceLocation(), Language, Text.begin(),
                     Text.begin() + Offset, Text.end());
  clang::Token Token;
  Lexer.LexFromRawLexer(Token);
  const unsigned Skipped =
      Lexer.getBufferLocation() - (Text.begin() + Offset) - Token.getLength();
  return Token.is(clang::tok::eof) || Skipped ? 1 : Token.getLength();
}

const SourceText *SourceCache::find(llvm::StringRef Path) {
  auto [Slot, New] = Known.try_emplace(Path);
  if (New)
    if (auto Bytes = llvm::MemoryBuffer::getFile(Path))
      Slot->second = std::make_unique<SourceText>(std::move(*Bytes));
  return Slot->second.get();
}

} // namespace asynctidy
