#include "driver/apply/Joined.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/Support/JSON.h"

namespace tooling = clang::tooling;

namespace asynctidy {

std::optional<Edit> joined(const std::vector<Edit> &Edits,
                           SourceCache &Sources) {
  tooling::Replacements All;
  for (const Edit &Each : Edits) {
    if (Each.Path != Edits.front().Path)
      return std::nullopt;
    if (llvm::Error Overlap =
            All.add({Each.Path, Each.Offset, Each.Length, Each.Text})) {
      llvm::consumeError(std::move(Overlap));
      return std::nullopt;
    }
  }
  if (All.empty())
    return std::nullopt;
  const SourceText *Text = Sources.find(Edits.front().Path);
  const unsigned End = All.rbegin()->getOffset() + All.rbegin()->getLength();
  if (!Text || End > Text->bytes().size())
    return std::nullopt;

  Edit Whole{Edits.front().Path, All.begin()->getOffset(), 0, ""};
  unsigned At = Whole.Offset;
  for (const tooling::Replacement &Each : All) {
    Whole.Text += Text->bytes().slice(At, Each.getOffset());
    Whole.Text += Each.getReplacementText();
    At = Each.getOffset() + Each.getLength();
  }
  Whole.Length = End - Whole.Offset;
  if (!llvm::json::isUTF8(Whole.Text))
    return std::nullopt;
  return Whole;
}

} // namespace asynctidy
