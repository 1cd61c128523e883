#ifndef ASYNCTIDY_DRIVER_REPORT_HTML_HIGHLIGHT_H
#define ASYNCTIDY_DRIVER_REPORT_HTML_HIGHLIGHT_H

#include "driver/SourceText.h"
#include <vector>

namespace asynctidy::html {

enum class TokenKind : unsigned char {
  Plain,
  Keyword,
  Literal,
  Comment,
  Directive
};

/// What each byte of \p Text is a part of, read as C++.
std::vector<TokenKind> tokenKinds(const SourceText &Text);

} // namespace asynctidy::html

#endif
