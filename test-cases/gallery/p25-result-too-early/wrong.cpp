// The till takes the price before it is known to be there: until the database
// has answered, it does not see the buttons that are pressed.
#include <async/async.hpp>

#include <algorithm>
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
  clock_type::time_point last_look = clock_type::now();
  clock_type::duration longest_gap{};

  void look_at_buttons() {
    const auto now = clock_type::now();
    longest_gap = std::max(longest_gap, now - last_look);
    last_look = now;
    std::this_thread::sleep_for(2ms);
  }

  void sell() {
    auto loading = load_price();
    look_at_buttons();
    price = loading.result(); // warn: 'result' takes the result of 'loading' before it is known to be there
    look_at_buttons();
  }
};

int main() {
  till one;
  one.sell();
  if (one.price == 20 && one.longest_gap > 100ms) {
    std::cout << "frozen: no button worked while the price was loaded\n";
    return 1;
  }
  return 0;
}
