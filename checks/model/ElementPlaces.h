#ifndef ASYNCTIDY_MODEL_ELEMENTPLACES_H
#define ASYNCTIDY_MODEL_ELEMENTPLACES_H

#include "checks/model/Containers.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class ValueDecl;
class VarDecl;
} // namespace clang

namespace asynctidy {

/// A container that others can reach: a member, a global or static variable, or
/// what a reference parameter names.
struct SharedContainer {
  const clang::ValueDecl *Named = nullptr;
  /// 1 for `rooms[id]`, a container in the container `rooms`.
  unsigned Depth = 0;

  explicit operator bool() const { return Named; }
  bool operator==(const SharedContainer &Other) const {
    return Named == Other.Named && Depth == Other.Depth;
  }
};

/// The container that the lvalue \p Value is: `sessions`, `self->sessions`,
/// `rooms[id]`, `sessions_of(user)` if its body says so. None for a variable of
/// the function, or what it owns, which nobody else can reach.
SharedContainer containerOf(const clang::Expr &Value);

/// Something that becomes bad when a container changes.
struct ElementPlace {
  SharedContainer In;
  Layout Of;
  Handle Held;
};
using ElementPlaces = llvm::SmallVector<ElementPlace, 2>;

/// Where the pointer, iterator or view \p Value leads to: for
/// `rooms[id].members.find(user)` into `members` and into `rooms`. Looks
/// through variables of the function and through functions whose visible body
/// returns such a thing.
ElementPlaces placesBehind(const clang::Expr &Value);

/// The same for what \p Local refers to by its initializer. Empty for variables
/// that have a value of their own.
ElementPlaces placesOf(const clang::VarDecl &Local);

} // namespace asynctidy

#endif
