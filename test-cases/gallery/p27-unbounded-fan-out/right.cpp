// `parallel_for_each` has the limit of the server: ten at a time, however many
// customers there are.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono_literals;

struct mail_server {
  static constexpr int limit = 10;
  std::mutex mutex;
  int connections = 0, peak = 0, sent = 0, refused = 0;

  void connect() {
    const std::lock_guard lock(mutex);
    peak = std::max(peak, ++connections);
  }

  bool finish() {
    const std::lock_guard lock(mutex);
    const bool accepted = connections-- <= limit;
    ++(accepted ? sent : refused);
    return accepted;
  }
};

async::task<> send_mail(mail_server &server, std::string address) {
  server.connect();
  co_await async::delay(5ms); // the network
  if (!server.finish())
    throw std::runtime_error("too many connections: " + address);
}

async::task<> send_to_all(mail_server &server,
                          std::vector<std::string> addresses) {
  co_await async::parallel_for_each(
      std::move(addresses), mail_server::limit,
      [&](std::string &each) { return send_mail(server, each); });
}

int main() {
  mail_server server;
  const std::vector<std::string> addresses(300, "ada@example.org");
  async::ui_context ui;
  ui.run_until([&] { return send_to_all(server, addresses); });
  std::cout << server.sent << " sent, " << server.refused << " refused, "
            << server.peak << " connections at the peak\n";
  return server.sent == 300 && server.peak <= mail_server::limit ? 0 : 1;
}
