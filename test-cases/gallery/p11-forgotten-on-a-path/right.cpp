// The receipt is awaited on every path.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>

using namespace std::chrono_literals;

async::task<> send_mail(std::string address) {
  co_await async::delay(5ms); // the mail server
  if (address.find('@') == std::string::npos)
    throw std::invalid_argument("no such address: " + address);
}

async::task<bool> in_stock(std::string article) {
  co_await async::delay(1ms); // the warehouse
  co_return article != "book";
}

async::task<> order_article(std::string article, std::string address) {
  auto [sent, available] =
      co_await async::when_all(send_mail(address), in_stock(article));
  if (!available)
    std::cout << article << " is sold out\n";
}

bool reports_bad_address(std::string article) {
  async::ui_context ui;
  try {
    ui.run_until([&] { return order_article(article, "nowhere"); });
  } catch (const std::invalid_argument &) {
    return true;
  }
  return false;
}

int main() {
  const bool pen = reports_bad_address("pen");
  const bool book = reports_bad_address("book");
  std::cout << "pen:  " << (pen ? "reported\n" : "\n");
  std::cout << "book: " << (book ? "reported\n" : "\n");
  return pen && book ? 0 : 1;
}
