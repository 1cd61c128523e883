// The stream of orders could be stopped, but the export does not hand its token
// over: long after the cancellation it reads page after page for nobody.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct database {
  int pages_read = 0;

  async::task<int> load_page(int number, async::cancellation_token token) {
    co_await async::delay(1ms, token);
    ++pages_read;
    co_return number;
  }
};

async::async_stream<int> read_orders(database &db) {
  const async::cancellation_token token = co_await async::stream_token();
  for (int page = 0; page < 100; ++page)
    co_yield co_await db.load_page(page, token);
}

async::task<> upload(int total, async::cancellation_token token) {
  co_await async::delay(1ms, token);
  std::cout << "uploaded " << total << "\n";
}

async::task<> export_orders(database &db, async::cancellation_token token) {
  int total = 0;
  auto orders = read_orders(db);
  while (const auto order = co_await orders.next()) // warn: stream 'orders' is read without the token
    total += *order;
  co_await upload(total, token);
}

async::task<int> cancel_export(database &db) {
  async::cancellation_source stop;
  const auto exporting = export_orders(db, stop.token());
  co_await async::delay(5ms);
  stop.cancel();
  const int before = db.pages_read;
  try {
    co_await exporting;
  } catch (const async::operation_canceled &) {
    std::cout << "the export was canceled\n";
  }
  co_return db.pages_read - before;
}

int main() {
  database db;
  async::ui_context ui;
  const int after = ui.run_until([&] { return cancel_export(db); });
  std::cout << after << " pages were read after the cancellation\n";
  if (db.pages_read == 100) {
    std::cout << "goes on: a canceled export has read everything\n";
    return 1;
  }
}
