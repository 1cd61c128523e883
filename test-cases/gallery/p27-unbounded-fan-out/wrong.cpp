// One task for each customer, all at once: with three customers it works, with
// three hundred the mail server refuses what is over its limit.
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
  std::vector<async::task<>> sending;
  for (const std::string &each : addresses)
    sending.push_back(send_mail(server, each)); // not yet: async-unbounded-fan-out: one task for each element
  co_await async::when_all(std::move(sending));
}

int main() {
  mail_server server;
  const std::vector<std::string> addresses(300, "ada@example.org");
  async::ui_context ui;
  try {
    ui.run_until([&] { return send_to_all(server, addresses); });
  } catch (const std::exception &failed) {
    std::cout << failed.what() << "\n";
  }
  std::cout << server.sent << " sent, " << server.refused << " refused, "
            << server.peak << " connections at the peak\n";
  if (server.peak > mail_server::limit) {
    std::cout << "over the limit: a connection for each customer at once\n";
    return 1;
  }
}
