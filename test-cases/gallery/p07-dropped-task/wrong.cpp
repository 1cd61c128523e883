// Nobody awaits the save, so nobody hears that it failed: the customer is told
// that the order is placed, and it is nowhere.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace std::chrono_literals;

struct order {
  std::string article;
};

struct order_repository {
  std::vector<order> saved;

  async::task<> save_async(order placed) {
    co_await async::delay(10ms); // the database
    if (placed.article.empty())
      throw std::runtime_error("an order needs an article");
    saved.push_back(placed);
  }
};

async::task<std::string> place(order_repository &orders, order placed) {
  co_await async::delay(1ms); // the payment
  orders.save_async(placed);  // warn: task from 'save_async' is never awaited
  co_return "placed";
}

std::string answer(async::ui_context &ui, order_repository &orders) {
  try {
    return ui.run_until([&] { return place(orders, order{""}); });
  } catch (const std::exception &error) {
    return error.what();
  }
}

int main() {
  order_repository orders;
  async::ui_context ui;
  const std::string told = answer(ui, orders);
  ui.run_until(async::delay(50ms));
  std::cout << "the customer was told: " << told << "\n";
  if (told == "placed" && orders.saved.empty()) {
    std::cout << "lost: the order was confirmed, but never saved\n";
    return 1;
  }
}
