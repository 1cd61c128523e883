// All three are asked for at once: the customer waits for the slowest.
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
  const auto [user, orders, offers] = co_await async::when_all(
      shop.get("user"), shop.get("orders"), shop.get("offers"));
  co_return user + ", " + orders + ", " + offers;
}

int main() {
  service shop;
  async::ui_context ui;
  const auto begin = std::chrono::steady_clock::now();
  const std::string page = ui.run_until([&] { return load_page(shop); });
  const auto time = std::chrono::steady_clock::now() - begin;
  std::cout << page << ": " << time / 1ms << " ms\n";
  return page == "user, orders, offers" && shop.peak == 3 ? 0 : 1;
}
