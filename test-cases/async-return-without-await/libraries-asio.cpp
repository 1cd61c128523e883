// needs: boost/asio.hpp
// Boost.Asio: awaitable is lazy, so nothing has begun when the function
// returns.
#include <boost/asio.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

struct message {
  std::string text;
};
awaitable<void> send(tcp::socket &socket, const message &m);
awaitable<void> send_copy(tcp::socket &socket, message m);
awaitable<std::string> answer(tcp::socket socket);
awaitable<std::string> no_answer();
void log(const char *text);

// 1. A local, a by-value parameter, a temporary.
awaitable<void> greet(tcp::socket &socket, std::string name) {
  message m{"hello " + name};
  return send(socket, m); // warn: the task from 'send' refers to 'm', which is gone before it is done
}
awaitable<void> forward(tcp::socket &socket, message m) {
  return send(socket, m); // warn: the task from 'send' refers to 'm'
}
awaitable<void> bye(tcp::socket &socket) {
  return send(socket, message{"bye"}); // warn: the task from 'send' refers to a temporary
}
awaitable<void> own_socket(tcp::socket socket) {
  return send_copy(socket, message{"hello"}); // warn: the task from 'send_copy' refers to 'socket'
}

// 2. In a `try`.
awaitable<std::string> asked(tcp::socket socket) {
  try {
    return answer(std::move(socket)); // warn: the task from 'answer' leaves the 'try'
  } catch (const boost::system::system_error &) {
    return no_answer();
  }
}

// 3. The caller's socket, a copy of the message: silent.
awaitable<void> copies(tcp::socket &socket, message m) {
  return send_copy(socket, std::move(m));
}
awaitable<std::string> moved(tcp::socket socket) {
  return answer(std::move(socket));
}

// 4. Operations of the library on an object of the caller: silent.
awaitable<void> wait(asio::steady_timer &timer) {
  return timer.async_wait(asio::use_awaitable);
}

// 5. Members of a session that keeps itself alive: silent.
class session : public std::enable_shared_from_this<session> {
public:
  awaitable<void> run() { return send(socket_, last_); }

private:
  tcp::socket socket_;
  message last_;
};

// 6. Operations of the library use their buffers, streams and timers until they
// are done.
awaitable<std::size_t> write_local(tcp::socket &socket) {
  const std::string text = "hello";
  return asio::async_write(socket, asio::buffer(text), asio::use_awaitable); // warn: the task from 'async_write' refers to 'text', which is gone before it is done
}
awaitable<std::size_t> write_temporary(tcp::socket &socket, int id) {
  return asio::async_write(socket, asio::buffer(std::to_string(id)), asio::use_awaitable); // warn: the task from 'async_write' refers to a temporary
}
awaitable<std::size_t> read_local(tcp::socket &socket) {
  std::array<char, 64> data;
  return socket.async_read_some(asio::buffer(data), asio::use_awaitable); // warn: the task from 'async_read_some' refers to 'data'
}
awaitable<void> wait_local(asio::any_io_executor executor) {
  asio::steady_timer timer(executor, std::chrono::seconds(1));
  return timer.async_wait(asio::use_awaitable); // warn: the task from 'async_wait' refers to 'timer'
}
awaitable<tcp::resolver::results_type> resolve_local(asio::any_io_executor executor, std::string host) {
  tcp::resolver resolver(executor);
  return resolver.async_resolve(host, "80", asio::use_awaitable); // warn: the task from 'async_resolve' refers to 'resolver'
}

// 7. The same on what the caller has: silent.
awaitable<std::size_t> write_given(tcp::socket &socket, const std::string &text) {
  return asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}
awaitable<std::size_t> write_view(tcp::socket &socket, std::string_view text) {
  return asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}
awaitable<std::size_t> read_given(tcp::socket &socket, std::array<char, 64> &data) {
  return socket.async_read_some(asio::buffer(data), asio::use_awaitable);
}
awaitable<void> connect_given(tcp::socket &socket, std::string host) {
  const auto address = asio::ip::make_address(host);
  return socket.async_connect(tcp::endpoint(address, 80), asio::use_awaitable);
}
awaitable<std::size_t> write_awaited(tcp::socket &socket) {
  const std::string text = "hello";
  co_return co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}
