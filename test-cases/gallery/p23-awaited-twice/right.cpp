// The stock is awaited once, and what it was is kept.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
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
  const int stock = co_await store.stock_async();
  if (stock == 0)
    co_return "sold out";
  paid += 20;
  co_return "one book, " + std::to_string(stock - 1) + " left";
}

int main() {
  warehouse store;
  int paid = 0;
  async::ui_context ui;
  const std::string receipt = ui.run_until([&] { return buy(store, paid); });
  std::cout << "receipt: " << receipt << "\n";
  return paid == 20 && receipt == "one book, 2 left" ? 0 : 1;
}
