// The shop keeps a task, which may be awaited many times.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <stdexcept>

using namespace std::chrono_literals;

async::value_task<int> load_price() {
  co_await async::delay(1ms); // the database
  co_return 20;
}

class shop {
public:
  async::task<int> show_price() { co_return co_await price_; }

private:
  async::task<int> price_ = load_price().as_task();
};

async::task<int> open_two_pages() {
  shop books;
  int shown = 0;
  for (int page = 1; page <= 2; ++page) {
    try {
      shown += co_await books.show_price() == 20 ? 1 : 0;
    } catch (const std::logic_error &error) {
      std::cout << "page " << page << ": " << error.what() << "\n";
    }
  }
  co_return shown;
}

int main() {
  async::ui_context ui;
  const int shown = ui.run_until([] { return open_two_pages(); });
  std::cout << shown << " of 2 pages have a price\n";
  return shown == 2 ? 0 : 1;
}
