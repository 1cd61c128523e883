// The scope of a guard ends before the await, on the thread that locked the mutex.
#include <async/async.hpp>

#include <chrono>
#include <iostream>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

struct bank {
  std::mutex mutex;
  int checking = 100;
  int savings = 0;

  async::task<> transfer(int amount) {
    {
      const std::lock_guard guard(mutex);
      checking -= amount;
    }
    co_await async::delay(10ms); // the database
    {
      const std::lock_guard guard(mutex);
      savings += amount;
    }
    std::cout << "the database knows of " << amount << "\n";
  }
};

int main() {
  bank accounts;
  const async::task<> transfer = accounts.transfer(10);
  while (!transfer.done())
    std::this_thread::sleep_for(1ms); // it looks after other things
  transfer.result();
  std::cout << accounts.checking << " and " << accounts.savings << "\n";
  return accounts.checking == 90 && accounts.savings == 10 ? 0 : 1;
}
