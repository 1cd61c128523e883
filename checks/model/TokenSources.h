#ifndef ASYNCTIDY_MODEL_TOKENSOURCES_H
#define ASYNCTIDY_MODEL_TOKENSOURCES_H

#include "checks/model/Tokens.h"
#include <optional>

namespace asynctidy {

/// \p Source is made here, of nothing: `cancellation_source timeout;`.
bool isFreshSource(const clang::VarDecl &Source, const Vocabulary &Words);

/// A fresh source whose token goes to a call, though others are at hand.
struct Unlinked {
  const clang::Expr *Taker; ///< the call that gets the source's token
  llvm::SmallVector<TokenAtHand, 2> Tokens;
};

/// Nothing if something may connect \p Source with another token: a callback,
/// a call that takes both, a loop that passes the request on.
std::optional<Unlinked> unlinkedSource(const clang::VarDecl &Source,
                                       const Body &In, AsyncModel &Model);

/// The stream variable of `s.next()`, which could be given a token by its
/// `with_cancellation` and has none yet, as far as this body shows. Null if it
/// may have one.
const clang::VarDecl *streamWithoutToken(const clang::CallExpr &Next,
                                         const Body &In, AsyncModel &Model);

/// `with_cancellation` of a stream class: the method that takes a token.
const clang::CXXMethodDecl *tokenSetterOf(const clang::CXXRecordDecl &Stream,
                                          const Vocabulary &Words);

/// The value of \p Taker gets a token afterwards: `f().with_token(t)`,
/// `with_cancellation(f(), t)`, `when_any(f(), canceled(t))`, also by way of a
/// variable that it is kept in. \p Path leads to the call.
bool getsTokenLater(const StmtPath &Path, const Body &In, AsyncModel &Model);

} // namespace asynctidy

#endif
