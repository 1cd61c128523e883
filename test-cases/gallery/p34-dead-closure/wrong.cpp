// The receipt is sent by a lambda that has captured the address, while the
// order is saved. The lambda is a temporary: with it goes what it captured, and
// the coroutine, which only refers to the lambda, reads on.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <vector>

using namespace std::chrono_literals;

std::vector<std::string> outbox;

async::task<int> save_order(std::string article) {
  co_await async::delay(1ms); // the database
  co_return static_cast<int>(article.size());
}

async::task<int> place_order(std::string article, std::string address) {
  // warn@+1: uses the captured 'address' after
  auto receipt = [address]() -> async::task<> {
    co_await async::delay(5ms); // the mail server
    outbox.push_back(address);  // harm: stack-use-after-return
  }();
  const int id = co_await save_order(article);
  co_await receipt;
  co_return id;
}

int main() {
  async::ui_context ui;
  const int id = ui.run_until([] {
    return place_order("book", "somebody@a-rather-long-address.example.com");
  });
  std::cout << "order " << id << ", mail to " << outbox.at(0) << "\n";
}
