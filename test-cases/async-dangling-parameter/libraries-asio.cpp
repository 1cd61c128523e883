// needs: boost/asio.hpp
// Boost.Asio: awaitable is lazy; co_spawn with `detached` lets it run on.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <array>
#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;

awaitable<void> echo(tcp::socket &socket) {
  std::array<char, 1024> data;
  for (;;) {
    const std::size_t n = co_await socket.async_read_some(asio::buffer(data), use_awaitable);
    co_await asio::async_write(socket, asio::buffer(data, n), use_awaitable);
  }
}
awaitable<void> own_echo(tcp::socket socket) { co_await echo(socket); }
awaitable<void> send(tcp::socket &socket, std::string_view text) {
  co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
}
awaitable<void> log(const std::string &line);

// 1. A socket of one turn of the loop.
awaitable<void> listen(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    asio::co_spawn(acceptor.get_executor(), echo(socket), asio::detached); // warn: task from 'echo' refers to 'socket', which dies with its block while the task lives on
  }
}

// 2. A temporary string: the session runs when the context does.
void start(asio::io_context &context, tcp::socket &socket, int id) {
  asio::co_spawn(context, send(socket, "hello " + std::to_string(id)), asio::detached); // warn: task from 'send' refers to a temporary
  asio::co_spawn(context, log("started"), asio::detached);                              // warn: task from 'log' refers to a temporary
  asio::co_spawn(context, log("started"), [](std::exception_ptr) {});                   // warn: task from 'log' refers to a temporary
}

// 3. Kept and awaited later.
awaitable<void> later(tcp::socket &socket) {
  auto sending = send(socket, std::string("hello")); // warn: task from 'send' refers to a temporary
  co_await std::move(sending);
}

// 4. By value, awaited at once, or in parallel with both awaited: silent.
awaitable<void> listen_well(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    co_await log("accepted");
    asio::co_spawn(acceptor.get_executor(), own_echo(std::move(socket)), asio::detached);
  }
}
awaitable<void> in_parallel(tcp::socket &socket) {
  co_await (send(socket, std::string("a")) && log("b"));
  co_await (send(socket, std::string("a")) || log("b"));
  co_await asio::co_spawn(socket.get_executor(), log("x"), use_awaitable);
}

// 5. The context is run to its end before the socket dies: silent.
void run(const tcp::endpoint &endpoint) {
  asio::io_context context;
  tcp::socket socket(context);
  socket.connect(endpoint);
  asio::co_spawn(context, echo(socket), asio::detached);
  context.run();
}
void run_shared(asio::io_context &context, const tcp::endpoint &endpoint) {
  tcp::socket socket(context);
  socket.connect(endpoint);
  asio::co_spawn(context, echo(socket), asio::detached);
  context.run_for(std::chrono::seconds(1));
}

// 6. Operations of the library take buffers of objects that live: silent.
awaitable<void> operations(tcp::socket &socket, asio::steady_timer &timer) {
  std::array<char, 16> data;
  auto reading = socket.async_read_some(asio::buffer(data), use_awaitable);
  co_await std::move(reading);
  timer.expires_after(std::chrono::seconds(1));
  co_await timer.async_wait(use_awaitable);
}

// 7. A factory that co_spawn calls: what it returns is its own: silent.
void factories(asio::io_context &context) {
  asio::co_spawn(
      context, []() -> awaitable<void> { co_await log("inside"); }, asio::detached);
}

// 8. A session object of one's own that keeps itself alive: silent.
class session : public std::enable_shared_from_this<session> {
public:
  explicit session(tcp::socket socket) : socket_(std::move(socket)) {}
  void start() {
    asio::co_spawn(
        socket_.get_executor(), [self = shared_from_this()] { return self->read(); }, asio::detached);
    asio::co_spawn(socket_.get_executor(), echo(socket_), asio::detached);
  }

private:
  awaitable<void> read() { co_await echo(socket_); }
  tcp::socket socket_;
};

// 9. The executor in a variable is a handle to a context that lives on; a local
// context lives longer than one turn of a loop.
awaitable<void> listen_on_it(tcp::acceptor &acceptor) {
  auto executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    asio::co_spawn(executor, echo(socket), asio::detached); // warn: task from 'echo' refers to 'socket'
  }
}
awaitable<void> on_a_strand(tcp::socket &socket) {
  auto strand = asio::make_strand(co_await asio::this_coro::executor);
  std::string text = "hello";
  asio::co_spawn(strand, send(socket, text), asio::detached); // warn: task from 'send' refers to 'text'
}
void greet_all(tcp::socket &socket) {
  asio::io_context context;
  const std::string all = "all";
  asio::co_spawn(context, send(socket, all), asio::detached);
  for (int id = 0; id < 3; ++id) {
    const std::string text = std::to_string(id);
    asio::co_spawn(context, send(socket, text), asio::detached); // warn: task from 'send' refers to 'text'
  }
  context.run();
}

// 10. asio's own operations: they use the buffer, the stream and the timer
// until they are done.
awaitable<void> own_operations(tcp::socket &socket, int id) {
  auto writing = asio::async_write(socket, asio::buffer(std::to_string(id)), use_awaitable); // warn: task from 'async_write' refers to a temporary, which dies at the end of this expression while the task lives on; keep the object alive or await the task before that
  co_await std::move(writing); // note: the task is used here after that
  std::optional<awaitable<std::size_t>> reading;
  {
    std::string line;
    reading = asio::async_read_until(socket, asio::dynamic_buffer(line), '\n', use_awaitable); // warn: task from 'async_read_until' refers to 'line'
  }
  co_await std::move(*reading);
}
void without_a_coroutine(tcp::socket &socket) {
  const std::string text = "hello";
  asio::async_write(socket, asio::buffer(text), asio::detached); // warn: task from 'async_write' refers to 'text', which dies with its block
  asio::async_write(socket, asio::buffer(text), [](auto error, std::size_t) { // warn: task from 'async_write' refers to 'text'
    log(error.message());
  });
}

// 11. The same, awaited, on buffers that live on, or with a stream that ends it:
// silent.
class greeter {
public:
  void greet() {
    asio::async_write(socket_, asio::buffer(text_), asio::detached);
    auto text = std::make_shared<std::string>("hello");
    asio::async_write(socket_, asio::buffer(*text), [text](auto, std::size_t) {});
    auto owned = std::make_unique<std::string>("hello");
    asio::async_write(socket_, asio::buffer(*owned), [owned = std::move(owned)](auto, std::size_t) {});
    static const std::string same = "hello";
    asio::async_write(socket_, asio::buffer(same), asio::detached);
  }
  awaitable<void> greet_twice() {
    const std::string text = "hello";
    co_await asio::async_write(socket_, asio::buffer(text), use_awaitable);
    auto writing = asio::async_write(socket_, asio::buffer(text), use_awaitable);
    co_await std::move(writing);
    auto member = asio::async_write(socket_, asio::buffer(text_), use_awaitable);
    co_await std::move(member);
    co_await (asio::async_write(socket_, asio::buffer(std::string("x")), use_awaitable) && echo(socket_));
  }

private:
  tcp::socket socket_;
  std::string text_;
};
void own_stream(asio::any_io_executor executor) {
  tcp::socket socket(executor);
  const std::string text = "hello";
  asio::async_write(socket, asio::buffer(text), asio::detached);
}
void run_here(asio::io_context &context, tcp::socket &socket) {
  const std::string text = "hello";
  asio::async_write(socket, asio::buffer(text), asio::detached);
  context.run();
}
