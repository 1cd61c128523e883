// Whoever catches the failures looks at each of them.
#include <async/async.hpp>

#include <chrono>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

async::task<> send_mail(std::string address) {
  co_await async::delay(1ms); // the mail server
  if (address.find('@') == std::string::npos)
    throw std::invalid_argument("no such address: " + address);
  if (address.ends_with(".example"))
    throw std::runtime_error("mailbox full: " + address);
}

std::string reason(const std::exception_ptr &failed) {
  try {
    std::rethrow_exception(failed);
  } catch (const std::exception &why) {
    return why.what();
  }
}

async::task<std::vector<std::string>>
send_all(std::vector<std::string> addresses) {
  std::vector<std::string> problems;
  std::vector<async::task<>> sending;
  for (const std::string &each : addresses)
    sending.push_back(send_mail(each));
  try {
    co_await async::when_all(sending);
  } catch (const async::aggregate_error &failed) {
    for (const std::exception_ptr &each : failed.exceptions())
      problems.push_back(reason(each));
  }
  co_return problems;
}

int main() {
  async::ui_context ui;
  const std::vector<std::string> problems = ui.run_until([] {
    return send_all({"ada@example.org", "nowhere", "bob@mail.example", "me"});
  });
  for (const std::string &each : problems)
    std::cout << each << "\n";
  return problems == std::vector<std::string>{"no such address: nowhere",
                                              "mailbox full: bob@mail.example",
                                              "no such address: me"}
             ? 0
             : 1;
}
