// options: async-lock-across-await.AllowedAwaitables=own::same_thread
// Awaits that go on inline or on the same strand may be allowed (LLVM #167947,
// its AllowedAwaitablesList and AllowedCallees).
#include <async/async.hpp>

#include <coroutine>
#include <mutex>

async::task<> save(int id);

namespace own {
struct same_thread {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
async::task<> on_strand(int id);
struct strand {
  same_thread operator co_await() const;
};
} // namespace own

// 1. By the type, also of what `operator co_await` gives.
async::task<> allowed(std::mutex &mutex, own::strand &strand) {
  std::lock_guard guard(mutex);
  co_await own::same_thread{};
  co_await strand;
}

// 2. The others are reported.
async::task<> others(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_await own::same_thread{};
  co_await own::on_strand(1); // note: suspended here
}
