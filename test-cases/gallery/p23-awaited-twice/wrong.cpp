// The stock is loaded once and awaited twice: the second await finds nothing,
// and the customer whose payment has gone through gets no receipt.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>

using namespace std::chrono_literals;

struct warehouse {
  int books = 3;

  async::value_task<int> stock_async() {
    co_await async::delay(10ms); // the database
    co_return books;
  }
};

async::task<std::string> buy(warehouse &store, int &paid) {
  auto counting = store.stock_async();
  if (co_await counting == 0)
    co_return "sold out";
  paid += 20;
  const int left = co_await counting - 1; // warn: 'counting' is awaited twice
  co_return "one book, " + std::to_string(left) + " left";
}

int main() {
  warehouse store;
  int paid = 0;
  async::ui_context ui;
  try {
    const std::string receipt =
        ui.run_until([&] { return buy(store, paid); });
    std::cout << "receipt: " << receipt << "\n";
    return 0;
  } catch (const std::logic_error &failed) {
    std::cout << failed.what() << "\n";
  }
  if (paid == 20)
    std::cout << "lost: the customer has paid, but got no receipt\n";
  return 1;
}
