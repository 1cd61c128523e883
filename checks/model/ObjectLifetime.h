#ifndef ASYNCTIDY_MODEL_OBJECTLIFETIME_H
#define ASYNCTIDY_MODEL_OBJECTLIFETIME_H

#include "clang/AST/ASTFwd.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"

namespace asynctidy {

class AsyncModel;
struct Body;

/// Objects of \p Class do not go while their coroutines run, as far as can be
/// seen in \p Bodies, all of a translation unit, or it cannot be seen:
/// - the destructor of the class or of a base waits for something, or is not
///   visible; a member such as `stop()` or `close()` does;
/// - a member is a nursery, a latch or a thread that joins;
/// - there is one object only: a static or global one, a local of `main`, or
///   one that a framework makes and keeps; a test's fixture.
bool mayOutliveItsTasks(const clang::CXXRecordDecl &Class,
                        llvm::ArrayRef<const Body *> Bodies, AsyncModel &Model);

/// `async_scope`, `TaskGroup`, a nursery: by its name, it waits at its end for
/// all that was added to it.
bool isScopeOfTasks(clang::QualType Type);

/// The coroutine tells somebody at its end that it is done, by
/// `done_.set_value(n)`, `idle_.count_down()` and the like: who destroys the
/// object may wait for that. What it tells in each turn of a loop is no end.
bool tellsWaiters(const Body &Of, AsyncModel &Model);

/// The coroutine decides itself when its object goes, by `delete this`, or
/// keeps it by hand, by `add_ref()`; also in a member function that it calls.
bool decidesItsEnd(const Body &Of, AsyncModel &Model);

} // namespace asynctidy

#endif
