// The answer is awaited, and it is its value that decides.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <string>
#include <utility>

using namespace std::chrono_literals;

class ASYNC_TASK ASYNC_HOT answer {
public:
  answer() = default;
  answer(async::task<bool> work) : work_(std::move(work)), asked_(true) {}

  /// Whether anything was asked.
  explicit operator bool() const { return asked_; }

  auto operator co_await() const { return work_.operator co_await(); }

private:
  async::task<bool> work_;
  bool asked_ = false;
};

async::task<bool> ask_warehouse(std::string article) {
  co_await async::delay(1ms).configure_await(false); // the network
  co_return article != "book";
}

answer in_stock(std::string article) { return ask_warehouse(article); }

async::task<bool> sell(std::string article) {
  if (co_await in_stock(article))
    co_return true;
  std::cout << article << " is sold out\n";
  co_await async::delay(1ms); // a new one is ordered
  co_return false;
}

int main() {
  async::ui_context ui;
  const bool pen = ui.run_until([] { return sell("pen"); });
  const bool book = ui.run_until([] { return sell("book"); });
  std::cout << pen + book << " articles were sold\n";
  return pen && !book ? 0 : 1;
}
