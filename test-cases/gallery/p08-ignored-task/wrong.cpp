// The compiler warned of the ignored task, so somebody wrote `std::ignore` and
// `(void)`. The warning is gone, and so is every failure of the mails.
// options: async-fire-and-forget.ReportVoidCast=true
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

using namespace std::chrono_literals;

struct mail_server {
  std::vector<std::string> delivered;

  async::task<> send(std::string address) {
    co_await async::delay(5ms); // the network
    if (address.find('@') == std::string::npos)
      throw std::invalid_argument("no such address: " + address);
    delivered.push_back(address);
  }
};

async::task<std::string> register_user(mail_server &mails,
                                       std::string address) {
  co_await async::delay(1ms); // the database
  (void)mails.send(address); // warn: task from 'send' is never awaited
  // warn@+1: task from 'send' is never awaited
  std::ignore = mails.send("office at example.org");
  co_return "welcome, we have sent you a mail";
}

int main() {
  mail_server mails;
  std::vector<std::string> log; // where failures are looked for
  async::ui_context ui;
  const std::string told =
      ui.run_until([&] { return register_user(mails, "nowhere"); });
  ui.run_until(async::delay(50ms));
  std::cout << "the user was told: " << told << "\n"
            << mails.delivered.size() << " mails, " << log.size()
            << " failures in the log\n";
  if (mails.delivered.empty() && log.empty()) {
    std::cout << "lost: two mails failed, and nobody heard of it\n";
    return 1;
  }
}
