// The mails may go on by themselves, but each has a handler for its failure.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <string>
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

/// Where failures are looked for; mails fail on the pool's threads.
class failure_log {
public:
  void add(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    errors_.push_back(error);
  }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return errors_.size();
  }

private:
  mutable std::mutex mutex_;
  std::vector<std::exception_ptr> errors_;
};

async::task<std::string> register_user(mail_server &mails, failure_log &log,
                                       std::string address) {
  co_await async::delay(1ms); // the database
  const auto report = [&log](std::exception_ptr error) { log.add(error); };
  async::detach(mails.send(address), report);
  async::detach(mails.send("office at example.org"), report);
  co_return "welcome, we have sent you a mail";
}

int main() {
  mail_server mails;
  failure_log log;
  async::ui_context ui;
  const std::string told =
      ui.run_until([&] { return register_user(mails, log, "nowhere"); });
  for (int i = 0; i < 100 && log.size() < 2; ++i)
    ui.run_until(async::delay(20ms));
  std::cout << "the user was told: " << told << "\n"
            << mails.delivered.size() << " mails, " << log.size()
            << " failures in the log\n";
  const bool same = told == "welcome, we have sent you a mail";
  return same && mails.delivered.empty() && log.size() == 2 ? 0 : 1;
}
