#ifndef ASYNCTIDY_MODEL_CLEANUP_H
#define ASYNCTIDY_MODEL_CLEANUP_H

#include "checks/model/StmtPath.h"

namespace asynctidy {

class AsyncModel;

/// `close`, `rollback_async`, `shutDown`: by its name, a function that tidies
/// up; destructors as well. A cancellation must not stop it half way.
bool isCleanupFunction(const clang::FunctionDecl &Function);

/// The code at the end of \p Path tidies up, so it must run though it has been
/// canceled: in a cleanup function or a handler, after a handler that has kept
/// the failure, where a token was found canceled, or in a token's callback.
bool isCleanupCode(const Body &In, const StmtPath &Path, AsyncModel &Model);

} // namespace asynctidy

#endif
