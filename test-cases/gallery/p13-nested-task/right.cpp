// `run` unwraps: its task is done when the import is.
#include <async/async.hpp>

#include <atomic>
#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct database {
  std::atomic<int> orders = 0;
};

async::task<> import_orders(database &db, int count) {
  for (int i = 0; i < count; ++i) {
    co_await async::delay(1ms); // the network
    ++db.orders;
  }
}

async::task<int> run_import(database &db) {
  co_await async::run([&db] { return import_orders(db, 100); });
  co_return db.orders;
}

int main() {
  database db;
  async::ui_context ui;
  const int reported = ui.run_until([&] { return run_import(db); });
  std::cout << "import finished: " << reported << " of 100 orders\n";
  return reported == 100 ? 0 : 1;
}
