// The receipt of the last order is sent while the till counts its money. The
// order is gone with the block that it was loaded in, but the mail still reads
// it.
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
  co_await async::delay(5ms);      // the mail server
  outbox.push_back(paid.customer); // harm: heap-use-after-free
}

async::task<int> close_till() {
  async::task<> sending;
  {
    const order last = co_await load_last_order();
    sending = send_receipt(last); // warn: refers to 'last', which dies with its block
  }
  co_await async::delay(1ms); // the till counts
  co_await sending;
  co_return 100;
}

int main() {
  async::ui_context ui;
  const int counted = ui.run_until([] { return close_till(); });
  std::cout << counted << " in the till, mail to " << outbox.at(0) << "\n";
}
