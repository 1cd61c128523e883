#ifndef ASYNCTIDY_MODEL_OUTLIVES_H
#define ASYNCTIDY_MODEL_OUTLIVES_H

#include "checks/model/StmtPath.h"
#include "clang/AST/ASTFwd.h"
#include "clang/Basic/SourceLocation.h"
#include <optional>

namespace asynctidy {

class AsyncModel;
struct Body;
struct Keeper;
struct Referent;

/// `all.reserve(2)`, `all.push_back(f())`, `t = f()`: \p Use, the name of what
/// has tasks, waits for none.
bool onlyGetsTasks(StmtPath Use);

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
