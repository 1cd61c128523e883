// The search takes a token, and hands it to the disk.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct archive {
  int folders_read = 0;

  async::task<int> search(int year, async::cancellation_token stop = {}) {
    int found = 0;
    for (int folder = 0; folder < 30; ++folder) {
      co_await async::delay(1ms, stop); // the disk
      ++folders_read;
      found += year % 2;
    }
    co_return found;
  }
};

async::task<> show_mails(archive &mails, async::cancellation_token closed) {
  const int found = co_await mails.search(1999, closed);
  closed.throw_if_cancellation_requested();
  std::cout << found << " mails\n";
}

async::task<bool> open_and_close(archive &mails) {
  async::cancellation_source window;
  const auto showing = show_mails(mails, window.token());
  while (mails.folders_read == 0)
    co_await async::delay(1ms);
  window.cancel();
  try {
    co_await showing;
  } catch (const async::operation_canceled &) {
    co_return true;
  }
  co_return false;
}

int main() {
  archive mails;
  async::ui_context ui;
  const bool closed = ui.run_until([&] { return open_and_close(mails); });
  std::cout << "folders read: " << mails.folders_read << "\n";
  return closed && mails.folders_read < 30 ? 0 : 1;
}
