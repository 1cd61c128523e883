#ifndef ASYNCTIDY_MODEL_TOKENTAKERS_H
#define ASYNCTIDY_MODEL_TOKENTAKERS_H

#include "clang/AST/ASTFwd.h"
#include "clang/AST/DeclarationName.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace asynctidy {

class AsyncModel;
struct Body;
class Vocabulary;

/// A call or a construction, as far as its arguments go.
class Invocation {
public:
  /// Knows no callee if \p Taker is neither, or if it depends on a template.
  explicit Invocation(const clang::Expr &Taker);

  const clang::Expr *Taker;
  const clang::FunctionDecl *Callee = nullptr;
  /// One a parameter; without the object of `object(1, 2)`.
  llvm::ArrayRef<const clang::Expr *> Arguments;

  /// How many arguments stand in the source.
  unsigned written() const;
};

/// The way in which a call can be given a token.
struct TokenSlot {
  enum Way {
    Default,  ///< its parameter was left to its default
    Overload, ///< an overload has one parameter more
    Sibling   ///< the same under another name, as a library file says
  } How;
  const clang::FunctionDecl *Takes;    ///< the function to call
  const clang::ParmVarDecl *Parameter; ///< of the token
  unsigned Index;                      ///< the parameter's
};

/// How \p Call in \p In could be given a token that it does not get now.
/// Nothing if it gets one, cannot take one, or if that is not certain.
std::optional<TokenSlot> emptySlotOf(const Invocation &Call, const Body &In,
                                     AsyncModel &Model);

/// `stopping_` of `order get(int id) { return get(id, stopping_); }`, if
/// \p Callee is that and \p Takes is what it calls; null if it hands on none.
const clang::Expr *tokenHandedOn(const clang::FunctionDecl &Callee,
                                 const clang::FunctionDecl &Takes,
                                 const Vocabulary &Words);

/// The parameter for which \p Call passes `{}` or `none()`; null if none.
const clang::ParmVarDecl *explicitlyWithoutToken(const Invocation &Call,
                                                 const Vocabulary &Words);

/// The functions with the name of \p Callee in its class or namespace, itself
/// included; templates by their pattern.
llvm::SmallVector<const clang::FunctionDecl *, 4>
overloadsOf(const clang::FunctionDecl &Callee, clang::DeclarationName Name);

} // namespace asynctidy

#endif
