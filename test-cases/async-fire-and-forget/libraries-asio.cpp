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

// 6. co_spawn takes the session over, but with use_awaitable it gives an
// awaitable that has to be awaited to start it.
void spawn_and_drop(asio::io_context &context, tcp::socket socket) {
  asio::co_spawn(context, session(std::move(socket)), asio::use_awaitable); // warn: task from 'co_spawn' is never awaited: it is lazy, so its work never starts
}
awaitable<void> spawn_and_keep(asio::io_context &context, tcp::socket socket, bool wait) {
  auto spawned = asio::co_spawn(context, session(std::move(socket)), asio::use_awaitable); // warn: task 'spawned' is not awaited on every path
  if (wait)
    co_await std::move(spawned);
}
awaitable<void> spawn_and_await(asio::io_context &context, tcp::socket socket) {
  co_await asio::co_spawn(context, session(std::move(socket)), asio::use_awaitable);
}
void spawn_with_handler(asio::io_context &context, tcp::socket socket) {
  asio::co_spawn(context, session(std::move(socket)), [](std::exception_ptr) {});
  auto done = asio::co_spawn(context, read_header(socket), asio::use_future);
  done.get();
}

// 7. A deferred operation is started by its await.
awaitable<void> deferred(asio::steady_timer &timer) {
  timer.async_wait(asio::deferred);              // warn: task from 'async_wait' is never awaited: it is lazy
  auto waiting = timer.async_wait(asio::deferred); // warn: task 'waiting' is never awaited: it is lazy
  co_await timer.async_wait(asio::deferred);
  timer.async_wait(asio::deferred)([](boost::system::error_code) {});
}
