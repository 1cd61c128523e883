// The source of the time limit is linked to the user's token: the download ends
// when the time is over or when the user cancels, what is first.
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
  async::linked_source limited(ct);
  limited.cancel_after(1s);
  co_await receive(url, limited.token());
}

int main() {
  async::cancellation_source user;
  async::ui_context ui;
  std::chrono::steady_clock::time_point canceled;
  bool ended = false;
  ui.run_until([&]() -> async::task<> {
    auto downloading = download("film.mp4", user.token());
    co_await async::delay(5ms);
    user.cancel();
    canceled = std::chrono::steady_clock::now();
    try {
      co_await downloading;
    } catch (const async::operation_canceled &) {
      ended = true;
    }
  });
  const auto time = std::chrono::steady_clock::now() - canceled;
  std::cout << "the download has ended after " << time / 1ms << " ms\n";
  return ended && time < 500ms ? 0 : 1;
}
