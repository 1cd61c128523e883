#ifndef ASYNCTIDY_MODEL_BODY_H
#define ASYNCTIDY_MODEL_BODY_H

#include "clang/AST/ASTFwd.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>

namespace asynctidy {

class StmtTree;

/// A call as it stands in a body.
struct CallSite {
  const clang::CallExpr *Call;
  /// The innermost `co_await` whose operand contains the call, or null.
  const clang::Expr *Await;
  /// In a `catch` block or the initializer of a static variable, where the
  /// language forbids `co_await`.
  bool AwaitForbidden;
};

/// How the programmer threw a value away.
enum class Consent {
  None,   ///< `f();`
  Void,   ///< `(void)f();`, `static_cast<void>(f())`
  Ignore, ///< `std::ignore = f();`
};

/// `f()` of `co_await f()`; \p Await is one of Body::Awaits.
const clang::Expr *operandOf(const clang::Expr &Await);

/// `co_await f()`, and not `co_await g(f())`.
bool isAwaitedAtOnce(const CallSite &Site);

/// An expression whose value nobody takes.
struct Discard {
  const clang::Expr *Value;
  Consent Said;
  bool AwaitForbidden;
};

/// Where a lambda expression goes.
struct LambdaSite {
  const clang::LambdaExpr *Lambda;
  /// `[]{...}()`: the call, or null.
  const clang::CallExpr *InvokedBy = nullptr;
  /// `f([]{...})`: the call or construction; `return g;`, `h = g;`: the use of
  /// the name. Null if nobody but the body itself has it.
  const clang::Expr *PassedTo = nullptr;
  /// `auto g = []{...};`: the variable, or null.
  const clang::VarDecl *Named = nullptr;
};

/// What one function's or lambda's body does, in the order of its text and as
/// the programmer wrote it: without nested lambdas, without unevaluated
/// operands, without what the compiler adds. Filled by one walk.
struct Body {
  mutable std::shared_ptr<const StmtTree> Tree; ///< see treeOf
  const clang::FunctionDecl *Function = nullptr;
  const clang::Stmt *Written = nullptr;
  bool IsCoroutine = false;
  llvm::SmallVector<const clang::Expr *, 4> Awaits; ///< co_await and co_yield
  bool Yields = false;
  llvm::SmallVector<CallSite, 16> Calls;
  llvm::SmallVector<const clang::CXXConstructExpr *, 8> Constructions;
  llvm::SmallVector<Discard, 8> Discards;
  llvm::SmallVector<LambdaSite, 2> Lambdas;
  llvm::SmallVector<const clang::VarDecl *, 8> Locals;
  llvm::SmallVector<const clang::CXXForRangeStmt *, 2> RangeLoops;
  llvm::SmallVector<const clang::CoreturnStmt *, 4> CoReturns;
  llvm::SmallVector<const clang::DeclRefExpr *, 8> FunctionsAsValues;
};

/// Walks the body of \p Function, which must have one.
Body describeBody(const clang::FunctionDecl &Function);

/// What a variable or a member is initialized with, or a parameter by default;
/// null if there is nothing, or if it could not be parsed.
const clang::Expr *initializerOf(const clang::DeclaratorDecl &Variable);

/// Walks the initializer of a variable outside of functions, of a member or of
/// a parameter, which must have one. The result has no function.
Body describeInitializer(const clang::DeclaratorDecl &Variable);

} // namespace asynctidy

#endif
