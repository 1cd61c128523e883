#ifndef ASYNCTIDY_MODEL_BORROWS_H
#define ASYNCTIDY_MODEL_BORROWS_H

#include "checks/model/Awaitables.h"
#include "checks/model/Referents.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class CallExpr;
class FunctionDecl;
class LambdaExpr;
class ParmVarDecl;
class ValueDecl;
} // namespace clang

namespace asynctidy {

class AsyncModel;

/// Something that the frame of a coroutine refers to and does not own.
struct Borrow {
  enum Kind {
    Reference, ///< a parameter `const T &`, `T &&`
    Pointer,   ///< a parameter `T *`
    View,      ///< a parameter std::string_view, std::span, an iterator, ...
    Object,    ///< `*this` of a member function
    Closure,   ///< the lambda object in which by-value captures live
    Capture    ///< what a lambda captures by reference
  } How;
  /// What the call is given: an argument, the object of `object.f()`, the
  /// lambda of `[x] {...}()`, the initializer of the capture.
  const clang::Expr *Value;
  /// The parameter of Coroutine that has it; null for the last three kinds.
  const clang::ParmVarDecl *Parameter;
  /// For Capture: the variable as the lambda's body names it.
  const clang::ValueDecl *Captured;
  /// The function whose frame it is: the callee, or what the callee, a plain
  /// function, returns the call of.
  const clang::FunctionDecl *Coroutine;
  /// The body of Coroutine is visible and is a coroutine's.
  bool IsCertain;
  Referent Of;
  /// Coroutine is an operation of a library, which uses it until it is done.
  bool IsOperations = false;
};

/// What the task that \p Call makes borrows. Empty if it makes none: if the
/// callee is plain code that does not just return the call of a coroutine, or
/// if its type is neither a task's nor a detached coroutine's. Looks through
/// one plain function: `task<> save(const order &o) { return write(o); }`.
/// Objects that live as long as the program are left out.
llvm::SmallVector<Borrow, 2> borrowsOf(const clang::CallExpr &Call,
                                       AsyncModel &Model);

/// The function as its author wrote it, if its body is visible and a call of
/// it runs no other one: a virtual function may be overridden.
const clang::FunctionDecl *definitionOf(const clang::FunctionDecl &Callee);

/// The lambda expression behind `[x] {...}` or `auto g = [x] {...}; g`.
const clang::LambdaExpr *lambdaBehind(const clang::Expr &Object);

/// `T &&`, also in a template, says that somebody takes the value over. Where
/// the body is not visible, it may be a plain function that moves it on.
bool mayBeTakenOver(const Borrow &What);

} // namespace asynctidy

#endif
