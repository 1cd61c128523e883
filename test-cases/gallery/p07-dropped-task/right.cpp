// The save is awaited, so its failure reaches the one who can answer for it.
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
  try {
    co_await orders.save_async(placed);
  } catch (const std::runtime_error &failed) {
    co_return failed.what();
  }
  co_return "placed";
}

int main() {
  order_repository orders;
  async::ui_context ui;
  const std::string told =
      ui.run_until([&] { return place(orders, order{""}); });
  std::cout << "the customer was told: " << told << "\n";
  return told == "an order needs an article" ? 0 : 1;
}
