// A transfer holds a std::mutex while it awaits the database. The next transfer
// runs on the same thread and waits for the lock: the first one, which would
// unlock it, can never go on.
#include <async/async.hpp>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

struct bank {
  std::mutex mutex;
  int checking = 100;
  int savings = 0;

  async::task<> transfer(int amount) {
    const std::lock_guard guard(mutex); // warn: 'guard' is held across
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
  std::thread([] {
    std::this_thread::sleep_for(1s);
    std::cout << "deadlock: a transfer waits for a lock of its own thread\n";
    async::dump_waiters(std::cout);
    std::_Exit(1);
  }).detach();
  bank accounts;
  async::ui_context ui;
  ui.post([&] {
    async::detach(transfer_twice(accounts), [](std::exception_ptr) {});
  });
  ui.post([&] { ui.stop(); });
  ui.run();
  std::cout << accounts.checking << " and " << accounts.savings << "\n";
}
