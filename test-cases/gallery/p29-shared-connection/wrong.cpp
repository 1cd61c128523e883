// Two queries share one SQLite connection. Each opens a transaction, but a
// connection has only one: what the one rolls back, the other has just written.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

using namespace std::chrono_literals;

class ASYNC_NOT_CONCURRENT database {
public:
  database() { sqlite3_open(":memory:", &connection_); }
  database(const database &) = delete;
  database &operator=(const database &) = delete;
  ~database() { sqlite3_close(connection_); }

  async::task<> execute(std::string sql) {
    co_await async::delay(5ms); // the network
    char *error = nullptr;
    if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, &error)) {
      const std::string what = error;
      sqlite3_free(error);
      throw std::runtime_error(what);
    }
  }

  int changes() const { return sqlite3_total_changes(connection_); }

private:
  sqlite3 *connection_ = nullptr;
};

async::task<> place_order(database &db, std::string article) {
  co_await db.execute("begin");
  co_await db.execute("insert into orders values ('" + article + "')");
  co_await db.execute("commit");
}

async::task<std::string> place_both(database &db) {
  co_await db.execute("create table orders (article text)");
  try {
    co_await async::when_all(place_order(db, "book"), place_order(db, "pen")); // not yet: async-shared-state-in-parallel: 'db' is used by two tasks at once
  } catch (const std::exception &failed) {
    co_return failed.what();
  }
  co_return "placed";
}

int main() {
  database db;
  async::ui_context ui;
  const std::string outcome = ui.run_until([&] { return place_both(db); });
  std::cout << db.changes() << " of 2 orders: " << outcome << "\n";
  if (outcome != "placed") {
    std::cout << "overlap: two transactions on one connection\n";
    return 1;
  }
}
