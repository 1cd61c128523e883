#ifndef ASYNCTIDY_MODEL_VOIDCALLBACKS_H
#define ASYNCTIDY_MODEL_VOIDCALLBACKS_H

#include "clang/AST/Type.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace clang {
class Expr;
class FunctionDecl;
} // namespace clang

namespace asynctidy {

class AsyncModel;
struct Body;

/// A callable that returns a task, and somebody who calls it and throws the
/// task away: `std::function<void()> f = []() -> task<> {...};`.
struct LostTask {
  const clang::Expr *Callable;
  /// Where the lambda begins, wherever that is; for others, the callable.
  clang::SourceLocation At;
  clang::SourceLocation HandedOver; ///< if that is elsewhere
  /// What runs; null if that is not known.
  const clang::FunctionDecl *Function;
  clang::QualType Task;
  std::string Taker; ///< "'std::function<void()>'"
};

/// All of \p In, in the order of the text. Silent where the taker has another
/// overload for callables that return tasks, and for takers that are to detach,
/// to consume, or to connect a handler to an event.
llvm::SmallVector<LostTask, 2> tasksLostByCallbacks(const Body &In,
                                                    const AsyncModel &Model);

/// The functions and lambdas that \p In connects to an event, by their first
/// declarations: `connect(button, &button::clicked, this, &window::save)`.
llvm::SmallVector<const clang::FunctionDecl *, 2>
handlersConnectedIn(const Body &In, const AsyncModel &Model);

/// All that the plain function does is to return a task that is done.
bool returnsReadyTask(const Body &Of, const AsyncModel &Model);

/// One of the parameters is an event.
bool isEventHandler(const clang::FunctionDecl &Function,
                    const AsyncModel &Model);

} // namespace asynctidy

#endif
