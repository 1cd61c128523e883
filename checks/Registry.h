#ifndef ASYNCTIDY_REGISTRY_H
#define ASYNCTIDY_REGISTRY_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asynctidy {

/// What Checks.def says of one check. All strings live as long as the program.
struct CheckInfo {
  llvm::StringRef Name;
  llvm::StringRef Title;
  int Tier;
  llvm::StringRef Precision;
  llvm::StringRef Pitfalls;
  bool HasFix;
  llvm::StringRef Since;
};

/// Every check, by name.
llvm::ArrayRef<CheckInfo> allChecks();

/// The check called \p Name, or null.
const CheckInfo *findCheck(llvm::StringRef Name);

/// The check's page (Markdown), empty for an unknown name.
llvm::StringRef checkPage(llvm::StringRef Name);

/// Makes the linker keep the module's registration in programs that link the
/// checks statically; call it once from main.
void linkAsyncChecks();

} // namespace asynctidy

#endif
