#include "Runner.h"
#include "Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace asynctidy {

/// Cases with the same key can share a command line.
static std::string batchKey(const Case &Which) {
  return Which.Folder + '\n' + Which.config() + '\n' +
         llvm::join(Which.flags(), "\n");
}

const BatchRunner::Result &BatchRunner::resultOf(const Case &Which) {
  std::string Key = batchKey(Which);
  auto [Entry, IsNew] = Results.try_emplace(Key);
  if (!IsNew)
    return Entry->second;
  Batch Cases;
  for (const Case &Each : All)
    if (Each.Problem.empty() && batchKey(Each) == Key)
      Cases.push_back(&Each);
  llvm::Expected<Findings> Found = runBatch(Cases);
  if (Found)
    Entry->second.Found = std::move(*Found);
  else
    Entry->second.Problem = toString(Found.takeError());
  return Entry->second;
}

llvm::Expected<Findings> BatchRunner::run(const Case &Which) {
  const Result &Batch = resultOf(Which);
  if (!Batch.Problem.empty())
    return problem(Batch.Problem);
  Findings Own;
  for (const Finding &Each : Batch.Found) {
    bool OfAnother = llvm::any_of(All, [&](const Case &Other) {
      return Other.Path == Each.Main.Path && Other.Path != Which.Path;
    });
    // What is wrong in a header concerns every case of the batch.
    if (!OfAnother)
      Own.push_back(Each);
  }
  sortFindings(Own);
  return Own;
}

} // namespace asynctidy
