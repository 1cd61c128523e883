// needs: boost/asio.hpp
// Boost.Asio has no function that makes a ready awaitable.
#include <boost/asio.hpp>

using boost::asio::awaitable;

awaitable<void> send(int);

// 1. Every caller awaits it at once: a plain function would do.
awaitable<int> answer() { // warn: 'answer' never awaits: its coroutine frame is made for nothing; make it a plain function
  co_return 42;
}
awaitable<void> asks() { co_await send(co_await answer()); }

// 2. A caller needs the awaitable itself: silent.
awaitable<void> nothing() { co_return; }
void spawn(boost::asio::io_context &context) {
  boost::asio::co_spawn(context, nothing(), boost::asio::detached);
}
