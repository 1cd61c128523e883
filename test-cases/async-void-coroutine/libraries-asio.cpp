// needs: boost/asio.hpp
// Boost.Asio: awaitable is lazy, so a handler that returns one does nothing.
#include <boost/asio.hpp>

#include <functional>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

awaitable<void> session(tcp::socket socket);
awaitable<void> sweep();

// 1. A posted coroutine never starts.
void posts(asio::io_context &context) {
  asio::post(context, []() -> awaitable<void> { co_await sweep(); }); // warn: the lambda returns a task, but 'boost::asio::post' throws it away: it is lazy, so its work never starts
  asio::post(context, sweep); // warn: 'sweep' returns a task
  asio::dispatch(context, [] { return sweep(); }); // warn: but 'boost::asio::dispatch' throws it away
  asio::defer(context, [] { return sweep(); }); // warn: but 'boost::asio::defer' throws it away
}

// 2. A completion handler that is a coroutine never starts either.
void waits(asio::steady_timer &timer, asio::signal_set &signals) {
  timer.async_wait([](boost::system::error_code) -> awaitable<void> { // warn: but 'boost::asio::basic_waitable_timer::async_wait' throws it away
    co_await sweep();
  });
  signals.async_wait([](boost::system::error_code, int) { // warn: but 'boost::asio::basic_signal_set::async_wait' throws it away
    return sweep();
  });
}

// 3. Through std::function and a thread.
void others() {
  std::function<void()> swept = sweep; // warn: 'sweep' returns a task
  std::thread worker([] { return sweep(); }); // warn: but 'std::thread::thread' throws it away
  worker.join();
}

// 4. co_spawn takes coroutines, and its handler the result: silent.
void spawns(asio::io_context &context, tcp::socket socket) {
  asio::co_spawn(context, session(std::move(socket)), asio::detached);
  asio::co_spawn(context, sweep, asio::detached);
  asio::co_spawn(
      context, []() -> awaitable<void> { co_await sweep(); },
      [](std::exception_ptr) {});
}

// 5. Handlers that return nothing, and completion tokens: silent.
awaitable<void> tokens(asio::io_context &context, asio::steady_timer &timer) {
  asio::post(context, [] {});
  timer.async_wait([](boost::system::error_code) {});
  timer.async_wait(asio::detached);
  co_await timer.async_wait(asio::use_awaitable);
  co_await timer.async_wait(asio::deferred);
  co_await asio::post(context, asio::use_awaitable);
  std::function<awaitable<void>()> kept = sweep;
  co_await kept();
}
