#pragma once

#include <async/thread_pool.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include <utility>

namespace bench {

namespace asio = boost::asio;

/// As many threads as the runtime's own pool has.
inline asio::thread_pool &asio_pool() {
  static asio::thread_pool pool(async::thread_pool::shared().size());
  return pool;
}

/// Runs the coroutine on the pool and blocks until it is done.
template <typename T> T wait(asio::awaitable<T> work) {
  return co_spawn(asio_pool(), std::move(work), asio::use_future).get();
}

} // namespace bench
