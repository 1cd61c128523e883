// options: async-lock-across-await.AllowedAwaitables=own::on_strand
// Awaits of a function's result may be allowed by its name (AllowedCallees of
// clang-tidy, LLVM PR 167778).
#include <async/async.hpp>

#include <mutex>

async::task<> save(int id);
namespace own {
async::task<> on_strand(int id);
} // namespace own

// 1. By the function.
async::task<> allowed(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await own::on_strand(1);
}
template <typename Mutex> async::task<> in_template(Mutex &mutex) {
  std::lock_guard guard(mutex);
  co_await own::on_strand(1);
}

// 2. The others are reported.
async::task<> others(std::mutex &mutex) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_await own::on_strand(1);
  co_await save(1); // note: suspended here
}
