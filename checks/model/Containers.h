#ifndef ASYNCTIDY_MODEL_CONTAINERS_H
#define ASYNCTIDY_MODEL_CONTAINERS_H

#include "clang/AST/Type.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang {
class CallExpr;
class Expr;
} // namespace clang

namespace asynctidy {

/// How a container keeps its elements, which decides what a change does to
/// references and iterators ([container.reqmts], "Iterator invalidation").
enum class Layout {
  Contiguous, ///< vector, string: any change may move all elements
  Ends,       ///< deque: growing at an end moves no element, but iterators
  Nodes,      ///< list, map, set: only the removed element is gone
  Hash,       ///< unordered_map: nodes, but growing invalidates iterators
  Flat,       ///< flat_map, flat_hash_map, DenseMap: any change may move all
  Slot        ///< optional, unique_ptr: what is in it ends by a reset
};

/// The layout of a well-known container, or nothing. Slots have none.
std::optional<Layout> layoutOf(clang::QualType Type);

/// What somebody holds of a container.
enum class Handle {
  Element,  ///< a reference, a pointer or a view
  Owned,    ///< what a unique_ptr in the container points to
  Iterator, ///< a place in it, also that of a range-for
};

/// What a call does to a container.
enum class Change {
  None,
  Grows,
  Removes, ///< one element, all of them, or by giving it other contents
};

/// `sessions.erase(id)`, `names += x`, `std::erase_if(users, old)`,
/// `users = {}`, `std::move(users)`: the container and what happens to it.
struct ContainerChange {
  const clang::Expr *Container;
  Change What;
};
llvm::SmallVector<ContainerChange, 1> changesBy(const clang::CallExpr &Call);

/// `all.push_back(x)`: a member of a container of the standard library that
/// puts its arguments into it.
bool fillsContainer(const clang::CallExpr &Call);

/// After \p What somebody else's handle may be bad.
bool invalidates(Change What, Layout Of, Handle Held);

/// A smart pointer that is the one owner, like unique_ptr.
bool isUniqueOwner(clang::QualType Type);

/// One of several owners, or of another kind, like shared_ptr.
bool isSharedOwner(clang::QualType Type);

/// A std::optional.
bool isOptional(clang::QualType Type);

/// `p` of `*p` and `p->x`, where these are operators of a class.
const clang::Expr *dereferenced(const clang::Expr &Value);

/// `orders` of `orders | std::views::filter(f)`: what a loop over the view goes
/// through; otherwise \p Range itself.
const clang::Expr &rangeBehind(const clang::Expr &Range);

bool isIterator(clang::QualType Type);

/// `std::pair<iterator, bool>`, what emplace returns.
bool hasIterator(clang::QualType Type);

/// `string_view`, `span`: a class that looks at the elements of another.
bool isView(clang::QualType Type);

/// A reference, a pointer, an iterator or a view: a variable of this type does
/// not hold what it leads to.
bool isHandle(clang::QualType Type);

/// By their names, members of containers: `front` gives a reference to an
/// element, `find` an iterator, `c_str` a pointer.
bool givesElement(llvm::StringRef Member);
bool givesPlace(llvm::StringRef Member);
bool givesData(llvm::StringRef Member);

/// `substr` of a view, `base` of an iterator: leads to where the object does.
bool givesSame(llvm::StringRef Member);

/// `value` of an optional, `std::get`, `std::as_const`: a part of the object.
bool givesPart(llvm::StringRef Function);

/// `std::find_if`, `std::next`: gives a place in its first argument.
bool searches(llvm::StringRef Function);

} // namespace asynctidy

#endif
