// `start_new` gives a task of a task. Awaited once, only the start is awaited:
// the import is called finished before the first order is in the database.
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
  // warn@+1: task from 'start_new' is never awaited
  co_await async::start_new([&db] { return import_orders(db, 100); });
  co_return db.orders;
}

int main() {
  database db;
  async::ui_context ui;
  const int reported = ui.run_until([&] { return run_import(db); });
  std::cout << "import finished: " << reported << " of 100 orders\n";
  while (db.orders < 100)
    ui.run_until(async::delay(1ms));
  if (reported < 100) {
    std::cout << "lost: the import was reported before it was done\n";
    return 1;
  }
}
