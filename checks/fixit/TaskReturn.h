#ifndef ASYNCTIDY_FIXIT_TASKRETURN_H
#define ASYNCTIDY_FIXIT_TASKRETURN_H

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace asynctidy {

class AsyncModel;
struct Body;
class FunctionUses;
struct CallSite;

/// How a coroutine that nobody can await gets a type that can be awaited.
struct TaskReturn {
  std::string Task; ///< "async::task<>"; empty if the library has none
  /// A call that cannot await, for which there is no fix; or null.
  const CallSite *InTheWay = nullptr;
  const Body *Caller = nullptr; ///< where that call is
  llvm::SmallVector<clang::FixItHint, 4> Fix;
};

/// `fire_and_forget save();` becomes `task<> save();`, and each `save();` in a
/// coroutine becomes `co_await save();`. No fix if somebody else may have
/// chosen the type (virtual functions, functions used as values, lambdas,
/// templates, declarations in headers), if a caller cannot await, or in macros.
TaskReturn taskReturnInstead(const Body &Coroutine, const FunctionUses &Uses,
                             const AsyncModel &Model);

} // namespace asynctidy

#endif
