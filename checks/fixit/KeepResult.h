#ifndef ASYNCTIDY_FIXIT_KEEPRESULT_H
#define ASYNCTIDY_FIXIT_KEEPRESULT_H

#include "checks/fixit/Await.h"
#include "checks/model/OneShotFlow.h"

namespace asynctidy {

/// `auto x = co_await t; use(co_await t);` becomes `auto x = co_await t;
/// use(x);`. Empty where that would not be safe: x is changed, not in scope or
/// of another type, t may be another one by then, or its result is not copied.
Edits useFirstResult(const Reuse &Of, const Body &In,
                     const std::vector<OneShotUse> &Uses,
                     clang::ASTContext &Context);

/// `auto t = f(); co_await t; co_await t;` becomes `auto t = f().as_task();`
/// and so on: a task may be awaited again. Empty if another use of t would not
/// compile then.
Edits convertWhereMade(const Reuse &Of, const Body &In,
                       const std::vector<OneShotUse> &Uses,
                       const Awaitables &Types, clang::ASTContext &Context);

} // namespace asynctidy

#endif
