#include "driver/SourceText.h"
#include "gtest/gtest.h"

using namespace asynctidy;

namespace {

SourceText text(llvm::StringRef Bytes) {
  return SourceText(llvm::MemoryBuffer::getMemBufferCopy(Bytes));
}

TEST(SourceText, Positions) {
  const SourceText Text = text("ab\ncd\r\n\re");
  const auto Check = [&](unsigned Offset, unsigned Line, unsigned Column) {
    EXPECT_EQ(Text.positionOf(Offset).Line, Line) << Offset;
    EXPECT_EQ(Text.positionOf(Offset).Column, Column) << Offset;
  };
  Check(0, 1, 1);
  Check(2, 1, 3);
  Check(3, 2, 1);
  Check(6, 2, 4);
  Check(7, 3, 1);
  Check(8, 4, 1);
  Check(9, 4, 2);
  Check(1000, 4, 2);
  EXPECT_EQ(Text.lineCount(), 4u);
}

TEST(SourceText, Lines) {
  const SourceText Text = text("a\nb\r\nc");
  EXPECT_EQ(Text.lines(1, 1), "a\n");
  EXPECT_EQ(Text.lines(2, 3), "b\r\nc");
  EXPECT_EQ(text("").lines(1, 1), "");
}

TEST(SourceText, Utf16Columns) {
  // e with acute: 2 bytes, 1 unit; an emoji: 4 bytes, 2 units; a stray byte.
  const SourceText Text = text("x\n\xc3\xa9\xf0\x9f\x98\x80\xe9z");
  EXPECT_EQ(Text.utf16Column(2, 1), 1u);
  EXPECT_EQ(Text.utf16Column(2, 3), 2u);
  EXPECT_EQ(Text.utf16Column(2, 7), 4u);
  EXPECT_EQ(Text.utf16Column(2, 8), 5u);
}

TEST(SourceText, Tokens) {
  const SourceText Text = text("co_await f(\"a b\") >>= R\"(x\ny)\" ");
  EXPECT_EQ(Text.tokenLengthAt(0), 8u);
  EXPECT_EQ(Text.tokenLengthAt(9), 1u);
  EXPECT_EQ(Text.tokenLengthAt(11), 5u);
  EXPECT_EQ(Text.tokenLengthAt(18), 3u);
  EXPECT_EQ(Text.tokenLengthAt(22), 8u);
  EXPECT_EQ(Text.tokenLengthAt(8), 1u) << "between tokens";
  EXPECT_EQ(Text.tokenLengthAt(1000), 0u);
}

TEST(SourceCache, FileThatCannotBeRead) {
  EXPECT_EQ(SourceCache().find("/no/such/file"), nullptr);
}

} // namespace
