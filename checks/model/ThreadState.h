#ifndef ASYNCTIDY_MODEL_THREADSTATE_H
#define ASYNCTIDY_MODEL_THREADSTATE_H

#include "checks/model/StmtPath.h"

namespace asynctidy {

struct Body;

/// What a variable keeps of the thread that it was made on.
struct ThreadState {
  enum Of {
    Nothing,
    Variable, ///< a reference or pointer to a `thread_local` variable
    Errno,    ///< `&errno`
    Id,       ///< `std::this_thread::get_id()`
  };
  Of Kind = Nothing;
  const clang::ValueDecl *Named = nullptr; ///< the `thread_local` variable
};

/// What \p Local keeps by its initializer, or by the assigned \p Value; also
/// through a function whose visible body returns a `thread_local` variable.
ThreadState threadStateOf(const clang::VarDecl &Local,
                          const clang::Expr *Value = nullptr);

/// The variable's name at the end of \p Use is used to look something up, as in
/// `slots[me]`. A thread's id may be compared and printed on any thread.
bool isLookedUp(const StmtPath &Use);

/// The coroutine always goes on on the thread where it began: QCoro's resume
/// from the event loop of their thread.
bool staysOnItsThread(const Body &Coroutine);

} // namespace asynctidy

#endif
