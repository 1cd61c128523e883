#ifndef ASYNCTIDY_FIXIT_READYTASK_H
#define ASYNCTIDY_FIXIT_READYTASK_H

#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace asynctidy {

class AsyncModel;
struct Body;

/// How a coroutine that never awaits becomes a plain function.
struct ReadyTask {
  std::string Maker;  ///< "async::from_result"; empty if the library has none
  std::string WhyNot; ///< why no fix is offered, or empty
  llvm::SmallVector<clang::FixItHint, 4> Fix;
};

/// `co_return v;` becomes `return async::from_result(v);`. No fix if an
/// exception could then leave the function at the call, if the task is lazy
/// (its work would begin earlier), or in macros and templates.
ReadyTask readyTaskInstead(const Body &Coroutine, const AsyncModel &Model);

} // namespace asynctidy

#endif
