#ifndef ASYNCTIDY_TEST_CASES_HARNESS_PAGE_H
#define ASYNCTIDY_TEST_CASES_HARNESS_PAGE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asynctidy {

/// The headings of a page of level two, and the ```cpp blocks below them.
struct PageSection {
  std::string Title;
  struct Snippet {
    unsigned FirstLine;
    std::string Text;
  };
  std::vector<Snippet> Snippets;
};
std::vector<PageSection> readPage(llvm::StringRef Text);

} // namespace asynctidy

#endif
