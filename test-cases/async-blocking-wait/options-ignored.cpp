// options: async-blocking-wait.IgnoredFunctions=mail::outbox::wait_for_all
// Functions that a team allows to block (Meziantou #1136, #1148, #1153, CA1849
// #7036: there was no way to say so).
#include <async/async.hpp>

namespace files {
ASYNC_BLOCKS void wait_for_all();
} // namespace files
namespace mail {
struct outbox {
  ASYNC_BLOCKS void wait_for_all();
  ASYNC_BLOCKS void wait_for_one();
};
} // namespace mail

// 1. The one that is named.
async::task<> allowed(mail::outbox &out) {
  out.wait_for_all();
  co_await async::yield();
}

// 2. Others of the same namespace or class.
async::task<> not_allowed(mail::outbox &out) {
  files::wait_for_all(); // warn: 'wait_for_all' blocks the thread that runs the coroutine 'not_allowed' until the work is done; await something that does not block instead
  out.wait_for_one();    // warn: 'wait_for_one' blocks the thread
  co_await async::yield();
}
