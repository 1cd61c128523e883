#ifndef ASYNCTIDY_MODEL_READYAWAITS_H
#define ASYNCTIDY_MODEL_READYAWAITS_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asynctidy {

class Vocabulary;

/// The `co_await` or `co_yield` never suspends: what is awaited is known to be
/// ready (`co_await from_result(1)`), or its `await_ready` says nothing but
/// true, as that of `asio::this_coro::executor`.
bool neverSuspends(const clang::Expr &Await, const Vocabulary &Words);

/// The `co_await` may throw: not if it never suspends, not if its awaiter says
/// `noexcept`, and not where a template's parameter decides what it does.
bool mayFail(const clang::Expr &Await, const Vocabulary &Words);

/// What is awaited is of one of the types called \p Names, or comes from one of
/// the functions of such a name.
bool awaitsOneOf(const clang::Expr &Await,
                 llvm::ArrayRef<llvm::StringRef> Names);

} // namespace asynctidy

#endif
