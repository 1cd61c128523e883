#include "checks/Registry.h"
#include "checks/EmbeddedText.h"
#include "llvm/ADT/STLExtras.h"

namespace asynctidy {

static constexpr CheckInfo Checks[] = {
#define ASYNC_CHECK(Class, Name, Title, Tier, Precision, Pitfalls, Fix, Since) \
  {Name, Title, Tier, Precision, Pitfalls, Fix, Since},
#include "checks/Checks.def"
};

llvm::ArrayRef<CheckInfo> allChecks() { return Checks; }

const CheckInfo *findCheck(llvm::StringRef Name) {
  const auto *Found = llvm::find_if(
      Checks, [&](const CheckInfo &Check) { return Check.Name == Name; });
  return Found == std::end(Checks) ? nullptr : Found;
}

llvm::StringRef checkPage(llvm::StringRef Name) {
  for (const EmbeddedText &Page :
       llvm::ArrayRef(EmbeddedPages, EmbeddedPagesCount))
    if (Name == Page.Name)
      return Page.Text;
  return "";
}

} // namespace asynctidy
