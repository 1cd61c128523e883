// Async all the way up to the entry point: every function on the way awaits.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct mailbox {
  async::task<std::vector<std::string>> fetch_async() {
    co_await async::delay(10ms); // the mail server
    co_return {"welcome", "your order"};
  }
};

async::task<std::size_t> count_mails(mailbox &mails) {
  const std::vector<std::string> fetched = co_await mails.fetch_async();
  co_return fetched.size();
}

async::task<std::size_t> on_refresh(mailbox &mails) {
  const std::size_t count = co_await count_mails(mails);
  std::cout << count << " mails\n";
  co_return count;
}

int main() {
  mailbox mails;
  async::ui_context ui;
  return ui.run_until([&] { return on_refresh(mails); }) == 2 ? 0 : 1;
}
