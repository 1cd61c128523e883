// The handler looks harmless: the call that blocks is two calls away, in a
// synchronous function that was handy to have.
#include <async/async.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

struct mailbox {
  async::task<std::vector<std::string>> fetch_async() {
    co_await async::delay(10ms); // the mail server
    co_return {"welcome", "your order"};
  }

  std::vector<std::string> fetch() {
    // warn@+1: 'result' blocks the context's thread
    return fetch_async().result();
  }
};

std::size_t count_mails(mailbox &mails) { return mails.fetch().size(); }

void on_refresh(mailbox &mails, async::ui_context &ui) {
  std::cout << count_mails(mails) << " mails\n";
  ui.stop();
}

int main() {
  std::thread([] {
    std::this_thread::sleep_for(1s);
    std::cout << "deadlock: the mails are never shown" << "\n";
    async::dump_waiters(std::cout);
    std::_Exit(1);
  }).detach();
  mailbox mails;
  async::ui_context ui;
  ui.post([&] { on_refresh(mails, ui); });
  ui.run();
}
