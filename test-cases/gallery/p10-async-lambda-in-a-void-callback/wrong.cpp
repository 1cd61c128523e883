// `for_each` calls the lambda for each mail and drops the task that it returns:
// it goes on before a single mail is sent, and does not hear of the one that
// fails.
#include <async/async.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

void for_each(const std::vector<std::string> &addresses,
              const std::function<void(std::string)> &callback) {
  for (const std::string &each : addresses)
    callback(each);
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
      for_each(addresses, [this](std::string address) -> async::task<> { // warn: the lambda returns a task, but 'std::function<void(...)>' throws it away
        co_await send(address);
      });
    } catch (const std::invalid_argument &failed) {
      co_return failed.what();
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
  ui.run_until(async::delay(50ms));
  if (report == "sent to 0" && letter.sent == 2) {
    std::cout << "lost: the report came before the mails, and without the "
                 "failed one\n";
    return 1;
  }
}
