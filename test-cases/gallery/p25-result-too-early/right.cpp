// The till asks whether the price is there, and looks at the buttons meanwhile.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <thread>

using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;

async::value_task<int> load_price() {
  co_await async::delay(200ms); // the database
  co_return 20;
}

struct till {
  int price = 0;
  int looks = 0;

  void look_at_buttons() {
    ++looks;
    std::this_thread::sleep_for(2ms);
  }

  void sell() {
    auto loading = load_price();
    while (!loading.done())
      look_at_buttons();
    price = loading.result();
  }
};

int main() {
  till one;
  const auto begin = clock_type::now();
  one.sell();
  std::cout << "price: " << one.price << ", looked at the buttons "
            << one.looks << " times\n";
  const bool waited = clock_type::now() - begin > 100ms;
  return one.price == 20 && waited && one.looks > 5 ? 0 : 1;
}
