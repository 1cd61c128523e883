// needs: boost/asio.hpp
// Boost: its guards, and Asio's awaits.
#include <boost/asio.hpp>
#include <boost/thread/lock_guard.hpp>
#include <boost/thread/locks.hpp>
#include <boost/thread/mutex.hpp>
#include <boost/thread/shared_mutex.hpp>

#include <mutex>

namespace asio = boost::asio;
using asio::awaitable;
awaitable<int> count();

// 1. Guards of Boost.Thread, of Asio's awaits.
awaitable<int> guarded(boost::mutex &mutex, boost::shared_mutex &shared) {
  boost::lock_guard<boost::mutex> guard(mutex);         // warn: 'guard' is held across a suspension: who needs 'mutex'
  boost::shared_lock<boost::shared_mutex> other(shared); // warn: 'other' is held across a suspension: who needs 'shared'
  co_return co_await count();
}
awaitable<int> scoped_typedef(boost::mutex &mutex) {
  boost::mutex::scoped_lock guard(mutex); // warn: 'guard' is held across a suspension
  co_return co_await count();
}
awaitable<void> timer(std::mutex &mutex, asio::steady_timer &pause) {
  std::lock_guard guard(mutex); // warn: 'guard' is held across a suspension
  co_await pause.async_wait(asio::use_awaitable); // note: suspended here
}
awaitable<void> by_hand(boost::mutex &mutex) {
  mutex.lock(); // warn: 'mutex' stays locked across a suspension
  co_await count();
  mutex.unlock();
}

// 2. Clean: let go before, deferred, and an await that only asks.
awaitable<int> let_go(boost::mutex &mutex) {
  boost::unique_lock<boost::mutex> guard(mutex);
  guard.unlock();
  boost::unique_lock<boost::mutex> later(mutex, boost::defer_lock);
  co_return co_await count();
}
awaitable<void> asks(std::mutex &mutex) {
  std::lock_guard guard(mutex);
  auto executor = co_await asio::this_coro::executor;
  auto state = co_await asio::this_coro::cancellation_state;
  (void)executor, (void)state;
}
