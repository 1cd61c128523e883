#ifndef ASYNCTIDY_MODEL_KEEPERS_H
#define ASYNCTIDY_MODEL_KEEPERS_H

#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include <optional>

namespace asynctidy {

class AsyncModel;
struct Body;
struct Referent;

/// Who has the task that an expression makes, once its statement is done.
struct Keeper {
  enum Kind {
    Unknown,  ///< a function that may do anything with it
    Awaited,  ///< nobody: awaited, joined or waited for in the same expression
    Local,    ///< a local variable, or a local container
    Returned, ///< the caller: `return`, `co_return`
    Stored,   ///< a member, a global, or a container that is one
    Detached, ///< nobody: handed to what lets it run on, and waits for nothing
    Dropped   ///< nobody: the statement's value is not used
  } How = Unknown;
  /// The await, declaration, return, assignment or call that decides it.
  const clang::Stmt *By = nullptr;
  /// For Local and Stored: the variable or member.
  const clang::ValueDecl *Variable = nullptr;
};

/// \p Task is an expression of \p In. Looks through casts, std::move, `?:`,
/// `{f()}`, `configure_await` and joins.
Keeper keeperOf(const clang::Expr &Task, const Body &In, AsyncModel &Model);

/// How a task comes to live longer than an object.
struct Outlives {
  clang::SourceLocation Death; ///< the end of the expression or of the block
  /// Where the task is used after that; null if it just runs on.
  const clang::Stmt *Use = nullptr;
};

/// The task that \p Task makes is certainly there when \p Object is dead:
/// nothing between here and the end of the object's life awaits it, or might.
/// A task that is returned outlives all that its function owns. Nothing if
/// \p By is not known to keep it, or if \p Object is somebody else's.
std::optional<Outlives> outlives(const clang::Expr &Task, const Keeper &By,
                                 const Referent &Object, const Body &In,
                                 AsyncModel &Model);

} // namespace asynctidy

#endif
