// The callback returns its task, and the loop awaits it: the report comes when
// all is done, and knows what failed.
#include <async/async.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

async::task<>
for_each(std::vector<std::string> addresses,
         std::function<async::task<>(std::string)> callback) {
  std::vector<async::task<>> all;
  for (const std::string &each : addresses)
    all.push_back(callback(each));
  co_await async::when_all(std::move(all));
}

struct newsletter {
  std::atomic<int> sent = 0;

  async::task<> send(std::string address) {
    co_await async::delay(10ms); // the mail server
    if (address.find('@') == std::string::npos)
      throw std::invalid_argument("no such address: " + address);
    ++sent;
  }

  async::task<std::string> send_all(std::vector<std::string> addresses) {
    co_await async::delay(1ms); // the text
    try {
      co_await for_each(addresses, [this](std::string address) {
        return send(address);
      });
    } catch (const std::invalid_argument &failed) {
      co_return std::to_string(sent) + " sent, " + failed.what();
    }
    co_return "sent to " + std::to_string(sent);
  }
};

int main() {
  newsletter letter;
  async::ui_context ui;
  const std::string report = ui.run_until(
      [&] { return letter.send_all({"ann@mail", "nowhere", "bob@mail"}); });
  std::cout << "report: " << report << "\n";
  return report == "2 sent, no such address: nowhere" ? 0 : 1;
}
