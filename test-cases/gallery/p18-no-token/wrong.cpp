// The search of an archive takes no token. The user gives up after the first
// folder; his caller has a token that says so, and nobody to hand it to.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct archive {
  int folders_read = 0;

  async::task<int> search(int year) { // not yet: async-no-token: 'search'
    int found = 0;
    for (int folder = 0; folder < 30; ++folder) {
      co_await async::delay(1ms); // the disk
      ++folders_read;
      found += year % 2;
    }
    co_return found;
  }
};

async::task<> show_mails(archive &mails, async::cancellation_token closed) {
  const int found = co_await mails.search(1999);
  closed.throw_if_cancellation_requested();
  std::cout << found << " mails\n";
}

async::task<> open_and_close(archive &mails) {
  async::cancellation_source window;
  const auto showing = show_mails(mails, window.token());
  while (mails.folders_read == 0)
    co_await async::delay(1ms);
  window.cancel();
  try {
    co_await showing;
  } catch (const async::operation_canceled &) {
    std::cout << "the window was closed\n";
  }
}

int main() {
  archive mails;
  async::ui_context ui;
  ui.run_until([&] { return open_and_close(mails); });
  if (mails.folders_read == 30) {
    std::cout << "deaf: a search that nobody can stop has read all folders\n";
    return 1;
  }
}
