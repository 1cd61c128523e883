// The three parts of the page do not need one another, but each is asked for
// only when the one before is there: the customer waits for the sum.
#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>

using namespace std::chrono_literals;

struct service {
  int asked = 0, peak = 0;

  async::task<std::string> get(std::string what) {
    peak = std::max(peak, ++asked);
    co_await async::delay(50ms); // the network
    --asked;
    co_return what;
  }
};

async::task<std::string> load_page(service &shop) {
  const std::string user = co_await shop.get("user");
  const std::string orders = co_await shop.get("orders"); // not yet: async-sequential-awaits: does not need
  const std::string offers = co_await shop.get("offers");
  co_return user + ", " + orders + ", " + offers;
}

int main() {
  service shop;
  async::ui_context ui;
  const auto begin = std::chrono::steady_clock::now();
  const std::string page = ui.run_until([&] { return load_page(shop); });
  const auto time = std::chrono::steady_clock::now() - begin;
  std::cout << page << ": " << time / 1ms << " ms\n";
  if (shop.peak == 1 && time >= 150ms) {
    std::cout << "slow: three answers took the sum of their times\n";
    return 1;
  }
}
