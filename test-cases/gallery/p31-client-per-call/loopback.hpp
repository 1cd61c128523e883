#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

/// Real sockets that stay on this machine.
namespace loopback {

inline int checked(int result) {
  if (result < 0)
    throw std::runtime_error("the system refuses a socket");
  return result;
}

inline sockaddr_in address(in_port_t port) {
  sockaddr_in result{};
  result.sin_family = AF_INET;
  result.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  result.sin_port = port;
  return result;
}

/// Sends back what it gets, on a thread of its own, and counts its clients.
class server {
public:
  server() : listening_(checked(socket(AF_INET, SOCK_STREAM, 0))) {
    sockaddr_in own = address(0);
    socklen_t size = sizeof own;
    auto *const generic = reinterpret_cast<sockaddr *>(&own);
    checked(bind(listening_, generic, size));
    checked(listen(listening_, 100));
    checked(getsockname(listening_, generic, &size));
    port_ = own.sin_port;
    thread_ = std::thread([this] { serve(); });
  }
  server(const server &) = delete;
  server &operator=(const server &) = delete;
  ~server() {
    ending_ = true;
    thread_.join();
    close(listening_);
  }

  in_port_t port() const { return port_; }
  int accepted() const { return accepted_; }

private:
  void serve() {
    std::vector<pollfd> sockets{{listening_, POLLIN, 0}};
    while (!ending_) {
      poll(sockets.data(), sockets.size(), 10);
      for (std::size_t i = sockets.size(); i-- > 1;)
        if (sockets[i].revents != 0 && !send_back(sockets[i].fd)) {
          close(sockets[i].fd);
          sockets.erase(sockets.begin() + static_cast<std::ptrdiff_t>(i));
        }
      if (sockets.front().revents != 0) {
        sockets.push_back(
            {checked(accept(listening_, nullptr, nullptr)), POLLIN, 0});
        ++accepted_;
      }
    }
    for (std::size_t i = 1; i < sockets.size(); ++i)
      close(sockets[i].fd);
  }

  static bool send_back(int socket) {
    char text[256];
    const ssize_t size = read(socket, text, sizeof text);
    return size > 0 && write(socket, text, static_cast<std::size_t>(size)) > 0;
  }

  const int listening_;
  in_port_t port_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<int> accepted_ = 0;
  std::thread thread_;
};

/// A client's end of a connection.
class connection {
public:
  explicit connection(const server &to)
      : socket_(checked(socket(AF_INET, SOCK_STREAM, 0))) {
    const sockaddr_in target = address(to.port());
    checked(connect(socket_, reinterpret_cast<const sockaddr *>(&target),
                    sizeof target));
  }
  connection(const connection &) = delete;
  connection &operator=(const connection &) = delete;
  ~connection() { close(socket_); }

  void send(const std::string &text) {
    checked(static_cast<int>(write(socket_, text.data(), text.size())));
  }

  std::string receive_line() {
    std::string line;
    for (char next = 0; read(socket_, &next, 1) == 1 && next != '\n';)
      line += next;
    return line;
  }

private:
  const int socket_;
};

} // namespace loopback
