#ifndef ASYNCTIDY_MODEL_STRONGSELF_H
#define ASYNCTIDY_MODEL_STRONGSELF_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/SmallVector.h"

namespace asynctidy {

struct Body;
class AsyncModel;

/// Something that keeps \p Class alive is in the frame of \p In, and alive at
/// \p At: `auto self = shared_from_this();`, `auto strong = get_strong();`,
/// `if (auto self = weak.lock())`, a parameter or a capture
/// `std::shared_ptr<session> self`.
bool isKeptAlive(const clang::Stmt &At, const Body &In,
                 const clang::CXXRecordDecl &Class);

/// \p Value, or a lambda in it, brings such an owner along:
/// `[self = shared_from_this()] {...}`.
bool bringsOwner(const clang::Stmt &Value, const clang::CXXRecordDecl &Class);

/// Variables and captures by which the coroutine can ask whether the object is
/// still there: weak and guarded pointers, tokens, shared flags.
llvm::SmallVector<const clang::ValueDecl *, 2>
livenessProofsIn(const Body &In, const AsyncModel &Model);

} // namespace asynctidy

#endif
