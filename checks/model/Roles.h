#ifndef ASYNCTIDY_MODEL_ROLES_H
#define ASYNCTIDY_MODEL_ROLES_H

#include "llvm/ADT/BitmaskEnum.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>

namespace asynctidy {

LLVM_ENABLE_BITMASK_ENUMS_IN_NAMESPACE();

/// What a type or a function means to asynchronous code, as a set of bits.
/// A type or function may have several.
enum class Role : uint32_t {
  None = 0,
#define ASYNC_ROLE(Name, Spelling, Bit) Name = 1U << Bit,
#include "checks/model/Roles.def"
  LLVM_MARK_AS_BITMASK_ENUM(DropsResult)
};

/// True if \p Set has any of \p Wanted.
inline bool hasRole(Role Set, Role Wanted) {
  return (Set & Wanted) != Role::None;
}

/// The role spelled \p Spelling ("one_shot"), or Role::None.
Role roleFromSpelling(llvm::StringRef Spelling);

/// True for roles of types, false for roles of functions.
bool isTypeRole(Role One);

} // namespace asynctidy

#endif
