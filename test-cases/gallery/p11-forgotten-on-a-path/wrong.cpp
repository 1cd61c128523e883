// The receipt is sent while the stock is asked, which is fast, but one path
// leaves without awaiting it: there its failure is lost.
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
  // warn@+1: task 'receipt' is not awaited on every path
  auto receipt = send_mail(address);
  if (!co_await in_stock(article)) // note: when this is true
    co_return; // note: the function is left here without awaiting 'receipt'
  co_await receipt;
}

bool reports_bad_address(std::string article) {
  async::ui_context ui;
  try {
    ui.run_until([&] { return order_article(article, "nowhere"); });
  } catch (const std::invalid_argument &) {
    return true;
  }
  ui.run_until(async::delay(50ms));
  return false;
}

int main() {
  std::cout << "pen:  " << (reports_bad_address("pen") ? "reported\n" : "\n");
  std::cout << "book: " << (reports_bad_address("book") ? "reported\n" : "\n");
  if (!reports_bad_address("book")) {
    std::cout << "lost: nobody hears that the receipt for the book failed\n";
    return 1;
  }
}
