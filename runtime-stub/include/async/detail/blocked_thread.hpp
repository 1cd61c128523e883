#pragma once

#include <async/detail/registry.hpp>
#include <async/detail/type_name.hpp>
#include <async/synchronization_context.hpp>
#include <async/thread_pool.hpp>

#include <optional>
#include <ostream>
#include <string_view>
#include <thread>

namespace async::detail {

/// The calling thread blocks on a task for as long as this lives.
class blocked_thread final : observed {
public:
  blocked_thread(std::string_view result, const void *awaited)
      : result_(result), awaited_(awaited) {
    show();
  }
  ~blocked_thread() { hide(); }

private:
  void describe(std::ostream &out) const override {
    out << "thread " << thread_ << " waits for task<" << result_ << "> "
        << awaited_;
    if (context_) {
      out << " and blocks context " << context_;
      // The thread is blocked in the context's loop, so the context lives.
      if (const std::optional<std::size_t> count = context_->queued())
        out << ", where " << *count
            << (*count == 1 ? " continuation is" : " continuations are")
            << " queued";
    } else if (pool_) {
      out << " and blocks a thread of thread_pool " << pool_;
    }
    out << '\n';
  }

  const std::thread::id thread_ = std::this_thread::get_id();
  const synchronization_context *const context_ =
      synchronization_context::current();
  const thread_pool *const pool_ = thread_pool::current();
  const std::string_view result_;
  const void *const awaited_;
};

} // namespace async::detail
