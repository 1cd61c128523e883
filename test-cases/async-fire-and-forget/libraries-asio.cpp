// needs: boost/asio.hpp
// Boost.Asio: awaitable is lazy, and co_spawn takes it over.
#include <boost/asio.hpp>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

awaitable<void> session(tcp::socket socket);
awaitable<int> read_header(tcp::socket &socket);

// 1. A session that is never started.
awaitable<void> listen(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    session(std::move(socket)); // warn: task from 'session' is never awaited: it is lazy, so its work never starts
  }
}

// 2. `(void)` does not start it.
void start(tcp::socket socket) {
  (void)session(std::move(socket)); // warn: it is lazy, so its work never starts
}

// 3. An operation whose awaitable is dropped.
awaitable<void> wait(asio::steady_timer &timer) {
  timer.async_wait(asio::use_awaitable); // warn: task from 'async_wait' is never awaited: it is lazy
  co_return;
}

// 4. Awaited on one path only.
awaitable<int> header(tcp::socket &socket, bool skip) {
  auto reading = read_header(socket); // warn: task 'reading' is not awaited on every path
  if (skip)
    co_return 0;
  co_return co_await std::move(reading);
}

// 5. Handed to co_spawn, awaited, or run by a completion handler: silent.
void spawn(asio::io_context &context, tcp::socket socket) {
  asio::co_spawn(context, session(std::move(socket)), asio::detached);
  asio::co_spawn(
      context, []() -> awaitable<void> { co_return; }, asio::detached);
}
awaitable<void> awaited(tcp::socket &socket, asio::steady_timer &timer) {
  co_await read_header(socket);
  co_await timer.async_wait(asio::use_awaitable);
  timer.async_wait([](boost::system::error_code) {});
}
