#ifndef ASYNCTIDY_MODEL_DETACHED_H
#define ASYNCTIDY_MODEL_DETACHED_H

#include <optional>

namespace asynctidy {

class AsyncModel;
struct Body;

/// What becomes of an exception that escapes from a coroutine which nobody can
/// await.
enum class Escape {
  Unknown,    ///< the promise does not show it
  Ends,       ///< it ends the process
  Lost,       ///< it is swallowed
  NothingCan, ///< the whole body is in a `try` that catches everything
};

/// Nothing if \p Of is no coroutine, or one whose result somebody could get at.
/// A return type counts by its role, or by the language: it gives its owner
/// nothing to await or to ask, it runs at once, and its promise visibly
/// swallows exceptions or ends the process.
std::optional<Escape> escapeFromDetached(const Body &Of,
                                         const AsyncModel &Model);

/// `try { co_await save(order); } catch (...) { ... }` is the whole body: it
/// delegates to a task and handles its error.
bool isThinShell(const Body &Of);

/// Somebody learns how it ended: `try { ... done(order); } catch (...) {
/// done(std::current_exception()); }`, where `done` is a parameter, a capture
/// or a member; `promise.set_value(order)` and the like count as well.
bool tellsItsEnd(const Body &Of);

/// `oneway start(task<> work) { co_await std::move(work); }`: as a task, it
/// would be what it is given.
bool onlyAwaitsWhatIsGiven(const Body &Of);

} // namespace asynctidy

#endif
