#ifndef ASYNCTIDY_MODEL_CONDITION_H
#define ASYNCTIDY_MODEL_CONDITION_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>
#include <string>

namespace clang {
class ASTContext;
} // namespace clang

namespace asynctidy {

/// One question that a condition asks: `valid`, `n > 3`, `p == nullptr`.
/// Questions that mean the same compare equal, however they are written:
/// `!(n <= 3)` asks `n > 3`.
struct Question {
  enum Kind : unsigned char { Holds, Equal, Less, Greater };

  std::string Subject; ///< what is asked about; equal for equal expressions
  Kind Asks = Holds;
  std::int64_t Limit = 0; ///< what a number is compared with
  bool Answer = true;     ///< what makes the condition true
  /// The variables that decide it; for `this`, its class.
  llvm::SmallVector<const clang::Decl *, 2> Roots;
  /// Others may change it while the coroutine is suspended: a member, what a
  /// reference names, what a function answers.
  bool IsShared = false;
};

/// The question that \p Condition asks, if it can be compared with others:
/// nothing for calls of functions that may do anything, and for `a && b`.
std::optional<Question> questionIn(const clang::Expr &Condition,
                                   const clang::ASTContext &Context);

/// The question whether \p Number, as of a `switch`, is \p Value.
std::optional<Question> isNumber(const clang::Expr &Number, std::int64_t Value,
                                 const clang::ASTContext &Context);
/// The same for a variable.
Question isNumber(const clang::ValueDecl &Variable, std::int64_t Value,
                  const clang::ASTContext &Context);

/// The number or truth value that \p Value always has.
std::optional<std::int64_t> constantOf(const clang::Expr &Value,
                                       const clang::ASTContext &Context);

} // namespace asynctidy

#endif
