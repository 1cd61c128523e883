// The token reaches the database, too: it stops at the row that it is at.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct database {
  int rows_read = 0;

  async::task<int> count(int page, async::cancellation_token token = {}) {
    for (int row = 0; row < 10; ++row) {
      co_await async::delay(2ms, token); // the disk
      ++rows_read;
    }
    co_return page * 10;
  }
};

async::task<int> make_report(database &orders, async::cancellation_token ct) {
  int sum = 0;
  for (int page = 0; page < 2; ++page) {
    ct.throw_if_cancellation_requested();
    sum += co_await orders.count(page, ct);
  }
  co_return sum;
}

int main() {
  database orders;
  async::cancellation_source window;
  async::ui_context ui;
  int read_when_closed = 0;
  bool canceled = false;
  ui.run_until([&]() -> async::task<> {
    auto report = make_report(orders, window.token());
    while (orders.rows_read < 3)
      co_await async::delay(1ms);
    window.cancel();
    read_when_closed = orders.rows_read;
    try {
      co_await report;
    } catch (const async::operation_canceled &) {
      canceled = true;
    }
  });
  const int for_nobody = orders.rows_read - read_when_closed;
  std::cout << for_nobody << " rows were read for nobody\n";
  return canceled && for_nobody <= 2 ? 0 : 1;
}
