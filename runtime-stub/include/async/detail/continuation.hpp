#pragma once

#include <async/synchronization_context.hpp>
#include <async/thread_pool.hpp>

#include <coroutine>

namespace async::detail {

/// What is to happen when a task is done; a link of the task's own list, so
/// that waiting for a task allocates nothing.
class continuation {
public:
  continuation *next = nullptr;

  /// Called once. Nothing may touch the continuation afterwards, which may be
  /// gone: it lives in the frame of the coroutine that it resumes.
  virtual void run() noexcept = 0;

protected:
  ~continuation() = default;
};

inline thread_local int resumption_depth = 0;

/// So many coroutines may resume one another on one stack. Tail calls would
/// need no limit, but are not guaranteed without optimization.
inline constexpr int max_resumption_depth = 64;

/// Where a coroutine resumes that is not bound to a context, or cannot go on
/// from here.
inline void resume_elsewhere(synchronization_context *context,
                             std::coroutine_handle<> coroutine) {
  auto resume = [coroutine] { coroutine.resume(); };
  if (context)
    context->post(resume);
  else
    thread_pool::shared().post(resume);
}

/// Resumes on `context`, or on no context if it is null: at once if this thread
/// is there already, else by the context or the pool. A coroutine without a
/// context is never resumed on somebody else's context thread.
inline void resume_on(synchronization_context *context,
                      std::coroutine_handle<> coroutine) {
  if (context != synchronization_context::current() ||
      resumption_depth >= max_resumption_depth) {
    resume_elsewhere(context, coroutine);
    return;
  }
  ++resumption_depth;
  coroutine.resume();
  --resumption_depth;
}

/// Resumes a coroutine, in the awaiter of which it lives.
class resumption final : public continuation {
public:
  void prepare(std::coroutine_handle<> coroutine, bool on_captured_context) {
    coroutine_ = coroutine;
    context_ =
        on_captured_context ? synchronization_context::current() : nullptr;
  }

  void run() noexcept override { resume_on(context_, coroutine_); }

private:
  std::coroutine_handle<> coroutine_;
  synchronization_context *context_ = nullptr;
};

} // namespace async::detail
