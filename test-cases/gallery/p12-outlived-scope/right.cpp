// The receipt is awaited in the block that owns the order; the till counts
// meanwhile all the same.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct order {
  std::string customer;
};

async::task<order> load_last_order() {
  co_await async::delay(1ms); // the database
  co_return order{"somebody with a rather long address, Winchester"};
}

std::vector<std::string> outbox;

async::task<> send_receipt(const order &paid) {
  co_await async::delay(5ms); // the mail server
  outbox.push_back(paid.customer);
}

async::task<int> close_till() {
  {
    const order last = co_await load_last_order();
    co_await async::when_all(send_receipt(last),
                             async::delay(1ms)); // the till counts
  }
  co_return 100;
}

int main() {
  async::ui_context ui;
  const int counted = ui.run_until([] { return close_till(); });
  std::cout << counted << " in the till, mail to " << outbox.at(0) << "\n";
  return counted == 100 && outbox.at(0).ends_with("Winchester") ? 0 : 1;
}
