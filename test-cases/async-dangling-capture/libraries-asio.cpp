// needs: boost/asio.hpp
// Boost.Asio: awaitable is lazy, and co_spawn keeps a function that it is
// given, but not what a function was called on.
#include <boost/asio.hpp>

#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

awaitable<void> echo(tcp::socket &socket);
awaitable<int> read_header(tcp::socket &socket);
void log(const std::string &text);

// 1. The call form: the lambda is gone before the session begins.
void spawns_a_call(asio::io_context &context, std::string name) {
  asio::co_spawn(
      context,
      [name]() -> awaitable<void> { // warn: the lambda dies at the end of this statement, but its coroutine uses the captured 'name' after that
        log(name); // note: 'name' is used here after that
        co_return;
      }(),
      asio::detached);
}

// 2. The function form: co_spawn keeps a copy of the lambda.
void spawns_a_function(asio::io_context &context, std::string name) {
  asio::co_spawn(
      context,
      [name]() -> awaitable<void> {
        log(name);
        co_return;
      },
      asio::detached);
  asio::co_spawn(
      context,
      [name]() -> awaitable<void> {
        log(name);
        co_return;
      },
      [](std::exception_ptr) {});
}

// 3. The copy refers to a local that is gone.
void spawns_with_a_local(asio::io_context &context, int id) {
  std::string name = std::to_string(id);
  asio::co_spawn(
      context,
      [&]() -> awaitable<void> { // warn: the lambda's coroutine uses 'name', captured by reference, when it may be gone
        log(name);
        co_return;
      },
      asio::detached);
}

// 4. The local lives until the context has run.
void runs_the_context() {
  asio::io_context context;
  std::string name = "orders";
  asio::co_spawn(
      context,
      [&]() -> awaitable<void> {
        log(name);
        co_return;
      },
      asio::detached);
  context.run();
}
void runs_the_callers_context(asio::io_context &context) {
  std::string name = "orders";
  asio::co_spawn(
      context,
      [&]() -> awaitable<void> {
        log(name);
        co_return;
      },
      asio::detached);
  context.run();
}

// 5. A member of an object, as the session of a server.
class server : public std::enable_shared_from_this<server> {
public:
  void start() {
    asio::co_spawn(
        socket_.get_executor(),
        [self = shared_from_this()]() -> awaitable<void> {
          co_await echo(self->socket_);
        },
        asio::detached);
    asio::co_spawn(
        socket_.get_executor(),
        [self = shared_from_this()]() -> awaitable<void> { // warn: uses the captured 'self' after that
          co_await echo(self->socket_);
        }(),
        asio::detached);
  }

private:
  tcp::socket socket_;
};

// 6. Awaited in the same full expression, and later.
awaitable<int> headers(tcp::socket &socket) {
  int sum = co_await [&]() -> awaitable<int> {
    co_return co_await read_header(socket);
  }();
  auto reading = [&]() -> awaitable<int> { // warn: uses the captured 'socket'
    co_return co_await read_header(socket);
  }();
  sum += co_await std::move(reading);
  co_return sum;
}

// 7. co_spawn that is awaited keeps the caller where it is.
awaitable<int> spawned_and_awaited(asio::io_context &context, tcp::socket &socket) {
  co_return co_await asio::co_spawn(
      context,
      [&]() -> awaitable<int> { co_return co_await read_header(socket); }(),
      asio::use_awaitable);
}

// 8. Returned: the caller awaits it.
awaitable<int> returned(tcp::socket &socket) {
  return [&socket]() -> awaitable<int> { // warn: uses the captured 'socket'
    co_return co_await read_header(socket);
  }();
}

// 9. A lambda that is no coroutine, and a turn of the loop that is over before
// the context runs.
void spawns_a_plain_function(asio::io_context &context, tcp::socket &socket,
                             int id) {
  std::string name = std::to_string(id);
  asio::co_spawn(
      context,
      [&socket, &name] { // warn: the lambda uses 'name', captured by reference, when it may be gone
        log(name);
        return echo(socket);
      },
      asio::detached);
  asio::co_spawn(context, [&socket] { return echo(socket); }, asio::detached);
}
awaitable<void> listens(tcp::acceptor &acceptor) {
  auto executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(
        executor, [&socket]() -> awaitable<void> { co_await echo(socket); }, // warn: uses 'socket', captured by reference
        asio::detached);
  }
}
