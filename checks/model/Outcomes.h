#ifndef ASYNCTIDY_MODEL_OUTCOMES_H
#define ASYNCTIDY_MODEL_OUTCOMES_H

#include "clang/AST/ASTFwd.h"

namespace asynctidy {

/// `result<T>` in the manner of std::expected: it holds a value or an error,
/// which `co_await` unwraps, and nothing that leads to a coroutine. No work
/// goes on behind it, so that there is none to lose.
bool isOutcome(const clang::CXXRecordDecl &Class);

} // namespace asynctidy

#endif
