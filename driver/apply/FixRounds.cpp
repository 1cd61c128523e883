#include "driver/apply/FixRounds.h"
#include "driver/Complain.h"
#include "driver/apply/Fixes.h"
#include "driver/apply/FormatEdits.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

llvm::Expected<unsigned> fixInRounds(const AnalyseAgain &Analyse,
                                     const std::vector<Finding> &Findings,
                                     const EngineOptions &Given) {
  constexpr unsigned Rounds = 10;
  unsigned Fixed = 0;
  std::set<std::string> Edited;
  for (unsigned Round = 0;; ++Round) {
    if (llvm::Error Failed = Analyse(Edited))
      return std::move(Failed);
    llvm::Expected<FixPlan> Fixes = planFixes(Findings);
    if (!Fixes)
      return Fixes.takeError();
    if (Fixes->Taken.empty() || Round == Rounds) {
      llvm::for_each(Fixes->Refusals, complain);
      if (!Fixes->Taken.empty())
        complain("there is still something to fix after " +
                 llvm::Twine(Rounds) + " rounds: run --fix again");
      return Fixed;
    }
    if (llvm::Error Failed = formatEdits(*Fixes, Given))
      return std::move(Failed);
    if (llvm::Error Failed = applyFixes(*Fixes))
      return std::move(Failed);
    Fixed += Fixes->Taken.size();
    Edited.clear();
    for (const auto &File : Fixes->TextByPath)
      Edited.insert(File.first);
  }
}

} // namespace asynctidy
