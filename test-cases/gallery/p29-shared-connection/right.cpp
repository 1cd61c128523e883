// Each order has a connection of its own, and so a transaction of its own; the
// database lets one after the other write.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

using namespace std::chrono_literals;

class ASYNC_NOT_CONCURRENT database {
public:
  database() {
    sqlite3_open_v2("file:orders?mode=memory&cache=shared", &connection_,
                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr);
  }
  database(const database &) = delete;
  database &operator=(const database &) = delete;
  ~database() { sqlite3_close(connection_); }

  async::task<> execute(std::string sql) {
    int result = SQLITE_LOCKED;
    while (result == SQLITE_LOCKED || result == SQLITE_BUSY) {
      co_await async::delay(5ms); // the network
      result =
          sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr);
    }
    if (result != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(connection_));
  }

  int changes() const { return sqlite3_total_changes(connection_); }

private:
  sqlite3 *connection_ = nullptr;
};

async::task<int> place_order(std::string article) {
  database db;
  co_await db.execute("begin");
  co_await db.execute("insert into orders values ('" + article + "')");
  co_await db.execute("commit");
  co_return db.changes();
}

async::task<int> place_both() {
  auto [books, pens] =
      co_await async::when_all(place_order("book"), place_order("pen"));
  co_return books + pens;
}

int main() {
  database keeps; // what is in memory goes with its last connection
  async::ui_context ui;
  ui.run_until(
      [&] { return keeps.execute("create table orders (article text)"); });
  const int placed = ui.run_until(place_both);
  std::cout << placed << " of 2 orders: placed\n";
  return placed == 2 ? 0 : 1;
}
