#ifndef ASYNCTIDY_MODEL_KEEPERS_H
#define ASYNCTIDY_MODEL_KEEPERS_H

#include "clang/AST/ASTFwd.h"

namespace asynctidy {

class AsyncModel;
struct Body;

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
  /// For Detached: the work begins in that call, also if it is lazy.
  bool StartsIt = false;
};

/// \p Task is an expression of \p In. Looks through casts, std::move, `?:`,
/// `{f()}`, `configure_await`, joins, and what makes another task of it.
Keeper keeperOf(const clang::Expr &Task, const Body &In, AsyncModel &Model);

/// `with_timeout(f(), 1s)`, `f().via(pool)`: a task that has the one in it
/// which
/// \p Part is or stands for, an argument or the callee of \p Call.
bool wrapsTask(const clang::CallExpr &Call, const clang::Stmt &Part,
               const AsyncModel &Model);

} // namespace asynctidy

#endif
