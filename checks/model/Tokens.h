#ifndef ASYNCTIDY_MODEL_TOKENS_H
#define ASYNCTIDY_MODEL_TOKENS_H

#include "checks/model/StmtPath.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace asynctidy {

class AsyncModel;
class Vocabulary;

/// A token, by value or by reference: std::stop_token, `cancellation_token &`.
bool isToken(clang::QualType Type, const Vocabulary &Words);

/// A source of tokens, by value or by reference.
bool isTokenSource(clang::QualType Type, const Vocabulary &Words);

/// `{}`, `token()`, `token::none()`, std::nullopt: says that nobody can cancel.
bool isNoToken(const clang::Expr &Value, const Vocabulary &Words);

/// A parameter of type \p Parameter takes a token, also an optional one.
bool takesToken(clang::QualType Parameter, const Vocabulary &Words);

/// `t.stop_requested()`, `t.cancellation_requested()` on a token or source.
bool asksForCancellation(const clang::Stmt &Condition, const Vocabulary &Words);

/// \p Root names a token other than \p Except.
bool mentionsToken(const clang::Stmt *Root, const Vocabulary &Words,
                   llvm::ArrayRef<const clang::ValueDecl *> Except = {});

/// A token that code can name where it stands.
struct TokenAtHand {
  enum Origin { Local, Parameter, Capture, Member };
  const clang::ValueDecl *Token;
  std::string Spelling; ///< "token", "this->token"
  Origin From;
  bool IsConst; ///< cannot be passed as `token &`
};

/// The tokens at hand at the end of \p Path, innermost first: locals declared
/// before, parameters, what a lambda captures, and the only token among the
/// class's members. Left out are those that nobody can cancel, that are
/// moved away, or that are marked as unused.
llvm::SmallVector<TokenAtHand, 2>
tokensAtHand(const Body &In, const StmtPath &Path, AsyncModel &Model);

/// A quick test for bodies without any token.
bool mayHaveTokens(const Body &In, AsyncModel &Model);

/// Those of \p Tokens that \p Parameter takes.
llvm::SmallVector<TokenAtHand, 2> fitting(llvm::ArrayRef<TokenAtHand> Tokens,
                                          clang::QualType Parameter);

/// The token to pass: the only one, or the innermost where that is certainly
/// meant: a parameter before what is captured and before a member, and a local
/// that was made from the others. Null if that cannot be told.
const TokenAtHand *tokenToPass(llvm::ArrayRef<TokenAtHand> Tokens);

} // namespace asynctidy

#endif
