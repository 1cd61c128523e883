#ifndef ASYNCTIDY_MODEL_TASKORIGINS_H
#define ASYNCTIDY_MODEL_TASKORIGINS_H

#include "clang/AST/Type.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class CallExpr;
class Expr;
class LambdaExpr;
class VarDecl;
} // namespace clang

namespace asynctidy {

class Awaitables;
class Vocabulary;

/// The expressions in \p Value that make the tasks it consists of: of
/// `c ? f() : g()` and `std::vector{f(), g()}` both calls, of
/// `std::make_unique<task<>>(f())` the inner one.
llvm::SmallVector<const clang::Expr *, 2> tasksMadeIn(const clang::Expr &Value);

/// The calls one of which \p Value is, through casts and single initializers:
/// of `c ? f() : g()` both. Empty if any part is no call.
llvm::SmallVector<const clang::CallExpr *, 2>
callsBehind(const clang::Expr &Value);

/// Whether work or an error is lost if nobody takes \p Value: not if its tasks
/// are made ready, let go on purpose, or belong to a variable.
bool needsOwner(const clang::Expr &Value, const Vocabulary &Words,
                const Awaitables &Types);

/// The type of what \p Local keeps: itself, or the value that it prolongs the
/// life of, as in `auto &&t = f();`. A reference type for other references.
clang::QualType typeOfLocal(const clang::VarDecl &Local);

/// `[t = f()] {}`: the lambda takes a task and its body never names it.
struct ForgottenCapture {
  const clang::Expr *Init;
  clang::SourceLocation At;
  bool IsHandedOver; ///< `[t = std::move(t)]`: a variable had it before
};
llvm::SmallVector<ForgottenCapture, 1>
forgottenCaptures(const clang::LambdaExpr &Lambda, const Awaitables &Types);

} // namespace asynctidy

#endif
