#ifndef ASYNCTIDY_EMBEDDEDTEXT_H
#define ASYNCTIDY_EMBEDDEDTEXT_H

namespace asynctidy {

/// A text file that the build compiled in, see cmake/EmbedText.cmake.
struct EmbeddedText {
  const char *Name; ///< without folder and ending
  const char *Text;
};

extern const EmbeddedText EmbeddedPages[];
extern const unsigned EmbeddedPagesCount;
extern const EmbeddedText EmbeddedLibraries[];
extern const unsigned EmbeddedLibrariesCount;
extern const EmbeddedText EmbeddedStyles[];
extern const unsigned EmbeddedStylesCount;

} // namespace asynctidy

#endif
