#ifndef ASYNCTIDY_MODEL_CLEANUP_H
#define ASYNCTIDY_MODEL_CLEANUP_H

#include "checks/model/StmtPath.h"

namespace asynctidy {

class AsyncModel;
struct LambdaSite;

/// `close`, `rollback_async`, `shutDown`: by its name, a function that tidies
/// up; destructors as well. A cancellation must not stop it half way.
bool isCleanupFunction(const clang::FunctionDecl &Function);

/// The lambda runs at the end of a scope: `scope_exit undo([&] {...});`,
/// `auto undo = finally([&] {...});`, a deleter of a smart pointer.
bool isScopeGuard(const LambdaSite &Site);

/// The code at the end of \p Path tidies up, so it must run though it has been
/// canceled: in a cleanup function or a handler, after a handler that has kept
/// the failure, where a token was found canceled, or in a token's callback.
bool isCleanupCode(const Body &In, const StmtPath &Path, AsyncModel &Model);

} // namespace asynctidy

#endif
