// Each download has a time limit of its own. But the source that is made for it
// knows nothing of the user's token: "cancel" does nothing until the time is over.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>

using namespace std::chrono_literals;

async::task<> receive(std::string url, async::cancellation_token token) {
  co_await async::delay(10s, token); // a slow server
  std::cout << "received " << url << "\n";
}

async::task<> download(std::string url, async::cancellation_token ct) {
  ct.throw_if_cancellation_requested();
  // warn@+1: source 'timeout' is not linked to the token 'ct'
  async::cancellation_source timeout;
  timeout.cancel_after(1s);
  co_await receive(url, timeout.token());
}

int main() {
  async::cancellation_source user;
  async::ui_context ui;
  std::chrono::steady_clock::time_point canceled;
  ui.run_until([&]() -> async::task<> {
    auto downloading = download("film.mp4", user.token());
    co_await async::delay(5ms);
    user.cancel();
    canceled = std::chrono::steady_clock::now();
    try {
      co_await downloading;
    } catch (const async::operation_canceled &) {
      std::cout << "the download has ended\n";
    }
  });
  if (std::chrono::steady_clock::now() - canceled > 500ms) {
    std::cout << "deaf: the download went on until its own time was over\n";
    return 1;
  }
}
