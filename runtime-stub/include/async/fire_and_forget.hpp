#pragma once

#include <async/annotations.hpp>

#include <coroutine>
#include <exception>

namespace async {

/// The return type of a coroutine that nobody can await: it runs at once until
/// its first suspension, and ends when it ends. An exception that escapes from
/// it ends the process. Meant for the outermost shell of an event handler;
/// `detach` lets go of a task with a handler for its error instead. Has no
/// state, so that it is safe on any thread; a call costs the coroutine's frame.
class ASYNC_DETACHED fire_and_forget {
public:
  struct promise_type {
    fire_and_forget get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }
  };
};

} // namespace async
