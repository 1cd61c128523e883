#include "checks/model/Roles.h"
#include "llvm/ADT/StringSwitch.h"

namespace asynctidy {

Role roleFromSpelling(llvm::StringRef Spelling) {
  return llvm::StringSwitch<Role>(Spelling)
#define ASYNC_ROLE(Name, Text, Bit) .Case(Text, Role::Name)
#include "checks/model/Roles.def"
      .Default(Role::None);
}

bool isTypeRole(Role One) {
  return One <= Role::Canceled || hasRole(One, Role::Event | Role::Callable);
}

} // namespace asynctidy
