// An async mutex may be held across an await: the second transfer waits for it
// without the thread, on which the first one goes on.
#include <async/async.hpp>

#include <chrono>
#include <iostream>

using namespace std::chrono_literals;

struct bank {
  async::async_mutex mutex;
  int checking = 100;
  int savings = 0;

  async::task<> transfer(int amount) {
    const auto guard = co_await mutex.lock();
    const int before = checking;
    co_await async::delay(10ms); // the database
    checking = before - amount;
    savings += amount;
  }
};

async::task<> transfer_twice(bank &accounts) {
  co_await async::when_all(accounts.transfer(10), accounts.transfer(20));
}

int main() {
  bank accounts;
  async::ui_context ui;
  ui.run_until([&] { return transfer_twice(accounts); });
  std::cout << accounts.checking << " and " << accounts.savings << "\n";
  return accounts.checking == 70 && accounts.savings == 30 ? 0 : 1;
}
