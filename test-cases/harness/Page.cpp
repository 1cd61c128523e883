#include "Page.h"
#include "llvm/ADT/Twine.h"
#include <tuple>

namespace asynctidy {

std::vector<PageSection> readPage(llvm::StringRef Text) {
  std::vector<PageSection> Sections;
  bool InBlock = false, InSnippet = false;
  for (unsigned Number = 1; !Text.empty(); ++Number) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    if (Line.starts_with("```")) {
      InSnippet = !InBlock && Line.trim() == "```cpp" && !Sections.empty();
      InBlock = !InBlock;
      if (InSnippet)
        Sections.back().Snippets.push_back({Number + 1, ""});
    } else if (InSnippet) {
      Sections.back().Snippets.back().Text += (Line + "\n").str();
    } else if (!InBlock && Line.consume_front("## ")) {
      Sections.push_back({Line.trim().str(), {}});
    }
  }
  return Sections;
}

} // namespace asynctidy
